package io.mevstream.amm.v3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mevstream.num.UInt256;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickMathTest {

    /** The values that the contract's own test suite records. */
    @ParameterizedTest
    @CsvSource({
        "-887272, 4295128739",
        "-887271, 4295343490",
        "887271, 1461373636630004318706518188784493106690254656249",
        "887272, 1461446703485210103287273052203988822378723970342",
        "0, 79228162514264337593543950336",
        "50, 79426470787362580746886972461",
        "100, 79625275426524748796330556128",
        "250, 80224679980005306637834519095",
        "500, 81233731461783161732293370115",
        "1000, 83290069058676223003182343270",
        "3000, 92049301871182272007977902845",
        "5000, 101729702841318637793976746270",
        "50000, 965075977353221155028623082916",
        "150000, 143194173941309278083010301478497",
        "250000, 21246587762933397357449903968194344",
        "500000, 5697689776495288729098254600827762987878",
        "738203, 847134979253254120489401328389043031315994541"
    })
    void givesThePriceAtATick(int tick, String sqrtPriceX96) {
        assertThat(TickMath.getSqrtRatioAtTick(tick)).hasToString(sqrtPriceX96);
    }

    @Test
    void theTickOfAPriceIsTheGreatestNotAboveIt() {
        UInt256 previous = UInt256.ZERO;
        for (int tick = TickMath.MIN_TICK; tick < TickMath.MAX_TICK; tick += 3) {
            UInt256 price = TickMath.getSqrtRatioAtTick(tick);
            assertThat(price.compareTo(previous)).isPositive();
            assertThat(TickMath.getTickAtSqrtRatio(price)).isEqualTo(tick);
            if (tick > TickMath.MIN_TICK) {
                assertThat(TickMath.getTickAtSqrtRatio(price.sub(UInt256.ONE))).isEqualTo(tick - 1);
            }
            previous = price;
        }
    }

    @Test
    void everyBitOfATickCounts() {
        // Square roots of powers of 1.0001 to 60 digits, next to which the contract's rounding is a matter of parts in
        // 2^96.
        for (int bit = 0; bit < 20; bit++) {
            int tick = 1 << bit;
            if (tick > TickMath.MAX_TICK) {
                break;
            }
            BigInteger scale = BigInteger.ONE.shiftLeft(400);
            BigInteger power = scale;
            BigInteger base = scale.multiply(BigInteger.valueOf(10_001)).divide(BigInteger.valueOf(10_000));
            for (int i = 0; i <= bit; i++) {
                power = i == 0 ? base : power.multiply(power).shiftRight(400);
            }
            BigInteger root = power.shiftLeft(400).sqrt();
            BigInteger expected = root.shiftRight(400 - 96);
            BigInteger found = TickMath.getSqrtRatioAtTick(tick).toBigInteger();
            assertThat(found.subtract(expected).abs())
                    .isLessThanOrEqualTo(expected.shiftRight(90).add(BigInteger.ONE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-887273, 887273, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesTicksOutOfBounds(int tick) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> TickMath.getSqrtRatioAtTick(tick));
    }

    @Test
    void refusesPricesOutOfBounds() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TickMath.getTickAtSqrtRatio(TickMath.MIN_SQRT_RATIO.sub(UInt256.ONE)));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TickMath.getTickAtSqrtRatio(TickMath.MAX_SQRT_RATIO));
        assertThat(TickMath.getTickAtSqrtRatio(TickMath.MAX_SQRT_RATIO.sub(UInt256.ONE)))
                .isEqualTo(887271);
    }
}
