package io.mevstream.amm.v3;

import java.util.List;

/**
 * A fee and the spacing of ticks that goes with it.
 *
 * @param feePips the fee in millionths of the input
 */
public record FeeTier(int feePips, int tickSpacing) {

    /** The tiers factories start with: Uniswap V3's four and Pancake V3's 0.25 %. */
    public static final List<FeeTier> STANDARD = List.of(
            new FeeTier(100, 1),
            new FeeTier(500, 10),
            new FeeTier(2500, 50),
            new FeeTier(3000, 60),
            new FeeTier(10000, 200));
}
