package io.mevstream.amm.v2;

import io.mevstream.event.Swap.PairAmounts;
import io.mevstream.num.UInt256;

/** Whether an executed swap of a pair follows from the reserves before it. */
public final class V2Rederivation {

    /** The verdict on one swap under one fee. */
    public enum Verdict {
        /**
         * The pair allows it and would not allow one unit less in or one unit more out; or it is one input and one output
         * of which {@code getAmountIn} gives the former for the latter.
         */
        EXACT,
        /** The pair allows it, but the trader paid more, or took less, than asked for: a router that rounds, a tax. */
        WITHIN_K,
        /** The pair would refuse it: another fee, other maths, or other reserves. */
        DIFFERENT
    }

    private static final int RESERVE_BITS = 112;

    private V2Rederivation() {}

    /**
     * Judges the four amounts of a {@code Swap} event against the pair's reserves before it. Total: amounts and reserves
     * no pair can have are {@link Verdict#DIFFERENT}.
     *
     * @param reserve0 token0's reserve before: the previous {@code Sync}'s
     */
    public static Verdict of(UInt256 reserve0, UInt256 reserve1, PairAmounts amounts, PairFee fee) {
        if (Math.max(bits(amounts), Math.max(reserve0.bitLength(), reserve1.bitLength())) > RESERVE_BITS) {
            return Verdict.DIFFERENT;
        }
        if (!ConstantProduct.accepts(reserve0, reserve1, amounts, fee)) {
            return Verdict.DIFFERENT;
        }
        return isTight(reserve0, reserve1, amounts, fee) || isAmountIn(reserve0, reserve1, amounts, fee)
                ? Verdict.EXACT
                : Verdict.WITHIN_K;
    }

    private static boolean isTight(UInt256 reserve0, UInt256 reserve1, PairAmounts a, PairFee fee) {
        UInt256 in0 = a.amount0In();
        UInt256 in1 = a.amount1In();
        UInt256 out0 = a.amount0Out();
        UInt256 out1 = a.amount1Out();
        return (!out0.isZero() && refuses(reserve0, reserve1, new PairAmounts(in0, in1, more(out0), out1), fee))
                || (!out1.isZero() && refuses(reserve0, reserve1, new PairAmounts(in0, in1, out0, more(out1)), fee))
                || (!in0.isZero() && refuses(reserve0, reserve1, new PairAmounts(less(in0), in1, out0, out1), fee))
                || (!in1.isZero() && refuses(reserve0, reserve1, new PairAmounts(in0, less(in1), out0, out1), fee));
    }

    private static boolean isAmountIn(UInt256 reserve0, UInt256 reserve1, PairAmounts a, PairFee fee) {
        if (a.amount1In().isZero() && a.amount0Out().isZero()) {
            return ConstantProduct.getAmountIn(a.amount1Out(), reserve0, reserve1, fee)
                    .equals(a.amount0In());
        }
        if (a.amount0In().isZero() && a.amount1Out().isZero()) {
            return ConstantProduct.getAmountIn(a.amount0Out(), reserve1, reserve0, fee)
                    .equals(a.amount1In());
        }
        return false;
    }

    private static boolean refuses(UInt256 reserve0, UInt256 reserve1, PairAmounts amounts, PairFee fee) {
        return !ConstantProduct.accepts(reserve0, reserve1, amounts, fee);
    }

    private static UInt256 more(UInt256 amount) {
        return amount.add(UInt256.ONE);
    }

    private static UInt256 less(UInt256 amount) {
        return amount.sub(UInt256.ONE);
    }

    private static int bits(PairAmounts a) {
        return a.amount0In()
                .or(a.amount1In())
                .or(a.amount0Out())
                .or(a.amount1Out())
                .bitLength();
    }
}
