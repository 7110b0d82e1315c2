package io.mevstream.amm.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.curve.CryptoSwapPool.Scale;
import io.mevstream.amm.curve.CryptoSwapPool.State;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The twin is written from the formulas with BigInteger; no contract's number is among these. */
class CryptoSwapPoolTest {

    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final BigInteger E14 = BigInteger.TEN.pow(14);
    private static final BigInteger TWO = BigInteger.TWO;

    /** Tricrypto's parameters, or those usual of two coins. */
    private static CryptoSwapPool pool(List<BigInteger> balances, List<BigInteger> prices, BigInteger invariant) {
        boolean three = balances.size() == 3;
        List<Scale> scales = new ArrayList<>();
        for (int i = 0; i < balances.size(); i++) {
            scales.add(new Scale(UInt256.of(precision(i)), UInt256.of(prices.get(i))));
        }
        return new CryptoSwapPool(
                balances.stream().map(UInt256::of).toList(),
                scales,
                new State(UInt256.of(ann(three)), UInt256.of(gamma(three)), UInt256.of(invariant)),
                new CryptoSwapFees(UInt256.of(5_000_000), UInt256.of(30_000_000), UInt256.of(500_000_000_000_000L)));
    }

    private static BigInteger precision(int coin) {
        return coin == 0 ? BigInteger.TEN.pow(12) : BigInteger.ONE;
    }

    private static BigInteger ann(boolean three) {
        return BigInteger.valueOf(three ? 1_707_629L : 400_000L);
    }

    private static BigInteger gamma(boolean three) {
        return BigInteger.valueOf(three ? 11_809_167_828_997L : 145_000_000_000_000L);
    }

