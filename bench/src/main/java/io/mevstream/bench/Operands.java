package io.mevstream.bench;

import io.mevstream.amm.v3.TickMath;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Random;

/** Operands of the sizes that pools have, the same in every run. */
final class Operands {

    /** How many of each; small enough to stay in the first-level cache, too many to be learnt by heart. */
    static final int COUNT = 256;

    private final Random random = new Random(7);

    UInt256[] ofBits(int fewest, int most) {
        UInt256[] values = new UInt256[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = one(fewest, most);
        }
        return values;
    }

    private UInt256 one(int fewest, int most) {
        int bits = fewest + random.nextInt(most - fewest + 1);
        return UInt256.of(new BigInteger(bits, random).setBit(bits - 1));
    }

    /** Prices of pools from one to ten billion to one either way. */
    UInt256[] prices() {
        UInt256[] prices = new UInt256[COUNT];
        for (int i = 0; i < COUNT; i++) {
            prices[i] = TickMath.getSqrtRatioAtTick(random.nextInt(460_000) - 230_000);
        }
        return prices;
    }

    /** Prices some 0.5 % to either side, as far as a word of a 0.05 % pool may be. */
    UInt256[] targets(UInt256[] prices) {
        UInt256[] targets = new UInt256[COUNT];
        for (int i = 0; i < COUNT; i++) {
            UInt256 distance = prices[i].div(UInt256.of(200));
            targets[i] = i % 2 == 0 ? prices[i].sub(distance) : prices[i].add(distance);
        }
        return targets;
    }

    /** Exact inputs that move a price a thousandth: no target is reached. */
    Int256[] inputs(UInt256[] prices, UInt256[] liquidity) {
        UInt256 q96 = UInt256.ONE.shiftLeft(96);
        Int256[] inputs = new Int256[COUNT];
        for (int i = 0; i < COUNT; i++) {
            UInt256 reserve = i % 2 == 0
                    ? liquidity[i].shiftLeft(96).div(prices[i])
                    : UInt256.of(liquidity[i]
                            .toBigInteger()
                            .multiply(prices[i].toBigInteger())
                            .divide(q96.toBigInteger()));
            inputs[i] = Int256.ofExact(reserve.div(UInt256.of(1000)).max(UInt256.of(1000)));
        }
        return inputs;
    }

    static BigInteger[] big(UInt256[] values) {
        BigInteger[] big = new BigInteger[values.length];
        for (int i = 0; i < values.length; i++) {
            big[i] = values[i].toBigInteger();
        }
        return big;
    }
}
