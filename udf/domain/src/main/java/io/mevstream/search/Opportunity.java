package io.mevstream.search;

import io.mevstream.num.UInt256;
import io.mevstream.search.route.Route;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * A cycle that pays, at an input that the pools' own integers were asked for. All amounts but those of the hops are raw units of the token it
 * begins with.
 *
 * @param amounts the input, then what each hop gives
 * @param loanFee what borrowing the input costs
 * @param gas units of gas
 * @param gasCost what they cost
 * @param payment what goes to the builder
 * @param net what is left: above zero
 * @param netWei what that is worth, rounded down
 */
public record Opportunity(
        Route route,
        List<UInt256> amounts,
        BigInteger loanFee,
        long gas,
        BigInteger gasCost,
        BigInteger payment,
        BigInteger net,
        BigInteger netWei)
        implements Comparable<Opportunity> {

    private static final Comparator<Opportunity> ORDER = Comparator.comparing(Opportunity::netWei)
            .reversed()
            .thenComparing(Comparator.comparing(Opportunity::net).reversed())
            .thenComparing(Opportunity::route);

    public Opportunity {
        amounts = List.copyOf(amounts);
    }

    public UInt256 amountIn() {
        return amounts.get(0);
    }

    public UInt256 amountOut() {
        return amounts.get(amounts.size() - 1);
    }

    /** What comes out beyond what went in. */
    public BigInteger gross() {
        return amountOut().toBigInteger().subtract(amountIn().toBigInteger());
    }

    /** What is left before the builder is paid. */
    BigInteger profit() {
        return net.add(payment);
    }

    /** The most valuable first; equal ones by route. */
    @Override
    public int compareTo(Opportunity other) {
        return ORDER.compare(this, other);
    }
}
