// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IToken {
    function balanceOf(address owner) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
    function withdraw(uint256 value) external;
}

interface IPool {
    function token0() external view returns (address);
    function token1() external view returns (address);
    function getReserves() external view returns (uint112, uint112, uint32);
    function swap(uint256 out0, uint256 out1, address to, bytes calldata data) external;
    function swap(address to, bool zeroForOne, int256 amount, uint160 limit, bytes calldata data)
        external
        returns (int256, int256);
    function mint(address to, int24 lower, int24 upper, uint128 liquidity, bytes calldata data)
        external
        returns (uint256, uint256);
    function burn(int24 lower, int24 upper, uint128 liquidity) external returns (uint256, uint256);
    function collect(address to, int24 lower, int24 upper, uint128 most0, uint128 most1)
        external
        returns (uint128, uint128);
}

/// Trades along pairs and concentrated pools for whoever calls it; for the development chain's actors only, as it guards
/// nothing.
contract Searcher {
    /// One pool of a route. ranges: concentrated liquidity; else a pair of the fee.
    struct Hop {
        address pool;
        bool ranges;
        bool zeroForOne;
        uint24 feePips;
    }

    uint160 private constant LOWEST = 4295128740;
    uint160 private constant HIGHEST = 1461446703485210103287273052203988822378723970341;

    /// What the last trade got, which the next may sell.
    uint256 public bought;

    receive() external payable {}

    /// Trades what this contract holds. amountIn 0: what the last trade bought; the maximum: all there is. to: zero to keep.
    function trade(Hop[] memory hops, uint256 amountIn, uint256 least, address to) external returns (uint256 out) {
        uint256 amount = amountIn == 0 ? bought : amountIn;
        if (amountIn == type(uint256).max) {
            amount = IToken(tokenIn(hops[0])).balanceOf(address(this));
        }
        out = follow(hops, amount, 0);
        require(out >= least, "Searcher: least");
        bought = out;
        if (to != address(0)) {
            IToken(tokenOut(hops[hops.length - 1])).transfer(to, out);
        }
    }

    /// Trades the caller's tokens along several routes between the same two tokens.
    function route(Hop[][] memory routes, uint256[] memory amounts, uint256 least) external {
        uint256 out;
        for (uint256 i = 0; i < routes.length; i++) {
            IToken(tokenIn(routes[i][0])).transferFrom(msg.sender, address(this), amounts[i]);
            out += follow(routes[i], amounts[i], 0);
        }
        require(out >= least, "Searcher: least");
        Hop[] memory last = routes[0];
        IToken(tokenOut(last[last.length - 1])).transfer(msg.sender, out);
    }

    /// Trades along a cycle with what this contract holds; pays so many parts of a thousand of the gain to the block's maker,
    /// where the cycle's token is wrapped ether.
    function cycle(Hop[] memory hops, uint256 amountIn, uint256 leastGain, uint256 paidPerMille) external {
        IToken token = IToken(tokenIn(hops[0]));
        uint256 before = token.balanceOf(address(this));
        follow(hops, amountIn, 0);
        settle(token, before, leastGain, paidPerMille);
    }

    /// The same without holding anything: the first pool gives before it is paid.
    function flash(Hop[] memory hops, uint256 amountIn, uint256 leastGain, uint256 paidPerMille) external {
        IToken token = IToken(tokenIn(hops[0]));
        uint256 before = token.balanceOf(address(this));
        borrow(hops, amountIn);
        settle(token, before, leastGain, paidPerMille);
    }

    /// Reverts with what a cycle would gain.
    function gainOf(Hop[] memory hops, uint256 amountIn) external {
        IToken token = IToken(tokenIn(hops[0]));
        uint256 before = token.balanceOf(address(this));
        borrow(hops, amountIn);
        uint256 gain = token.balanceOf(address(this)) - before;
        assembly {
            mstore(0, gain)
            revert(0, 32)
        }
    }

    function add(IPool pool, int24 lower, int24 upper, uint128 liquidity) external {
        pool.mint(address(this), lower, upper, liquidity, "");
    }

    function remove(IPool pool, int24 lower, int24 upper, uint128 liquidity) external {
        pool.burn(lower, upper, liquidity);
        pool.collect(address(this), lower, upper, type(uint128).max, type(uint128).max);
    }

    function settle(IToken token, uint256 before, uint256 leastGain, uint256 paidPerMille) private {
        uint256 held = token.balanceOf(address(this));
        require(held >= before + leastGain, "Searcher: no gain");
        uint256 paid = (held - before) * paidPerMille / 1000;
        if (paid > 0) {
            token.withdraw(paid);
            (bool ok,) = block.coinbase.call{value: paid}("");
            require(ok, "Searcher: coinbase");
        }
    }

    function follow(Hop[] memory hops, uint256 amount, uint256 from) private returns (uint256) {
        for (uint256 i = from; i < hops.length; i++) {
            Hop memory hop = hops[i];
            if (hop.ranges) {
                amount = swapRanges(hop, amount, "");
            } else {
                IToken(tokenIn(hop)).transfer(hop.pool, amount);
                amount = swapPair(hop, amount, "");
            }
        }
        return amount;
    }

    function borrow(Hop[] memory hops, uint256 amountIn) private {
        bytes memory data = abi.encode(hops, amountIn);
        if (hops[0].ranges) {
            swapRanges(hops[0], amountIn, data);
        } else {
            swapPair(hops[0], amountIn, data);
        }
    }

    function swapPair(Hop memory hop, uint256 amountIn, bytes memory data) private returns (uint256 out) {
        (uint256 reserve0, uint256 reserve1,) = IPool(hop.pool).getReserves();
        (uint256 reserveIn, uint256 reserveOut) = hop.zeroForOne ? (reserve0, reserve1) : (reserve1, reserve0);
        uint256 paid = amountIn * (1e6 - hop.feePips);
        out = paid * reserveOut / (reserveIn * 1e6 + paid);
        IPool(hop.pool).swap(hop.zeroForOne ? 0 : out, hop.zeroForOne ? out : 0, address(this), data);
    }

    function swapRanges(Hop memory hop, uint256 amountIn, bytes memory data) private returns (uint256) {
        (int256 amount0, int256 amount1) = IPool(hop.pool).swap(
            address(this), hop.zeroForOne, int256(amountIn), hop.zeroForOne ? LOWEST : HIGHEST, data
        );
        return uint256(-(hop.zeroForOne ? amount1 : amount0));
    }

    function uniswapV2Call(address, uint256 out0, uint256 out1, bytes calldata data) external {
        repay(out0 + out1, data);
    }

    function pancakeCall(address, uint256 out0, uint256 out1, bytes calldata data) external {
        repay(out0 + out1, data);
    }

    function repay(uint256 out, bytes calldata data) private {
        (Hop[] memory hops, uint256 amountIn) = abi.decode(data, (Hop[], uint256));
        follow(hops, out, 1);
        IToken(tokenIn(hops[0])).transfer(msg.sender, amountIn);
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata data) external {
        bool zeroForOne = amount0 > 0;
        if (data.length > 0) {
            (Hop[] memory hops,) = abi.decode(data, (Hop[], uint256));
            follow(hops, uint256(-(zeroForOne ? amount1 : amount0)), 1);
        }
        address owed = zeroForOne ? IPool(msg.sender).token0() : IPool(msg.sender).token1();
        IToken(owed).transfer(msg.sender, uint256(zeroForOne ? amount0 : amount1));
    }

    function uniswapV3MintCallback(uint256 owed0, uint256 owed1, bytes calldata) external {
        if (owed0 > 0) {
            IToken(IPool(msg.sender).token0()).transfer(msg.sender, owed0);
        }
        if (owed1 > 0) {
            IToken(IPool(msg.sender).token1()).transfer(msg.sender, owed1);
        }
    }

    function tokenIn(Hop memory hop) private view returns (address) {
        return hop.zeroForOne ? IPool(hop.pool).token0() : IPool(hop.pool).token1();
    }

    function tokenOut(Hop memory hop) private view returns (address) {
        return hop.zeroForOne ? IPool(hop.pool).token1() : IPool(hop.pool).token0();
    }
}
