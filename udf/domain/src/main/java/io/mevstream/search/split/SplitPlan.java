package io.mevstream.search.split;

import io.mevstream.num.UInt256;
import io.mevstream.search.route.Route;
import java.math.BigInteger;
import java.util.List;

/**
 * A trade over one or more routes that share no pool, by the pools' own integers.
 *
 * @param legs the routes with what goes along them, in the order of the routes
 * @param amountOut what they give together
 * @param gas units of gas they take together
 * @param gasCost what these cost, in raw units of the token paid out
 */
public record SplitPlan(List<Leg> legs, UInt256 amountOut, long gas, BigInteger gasCost) {

    /** A route, its input and what each hop of it gives. */
    public record Leg(Route route, List<UInt256> amounts) {

        public Leg {
            amounts = List.copyOf(amounts);
        }
    }

    public SplitPlan {
        legs = List.copyOf(legs);
    }

    /** What is left of the output after gas; negative where it does not cover it. */
    public BigInteger net() {
        return amountOut.toBigInteger().subtract(gasCost);
    }
}
