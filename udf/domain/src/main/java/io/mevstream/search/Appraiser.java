package io.mevstream.search;

import io.mevstream.amm.QuotablePool;
import io.mevstream.num.UInt256;
import io.mevstream.search.route.PoolPath;
import io.mevstream.search.route.Route;
import io.mevstream.search.route.Sizer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes opportunities of cycles: begins them with a token of known value, sizes them, and takes off what they cost. */
final class Appraiser {

    private final Terms terms;
    private final Costs costs;
    private final IntFunction<QuotablePool> states;

    Appraiser(Terms terms, IntFunction<QuotablePool> states) {
        this.terms = terms;
        this.costs = new Costs(terms);
        this.states = states;
    }

    /** The same cycle from its lowest token of known value; null where it has none. */
    @Nullable
    Route started(Route cycle) {
        int best = -1;
        for (int i = 0; i < cycle.hops().size(); i++) {
            int token = cycle.hops().get(i).from();
            if (terms.value(token) != null
                    && (best < 0 || token < cycle.hops().get(best).from())) {
                best = i;
            }
        }
        return best < 0 ? null : cycle.startingWith(best);
    }

    /**
     * The opportunity of a cycle that begins with a token of known value, at its best input; null where there is none, or none that is better
     * than the one at hand.
     */
    @Nullable
    Opportunity judge(Route route, @Nullable Opportunity atHand) {
        PoolPath path = PoolPath.of(route, states);
        long gas = costs.gasOfRoute() + costs.gasOfSwaps(route, states);
        BigInteger gasCost = costs.of(gas, route.start());
        UInt256[] amounts = Sizer.best(path, terms.loan());
        if (amounts == null) {
            return null;
        }
        Opportunity found = net(route, amounts, gas, gasCost);
        return found == null || (atHand != null && isAhead(atHand, found)) ? null : found;
    }

    private static boolean isAhead(Opportunity one, Opportunity other) {
        int c = one.profit().compareTo(other.profit());
        return c != 0 ? c > 0 : one.route().compareTo(other.route()) <= 0;
    }

    /** The opportunity of these amounts; null where nothing is left of them. */
    private @Nullable Opportunity net(Route route, UInt256[] amounts, long gas, BigInteger gasCost) {
        TokenValue value = terms.value(route.start());
        BigInteger loanFee = terms.loan().fee(amounts[0]).toBigInteger();
        BigInteger profit =
                terms.loan().gain(amounts[0], amounts[amounts.length - 1]).subtract(gasCost);
        if (value == null || profit.signum() <= 0) {
            return null;
        }
        BigInteger payment = terms.payment().of(profit);
        BigInteger net = profit.subtract(payment);
        return net.signum() <= 0
                ? null
                : new Opportunity(
                        route, Arrays.asList(amounts), loanFee, gas, gasCost, payment, net, value.weiFor(net));
    }
}
