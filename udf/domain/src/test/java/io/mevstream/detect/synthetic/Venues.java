package io.mevstream.detect.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.List;

/** Trades of the contract that runs with pools: what their contracts call and log in doing so. */
final class Venues {

    private static final Bytes SOME = new Bytes(new byte[] {1});

    private final Tape tape;

    Venues(Tape tape) {
        this.tape = tape;
    }

    /** How a pool is paid. */
    @FunctionalInterface
    interface Payment {
        void pay(Address pool, Address token, BigInteger amount);
    }

    Payment ownTokens() {
        return (pool, token, amount) -> tape.move(token, pool, amount);
    }

    Payment tokensOf(Address holder) {
        return (pool, token, amount) -> tape.moveFrom(token, holder, pool, amount);
    }

    /** A pool that was paid by the one before it. */
    static final Payment PAID_AHEAD = (pool, token, amount) -> {};

    /** Trades, and says what the recipient got. */
    BigInteger swap(Pool pool, Address in, BigInteger amountIn, Address recipient, Payment payment) {
        if (pool.kind == Pool.Kind.RANGE) {
            return range(pool, in, amountIn, recipient, payment);
        }
        return swapFor(pool, in, amountIn, pool.quote(in, amountIn), recipient, payment);
    }

    /** Trades with a pair for so much of its output, which may be less than it would give. */
    BigInteger swapFor(Pool pool, Address in, BigInteger amountIn, BigInteger out, Address recipient, Payment payment) {
        payment.pay(pool.address, in, amountIn);
        return pair(pool, in, amountIn, out, recipient, Bytes.EMPTY, () -> {});
    }

    /** Takes a pair's output first and pays in its callback. */
    BigInteger flashSwap(Pool pool, Address in, BigInteger amountIn, Address recipient, Runnable callback) {
        return pair(pool, in, amountIn, pool.quote(in, amountIn), recipient, SOME, callback);
    }

    private BigInteger pair(
            Pool pool,
            Address in,
            BigInteger amountIn,
            BigInteger out,
            Address recipient,
            Bytes data,
            Runnable callback) {
        Address trader = tape.running();
        boolean zeroIn = in.equals(pool.token0);
        UInt256 none = UInt256.ZERO;
        UInt256 given = Tape.uint(out);
        UInt256 taken = Tape.uint(amountIn);
        tape.enter(
                pool.address,
                BigInteger.ZERO,
                "swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)",
                zeroIn ? none : given,
                zeroIn ? given : none,
                recipient,
                data);
        tape.move(pool.other(in), recipient, out);
        if (data.length() > 0) {
            tape.enter(
                    trader,
                    BigInteger.ZERO,
                    "uniswapV2Call(address sender, uint256 amount0, uint256 amount1, bytes data)",
                    trader,
                    zeroIn ? none : given,
                    zeroIn ? given : none,
                    data);
            callback.run();
            tape.leave();
        }
        pool.take(in, amountIn, out);
        tape.balance(pool.token0, pool.reserve0);
        tape.balance(pool.token1, pool.reserve1);
        tape.log("Sync(uint112 reserve0, uint112 reserve1)", Tape.uint(pool.reserve0), Tape.uint(pool.reserve1));
        tape.log(
                "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)",
                trader,
                zeroIn ? taken : none,
                zeroIn ? none : taken,
                zeroIn ? none : given,
                zeroIn ? given : none,
                recipient);
        tape.leave();
        return out;
    }

    private BigInteger range(Pool pool, Address in, BigInteger amountIn, Address recipient, Payment payment) {
        Address trader = tape.running();
        boolean zeroIn = in.equals(pool.token0);
        BigInteger out = pool.trade(in, amountIn);
        pool.seen = true;
        Int256 amount0 = Int256.of(zeroIn ? amountIn : out.negate());
        Int256 amount1 = Int256.of(zeroIn ? out.negate() : amountIn);
        tape.enter(
                pool.address,
                BigInteger.ZERO,
                "swap(address recipient, bool zeroForOne, int256 amountSpecified, uint160 sqrtPriceLimitX96, bytes data)",
                recipient,
                zeroIn,
                Int256.of(amountIn),
                UInt256.of(5),
                Bytes.EMPTY);
        tape.move(pool.other(in), recipient, out);
        tape.balance(in, BigInteger.TEN);
        tape.enter(
                trader,
                BigInteger.ZERO,
                "uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes data)",
                amount0,
                amount1,
                Bytes.EMPTY);
        payment.pay(pool.address, in, amountIn);
        tape.leave();
        tape.balance(in, BigInteger.TEN);
        tape.log(
                "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)",
                trader,
                recipient,
                amount0,
                amount1,
                pool.price.sqrtPriceX96(),
                pool.price.liquidity(),
                Int256.of(pool.price.tick()));
        tape.leave("(int256 amount0, int256 amount1)", amount0, amount1);
        return out;
    }

