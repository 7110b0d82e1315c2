package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/** Signs of token amounts, which every protocol states in its own way. */
public final class Amounts {

    private static final int MAX_TICK = 887272;
    private static final UInt256 MIN_SQRT_PRICE = UInt256.of(4295128739L);
    private static final UInt256 MAX_SQRT_PRICE =
            UInt256.of(new java.math.BigInteger("1461446703485210103287273052203988822378723970342"));

    private Amounts() {}

    /** What the pool gained. No token has 2^255 units. */
    public static Int256 gained(UInt256 amount) throws Refused {
        if (amount.w3() < 0) {
            throw Refused.impossible("expected an amount below 2^255, found " + amount);
        }
        return new Int256(amount.w3(), amount.w2(), amount.w1(), amount.w0());
    }

    /** What the pool gave, as a negative amount. */
    public static Int256 gave(UInt256 amount) throws Refused {
        return negate(gained(amount));
    }

    public static Int256 negate(Int256 value) {
        UInt256 magnitude = value.abs();
        if (value.signum() < 0) {
            return new Int256(magnitude.w3(), magnitude.w2(), magnitude.w1(), magnitude.w0());
        }
        // Minus x is the complement of x - 1.
        UInt256 less = magnitude.isZero() ? UInt256.MAX : minus(magnitude, UInt256.ONE);
        return new Int256(~less.w3(), ~less.w2(), ~less.w1(), ~less.w0());
    }

    /** {@code a - b} for {@code a >= b}. */
    public static UInt256 minus(UInt256 a, UInt256 b) {
        long r0 = a.w0() - b.w0();
        long borrow = Long.compareUnsigned(a.w0(), b.w0()) < 0 ? 1 : 0;
        long r1 = a.w1() - b.w1() - borrow;
        borrow = borrows(a.w1(), b.w1(), borrow);
        long r2 = a.w2() - b.w2() - borrow;
        borrow = borrows(a.w2(), b.w2(), borrow);
        return new UInt256(a.w3() - b.w3() - borrow, r2, r1, r0);
    }

    private static long borrows(long a, long b, long borrow) {
        int order = Long.compareUnsigned(a, b);
        return order < 0 || (order == 0 && borrow == 1) ? 1 : 0;
    }

    /** {@code a + b}; no two token amounts reach 2^256. */
    public static UInt256 plus(UInt256 a, UInt256 b) throws Refused {
        UInt256 room = minus(UInt256.MAX, a);
        if (room.compareTo(b) < 0) {
            throw Refused.impossible("expected a sum below 2^256, found " + a + " + " + b);
        }
        return minus(UInt256.MAX, minus(room, b));
    }

    /**
     * The swap that changed a two-token pool's balances by these amounts. Both may be zero (a price moved through a range
     * without liquidity); then the direction is not known and token0 stands first.
     */
    public static Swap swapOf(
            PoolId pool,
            PoolFamily family,
            @Nullable Address sender,
            @Nullable Address recipient,
            Int256 delta0,
            Int256 delta1,
            Swap.Detail detail)
            throws Refused {
        int sign0 = delta0.signum();
        int sign1 = delta1.signum();
        if (sign0 * sign1 > 0) {
            throw Refused.impossible("expected one token in and one out, found " + delta0 + " and " + delta1);
        }
        boolean zeroIn = sign0 > 0 || sign1 < 0 || (sign0 == 0 && sign1 == 0);
        TokenAmount token0 = TokenAmount.ofIndex(0, delta0.abs());
        TokenAmount token1 = TokenAmount.ofIndex(1, delta1.abs());
        return new Swap(pool, family, sender, recipient, zeroIn ? token0 : token1, zeroIn ? token1 : token0, detail);
    }

    /** Where a concentrated-liquidity swap ended, by the fields that all such pools name alike. */
    public static Swap.PriceAfter priceAfter(EventFields fields, @Nullable Integer feePips) throws Refused {
        return new Swap.PriceAfter(sqrtPrice(fields), fields.uint("liquidity"), tick(fields, "tick"), feePips);
    }

    public static int tick(EventFields fields, String name) throws Refused {
        return fields.integer(name, -MAX_TICK, MAX_TICK);
    }

    public static UInt256 sqrtPrice(EventFields fields) throws Refused {
        UInt256 price = fields.uint("sqrtPriceX96");
        if (price.compareTo(MIN_SQRT_PRICE) < 0 || price.compareTo(MAX_SQRT_PRICE) >= 0) {
            throw Refused.impossible("expected a square root of price between the bounds, found " + price);
        }
        return price;
    }
}