    @Property(tries = 400)
    void givesWhatItsTwinGives(@ForAll long seed) {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(2);
        List<BigInteger> prices = new ArrayList<>(List.of(E18));
        List<BigInteger> balances = new ArrayList<>();
        BigInteger worth = E18.multiply(BigInteger.valueOf(1_000 + random.nextInt(100_000_000)));
        BigInteger invariant = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                prices.add(E18.multiply(BigInteger.valueOf(1 + random.nextInt(60_000))));
            }
            BigInteger share = worth.multiply(BigInteger.valueOf(900 + random.nextInt(200)))
                    .divide(BigInteger.valueOf(1000));
            balances.add(share.multiply(E18).divide(prices.get(i)).divide(precision(i)));
            invariant = invariant.add(share);
        }
        invariant = invariant.multiply(BigInteger.valueOf(9_990)).divide(BigInteger.valueOf(10_000));
        int in = random.nextInt(count);
        int out = (in + 1 + random.nextInt(count - 1)) % count;
        BigInteger amount = balances.get(in).shiftRight(1 + random.nextInt(20)).add(BigInteger.ONE);
        CryptoSwapPool pool = pool(balances, prices, invariant);

        BigInteger twin = twin(balances, prices, invariant, new int[] {in, out}, amount);
        if (twin.signum() < 0) {
            assertThatThrownBy(() -> pool.getDy(in, out, UInt256.of(amount))).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(pool.getDy(in, out, UInt256.of(amount)).toBigInteger()).isEqualTo(twin);
        }
    }

    @Test
    void doesNotSayWhereATradeLeavesIt() {
        BigInteger million = E18.multiply(BigInteger.TEN.pow(6));
        CryptoSwapPool pool = pool(List.of(BigInteger.TEN.pow(12), million), List.of(E18, E18), million.add(million));

        Quote.Filled filled = (Quote.Filled) pool.quoteExactIn(0, 1, UInt256.of(1_000_000_000));
        assertThat(filled.after().completeness()).isEqualTo(Completeness.UNKNOWN);
        assertThat(filled.amountOut().toBigInteger())
                .isBetween(E18.multiply(BigInteger.valueOf(998)), E18.multiply(BigInteger.valueOf(1000)));
        assertThat(pool.quoteExactOut(0, 1, filled.amountOut())).isInstanceOf(Quote.Filled.class);
        assertThat(pool.quoteExactIn(0, 1, UInt256.ZERO)).isEqualTo(Quote.refused(Reason.ZERO_AMOUNT));
        assertThat(pool.quoteExactIn(0, 2, UInt256.ONE)).isEqualTo(Quote.refused(Reason.UNSUPPORTED));
    }

    /** The output; below zero where the contract reverts. */
    private static BigInteger twin(
            List<BigInteger> balances, List<BigInteger> prices, BigInteger d, int[] way, BigInteger amount) {
        int n = balances.size();
        List<BigInteger> xp = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            BigInteger balance = k == way[0] ? balances.get(k).add(amount) : balances.get(k);
            xp.add(balance.multiply(prices.get(k)).multiply(precision(k)).divide(E18));
        }
        BigInteger y = newtonY(n, xp, d, way[1]);
        if (y.signum() < 0 || xp.get(way[1]).compareTo(y) <= 0) {
            return BigInteger.ONE.negate();
        }
        BigInteger dy = xp.get(way[1]).subtract(y).subtract(BigInteger.ONE);
        xp.set(way[1], y);
        dy = dy.multiply(E18).divide(prices.get(way[1])).divide(precision(way[1]));
        return dy.subtract(fee(xp).multiply(dy).divide(BigInteger.TEN.pow(10)));
    }

    private static BigInteger fee(List<BigInteger> xp) {
        BigInteger n = BigInteger.valueOf(xp.size());
        BigInteger sum = xp.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger k = E18;
        if (xp.size() == 2) {
            k = k.multiply(n.pow(2))
                    .multiply(xp.get(0))
                    .divide(sum)
                    .multiply(xp.get(1))
                    .divide(sum);
        } else {
            for (BigInteger x : xp) {
                k = k.multiply(n).multiply(x).divide(sum);
            }
        }
        BigInteger gamma = BigInteger.valueOf(500_000_000_000_000L);
        BigInteger f = gamma.multiply(E18).divide(gamma.add(E18).subtract(k));
        return BigInteger.valueOf(5_000_000)
                .multiply(f)
                .add(BigInteger.valueOf(30_000_000).multiply(E18.subtract(f)))
                .divide(E18);
    }

    private static BigInteger newtonY(int coins, List<BigInteger> xp, BigInteger d, int j) {
        BigInteger n = BigInteger.valueOf(coins);
        BigInteger gamma = gamma(coins == 3);
        List<BigInteger> x = new ArrayList<>(xp);
        x.remove(j);
        x.sort(Comparator.reverseOrder());
        BigInteger y = d.divide(n);
        BigInteger k0i = E18;
        BigInteger si = BigInteger.ZERO;
        for (int k = 0; k < x.size(); k++) {
            if (!safe(x.get(k), d)) {
                return BigInteger.ONE.negate();
            }
            y = y.multiply(d).divide(x.get(x.size() - 1 - k).multiply(n));
            k0i = k0i.multiply(x.get(k)).multiply(n).divide(d);
            si = si.add(x.get(k));
        }
        if (coins == 2) {
            y = d.pow(2).divide(x.get(0).multiply(n.pow(2)));
        }
        BigInteger limit = x.get(0).divide(E14).max(d.divide(E14)).max(BigInteger.valueOf(100));
        for (int round = 0; round < 255; round++) {
            BigInteger previous = y;
            BigInteger k0 = k0i.multiply(y).multiply(n).divide(d);
            BigInteger s = si.add(y);
            BigInteger g = gamma.add(E18).subtract(k0).abs().add(BigInteger.ONE);
            BigInteger mul1 = E18.multiply(d)
                    .divide(gamma)
                    .multiply(g)
                    .divide(gamma)
                    .multiply(g)
                    .multiply(BigInteger.valueOf(10_000))
                    .divide(ann(coins == 3));
            BigInteger mul2 = E18.add(TWO.multiply(E18).multiply(k0).divide(g));
            BigInteger yf = E18.multiply(y).add(s.multiply(mul2)).add(mul1).subtract(d.multiply(mul2));
            if (yf.signum() < 0) {
                y = previous.divide(TWO);
                continue;
            }
            BigInteger fprime = yf.divide(y);
            BigInteger minus = mul1.divide(fprime);
            BigInteger plus = yf.add(E18.multiply(d))
                    .divide(fprime)
                    .add(minus.multiply(E18).divide(k0));
            minus = minus.add(E18.multiply(s).divide(fprime));
            y = plus.compareTo(minus) < 0 ? previous.divide(TWO) : plus.subtract(minus);
            if (y.subtract(previous).abs().compareTo(limit.max(y.divide(E14))) < 0) {
                return safe(y, d) ? y : BigInteger.ONE.negate();
            }
        }
        return BigInteger.ONE.negate();
    }

    private static boolean safe(BigInteger x, BigInteger d) {
        BigInteger share = x.multiply(E18).divide(d);
        return share.compareTo(BigInteger.TEN.pow(16)) >= 0 && share.compareTo(BigInteger.TEN.pow(20)) <= 0;
    }
}