    /** Adds liquidity between ticks for the contract that runs, which pays. */
    void mint(Pool pool, int lower, int upper, UInt256 liquidity, BigInteger amount0, BigInteger amount1) {
        Address owner = tape.running();
        tape.enter(
                pool.address,
                BigInteger.ZERO,
                "mint(address recipient, int24 tickLower, int24 tickUpper, uint128 amount, bytes data)",
                owner,
                Int256.of(lower),
                Int256.of(upper),
                liquidity,
                Bytes.EMPTY);
        tape.balance(pool.token0, BigInteger.TEN);
        tape.balance(pool.token1, BigInteger.TEN);
        tape.enter(
                owner,
                BigInteger.ZERO,
                "uniswapV3MintCallback(uint256 a, uint256 b, bytes data)",
                Tape.uint(amount0),
                Tape.uint(amount1),
                Bytes.EMPTY);
        for (Address token : List.of(pool.token0, pool.token1)) {
            BigInteger amount = token.equals(pool.token0) ? amount0 : amount1;
            tape.move(token, pool.address, amount);
        }
        tape.leave();
        tape.log(
                "Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)",
                owner,
                owner,
                Int256.of(lower),
                Int256.of(upper),
                liquidity,
                Tape.uint(amount0),
                Tape.uint(amount1));
        tape.leave("(uint256 amount0, uint256 amount1)", Tape.uint(amount0), Tape.uint(amount1));
    }

    /** Removes it again and collects what is owed with the fees. */
    void burn(Pool pool, int lower, int upper, UInt256 liquidity, BigInteger[] principal, BigInteger[] owed) {
        Address owner = tape.running();
        tape.enter(
                pool.address,
                BigInteger.ZERO,
                "burn(int24 tickLower, int24 tickUpper, uint128 amount)",
                Int256.of(lower),
                Int256.of(upper),
                liquidity);
        tape.log(
                "Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)",
                owner,
                Int256.of(lower),
                Int256.of(upper),
                liquidity,
                Tape.uint(principal[0]),
                Tape.uint(principal[1]));
        tape.leave("(uint256 amount0, uint256 amount1)", Tape.uint(principal[0]), Tape.uint(principal[1]));
        UInt256 all = UInt256.ONE.shiftLeft(128).sub(UInt256.ONE);
        tape.enter(
                pool.address,
                BigInteger.ZERO,
                "collect(address recipient, int24 tickLower, int24 tickUpper, uint128 amount0Requested, uint128 amount1Requested)",
                owner,
                Int256.of(lower),
                Int256.of(upper),
                all,
                all);
        tape.move(pool.token0, owner, owed[0]);
        tape.move(pool.token1, owner, owed[1]);
        tape.log(
                "Collect(address indexed owner, address recipient, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount0, uint128 amount1)",
                owner,
                owner,
                Int256.of(lower),
                Int256.of(upper),
                Tape.uint(owed[0]),
                Tape.uint(owed[1]));
        tape.leave("(uint128 amount0, uint128 amount1)", Tape.uint(owed[0]), Tape.uint(owed[1]));
    }

    /** Borrows from Balancer's vault for the length of the call back to the contract that runs. */
    void flashLoan(Address token, BigInteger amount, Runnable callback) {
        Address borrower = tape.running();
        Address vault = Address.of("0xba12222222228d8ba445958a75a0704d566bf2c8");
        tape.enter(
                vault,
                BigInteger.ZERO,
                "flashLoan(address recipient, address[] tokens, uint256[] amounts, bytes userData)",
                borrower,
                List.of(token),
                List.of(Tape.uint(amount)),
                Bytes.EMPTY);
        tape.move(token, borrower, amount);
        tape.enter(
                borrower,
                BigInteger.ZERO,
                "receiveFlashLoan(address[] tokens, uint256[] amounts, uint256[] fees, bytes userData)",
                List.of(token),
                List.of(Tape.uint(amount)),
                List.of(UInt256.ZERO),
                Bytes.EMPTY);
        callback.run();
        tape.move(token, vault, amount);
        tape.leave();
        tape.log(
                "FlashLoan(address indexed recipient, address indexed token, uint256 amount, uint256 feeAmount)",
                borrower,
                token,
                Tape.uint(amount),
                UInt256.ZERO);
        tape.leave();
    }
}
