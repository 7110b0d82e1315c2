package io.mevstream.search;

import io.mevstream.num.UInt256;
import io.mevstream.search.route.Price;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to turn a profit into one's own.
 *
 * @param loan what the input costs
 * @param gas how much gas a route takes
 * @param gasPriceWei what a unit of gas costs
 * @param payment what goes to the builder
 * @param values what tokens are worth, by their number in the graph: a cycle begins with its first token that is among them
 */
public record Terms(
        Price loan, GasTable gas, UInt256 gasPriceWei, BuilderPayment payment, Map<Integer, TokenValue> values) {

    /** A share of what is left after gas, rounded up. */
    public record BuilderPayment(int basisPoints) {

        private static final BigInteger ALL = BigInteger.valueOf(10_000);

        public BuilderPayment {
            if (basisPoints < 0 || basisPoints > 10_000) {
                throw new IllegalArgumentException("expected 0 to 10000 basis points, found " + basisPoints);
            }
        }

        BigInteger of(BigInteger profit) {
            return profit.multiply(BigInteger.valueOf(basisPoints))
                    .add(ALL.subtract(BigInteger.ONE))
                    .divide(ALL);
        }
    }

    /** No costs, and any token to begin with. */
    public static final Terms FREE =
            new Terms(Price.FREE, GasTable.FREE, UInt256.ZERO, new BuilderPayment(0), Map.of());

    public Terms {
        values = Map.copyOf(values);
    }

    /** Whether any token will do to begin with, as nothing has to be paid in ether. */
    boolean takesAnyToken() {
        return values.isEmpty() && gasPriceWei.isZero();
    }

    @Nullable
    TokenValue value(int token) {
        return takesAnyToken() ? TokenValue.ETHER : values.get(token);
    }
}
