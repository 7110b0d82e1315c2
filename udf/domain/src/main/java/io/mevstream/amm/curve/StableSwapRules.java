package io.mevstream.amm.curve;

/**
 * What a version of Curve's stable pools computes differently.
 *
 * @param amplificationPrecision what the amplification is multiplied by: 1 in 2020, 100 since
 * @param dividesTogether whether the invariant's product is divided once by n^n, as in the newest pools, or by n each time
 * @param viewChargesRaw whether {@code get_dy} takes the fee from the raw output, as in 2020, though the exchange takes it before
 */
public record StableSwapRules(int amplificationPrecision, boolean dividesTogether, boolean viewChargesRaw) {

    /** The pools of 2020, 3pool among them. */
    public static final StableSwapRules CLASSIC = new StableSwapRules(1, false, true);

    /** Plain pools and metapools since, those of the factories among them. */
    public static final StableSwapRules PRECISE = new StableSwapRules(100, false, false);

    /** StableSwap NG. */
    public static final StableSwapRules NG = new StableSwapRules(100, true, false);
}
