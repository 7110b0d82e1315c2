package io.mevstream.amm.solidly;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.solidly.CamelotPool.Fees;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CamelotPoolTest {

    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final BigInteger E6 = BigInteger.TEN.pow(6);
    private static final Fees FEES = new Fees(40, 60, 50_000);

    private static CamelotPool pool(BigInteger reserve0, BigInteger reserve1) {
        return new CamelotPool(
                UInt256.of(reserve0), UInt256.of(reserve1), new CamelotCurve(UInt256.of(E6), UInt256.of(E18)), FEES);
    }

    @Property(tries = 500)
    void givesWhatItsTwinGives(@ForAll long seed) {
        Random random = new Random(seed);
        BigInteger reserve0 = new BigInteger(20 + random.nextInt(24), random).add(E6);
        BigInteger reserve1 = reserve0.multiply(BigInteger.valueOf(1 + random.nextInt(1 << 20)))
                .shiftRight(20)
                .multiply(BigInteger.TEN.pow(12))
                .add(E18);
        int in = random.nextInt(2);
        BigInteger amount =
                (in == 0 ? reserve0 : reserve1).shiftRight(random.nextInt(25)).add(BigInteger.ONE);

        assertThat(pool(reserve0, reserve1).getAmountOut(in, UInt256.of(amount)).toBigInteger())
                .isEqualTo(twin(reserve0, reserve1, in, amount));
    }

    /** The pair's own condition: the invariant of what it holds, less the fees, is not below that before. */
    @Property(tries = 500)
    void fillsOnlyWhatTheSwapWouldTake(@ForAll long seed) {
        Random random = new Random(seed);
        BigInteger reserve0 = new BigInteger(10 + random.nextInt(40), random).add(BigInteger.TEN);
        BigInteger reserve1 = new BigInteger(40 + random.nextInt(50), random).add(BigInteger.TEN);
        CamelotPool pool = pool(reserve0, reserve1);
        int in = random.nextInt(2);
        BigInteger amount =
                (in == 0 ? reserve0 : reserve1).shiftRight(random.nextInt(20)).add(BigInteger.ONE);
        Quote quote = pool.quoteExactIn(in, 1 - in, UInt256.of(amount));
        if (quote instanceof Quote.Filled filled) {
            BigInteger fee =
                    amount.multiply(BigInteger.valueOf(in == 0 ? 40 : 60)).divide(BigInteger.valueOf(100_000));
            BigInteger out = filled.amountOut().toBigInteger();
            BigInteger after0 = in == 0 ? reserve0.add(amount).subtract(fee) : reserve0.subtract(out);
            BigInteger after1 = in == 1 ? reserve1.add(amount).subtract(fee) : reserve1.subtract(out);
            assertThat(k(after0, after1)).isGreaterThanOrEqualTo(k(reserve0, reserve1));
        } else {
            assertThat(((Quote.Refused) quote).reason()).isIn(Reason.REVERTS, Reason.ZERO_OUTPUT);
        }
    }

    @Test
    void leavesTheOwnersShareOfTheFeeOutOfTheReserves() {
        CamelotPool pool = pool(E6.multiply(E6), E18.multiply(E6));
        Quote.Filled filled = (Quote.Filled) pool.quoteExactIn(0, 1, UInt256.of(1_000_000_000));

        CamelotPool after = (CamelotPool) filled.after();
        assertThat(after.reserve0()).isEqualTo(UInt256.of(1_000_000_000_000L + 1_000_000_000 - 200_000));
        assertThat(after.reserve1()).isEqualTo(pool.reserve1().sub(filled.amountOut()));
    }

    private static BigInteger twin(BigInteger reserve0, BigInteger reserve1, int in, BigInteger amount) {
        BigInteger fee = amount.multiply(BigInteger.valueOf(in == 0 ? 40 : 60)).divide(BigInteger.valueOf(100_000));
        BigInteger unitIn = in == 0 ? E6 : E18;
        BigInteger unitOut = in == 0 ? E18 : E6;
        BigInteger reserveIn = (in == 0 ? reserve0 : reserve1).multiply(E18).divide(unitIn);
        BigInteger reserveOut = (in == 0 ? reserve1 : reserve0).multiply(E18).divide(unitOut);
        BigInteger x = reserveIn.add(amount.subtract(fee).multiply(E18).divide(unitIn));
        BigInteger k = k(reserve0, reserve1);
        BigInteger y = reserveOut;
        BigInteger before;
        int rounds = 0;
        do {
            before = y;
            BigInteger missing = k.subtract(f(x, y));
            BigInteger step = missing.abs().multiply(E18).divide(d(x, y));
            y = missing.signum() > 0 ? y.add(step) : y.subtract(step);
        } while (y.subtract(before).abs().compareTo(BigInteger.ONE) > 0 && ++rounds < 255);
        return reserveOut.subtract(y).multiply(unitOut).divide(E18);
    }

    private static BigInteger k(BigInteger reserve0, BigInteger reserve1) {
        BigInteger x = reserve0.multiply(E18).divide(E6);
        BigInteger squares = e(x, x).add(e(reserve1, reserve1));
        return e(e(x, reserve1), squares);
    }

    private static BigInteger f(BigInteger x, BigInteger y) {
        return e(x, e(e(y, y), y)).add(e(e(e(x, x), x), y));
    }

    private static BigInteger d(BigInteger x, BigInteger y) {
        return e(x.multiply(BigInteger.valueOf(3)), e(y, y)).add(e(e(x, x), x));
    }

    private static BigInteger e(BigInteger a, BigInteger b) {
        return a.multiply(b).divide(E18);
    }
}
