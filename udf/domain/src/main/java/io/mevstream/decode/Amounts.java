package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Signs of token amounts, which every protocol states in its own way. */
public final class Amounts {

    private static final int MAX_TICK = 887272;
    private static final UInt256 MIN_SQRT_PRICE = UInt256.of(4295128739L);
    private static final UInt256 MAX_SQRT_PRICE =
            UInt256.of(new BigInteger("1461446703485210103287273052203988822378723970342"));

    private Amounts() {}

    /** What the pool gained. No token has 2^255 units. */
    public static Int256 gained(UInt256 amount) throws Refused {
        if (amount.w3() < 0) {
            throw Refused.impossible("expected an amount below 2^255, found " + amount);
        }
        return Int256.ofExact(amount);
    }

    /** What the pool gave, as a negative amount. */
    public static Int256 gave(UInt256 amount) throws Refused {
        return gained(amount).negate();
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
