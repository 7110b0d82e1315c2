package io.mevstream.search;

import io.mevstream.amm.QuotablePool;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.Route;
import java.math.BigInteger;
import java.util.function.IntFunction;

/** What gas costs, in the tokens that something is made in. */
public final class Costs {

    private final Terms terms;

    public Costs(Terms terms) {
        this.terms = terms;
    }

    /** Units of gas of a transaction whatever it swaps. */
    public long gasOfRoute() {
        return terms.gas().perRoute();
    }

    /** Units of gas of a route's swaps. */
    public long gasOfSwaps(Route route, IntFunction<QuotablePool> states) {
        long gas = 0;
        for (Hop hop : route.hops()) {
            gas += terms.gas().of(states.apply(hop.slot()).maths());
        }
        return gas;
    }

    /** What so much gas costs, rounded up; throws {@link IllegalArgumentException} for a token whose value is not known. */
    public BigInteger of(long gas, int token) {
        BigInteger wei = terms.gasPriceWei().toBigInteger().multiply(BigInteger.valueOf(gas));
        if (wei.signum() == 0) {
            return BigInteger.ZERO;
        }
        TokenValue value = terms.value(token);
        if (value == null) {
            throw new IllegalArgumentException("expected a token of known value to pay gas by, found " + token);
        }
        return value.rawFor(wei);
    }
}
