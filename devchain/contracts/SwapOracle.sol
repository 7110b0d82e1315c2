// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IPool {
    function swap(address recipient, bool zeroForOne, int256 amount, uint160 limit, bytes calldata data) external;
    function slot0() external view returns (uint160, int24, uint16, uint16, uint16, uint8, bool);
    function liquidity() external view returns (uint128);
}

interface IPancakePool {
    function slot0() external view returns (uint160, int24, uint16, uint16, uint16, uint32, bool);
    function liquidity() external view returns (uint128);
}

struct PoolKey {
    address currency0;
    address currency1;
    uint24 fee;
    int24 tickSpacing;
    address hooks;
}

struct SwapParams {
    bool zeroForOne;
    int256 amountSpecified;
    uint160 limit;
}

interface IManager {
    function unlock(bytes calldata data) external returns (bytes memory);
    function swap(PoolKey calldata key, SwapParams calldata params, bytes calldata hookData) external returns (int256);
    function extsload(bytes32 slot) external view returns (bytes32);
}

/// What a swap would do, told by taking it back: the pool's own code runs to the end of its loop, and what it moved and where
/// it stands then comes back as the revert's data. Nothing a swap does outlasts the question.
contract SwapOracle {
    error Swapped(int256 amount0, int256 amount1, uint256 price, int256 tick, uint256 liquidity);

    function v3(IPool pool, bool zeroForOne, int256 amount, uint160 limit) external {
        pool.swap(address(this), zeroForOne, amount, limit, "");
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external view {
        (uint160 price, int24 tick,,,,,) = IPool(msg.sender).slot0();
        revert Swapped(amount0, amount1, price, tick, IPool(msg.sender).liquidity());
    }

    function pancakeV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external view {
        (uint160 price, int24 tick,,,,,) = IPancakePool(msg.sender).slot0();
        revert Swapped(amount0, amount1, price, tick, IPancakePool(msg.sender).liquidity());
    }

    function v4(IManager manager, PoolKey calldata key, SwapParams calldata params) external {
        manager.unlock(abi.encode(key, params));
    }

    function unlockCallback(bytes calldata data) external returns (bytes memory) {
        (PoolKey memory key, SwapParams memory params) = abi.decode(data, (PoolKey, SwapParams));
        IManager manager = IManager(msg.sender);
        int256 delta = manager.swap(key, params, "");
        bytes32 state = keccak256(abi.encode(keccak256(abi.encode(key)), uint256(6)));
        uint256 slot0 = uint256(manager.extsload(state));
        revert Swapped(
            delta >> 128,
            int128(delta),
            uint160(slot0),
            int24(uint24(slot0 >> 160)),
            uint256(manager.extsload(bytes32(uint256(state) + 3)))
        );
    }
}
