package io.mevstream.pool;

import io.mevstream.event.Swap.PairAmounts;
import io.mevstream.num.FullMath;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * Whether a constant-product pair's swap follows from its reserves: a port of the checks of {@code UniswapV2Pair.swap}
 * and of {@code UniswapV2Library.getAmountOut}, for a fee in millionths.
 */
final class PairRederiver {

    private static final int MILLION = 1_000_000;

    private PairRederiver() {}

    /**
     * The verdict on one swap.
     *
     * @param after0 token0's reserve after the swap, as the Sync before the Swap states it
     * @param known0 token0's reserve before the swap where an earlier event stated it, else null
     */
    static Rederivation judge(
            PairAmounts amounts,
            UInt256 after0,
            UInt256 after1,
            @Nullable UInt256 known0,
            @Nullable UInt256 known1,
            int feePips) {
        UInt256 before0 = before(after0, amounts.amount0In(), amounts.amount0Out());
        UInt256 before1 = before(after1, amounts.amount1In(), amounts.amount1Out());
        if (before0 == null || before1 == null || before0.isZero() || before1.isZero()) {
            return Rederivation.DIFFERENT;
        }
        if (differs(known0, before0) || differs(known1, before1)) {
            return Rederivation.DIFFERENT;
        }
        if (isPlain(amounts.amount0In(), amounts.amount1In(), amounts.amount0Out(), amounts.amount1Out())) {
            UInt256 out = amountOut(amounts.amount0In(), before0, before1, feePips);
            if (out.equals(amounts.amount1Out())) {
                return Rederivation.EXACT;
            }
        } else if (isPlain(amounts.amount1In(), amounts.amount0In(), amounts.amount1Out(), amounts.amount0Out())) {
            UInt256 out = amountOut(amounts.amount1In(), before1, before0, feePips);
            if (out.equals(amounts.amount0Out())) {
                return Rederivation.EXACT;
            }
        }
        return holdsK(amounts, after0, after1, before0.mul(before1), feePips)
                ? Rederivation.WITHIN_K
                : Rederivation.DIFFERENT;
    }

    private static boolean differs(@Nullable UInt256 known, UInt256 stated) {
        return known != null && !known.equals(stated);
    }

    /** One token in, the other out, nothing else. */
    private static boolean isPlain(UInt256 in, UInt256 otherIn, UInt256 sameOut, UInt256 out) {
        return !in.isZero() && otherIn.isZero() && sameOut.isZero() && !out.isZero();
    }

    /** The reserve before: after - in + out; null where that is below zero or more than a pair can hold. */
    private static @Nullable UInt256 before(UInt256 after, UInt256 in, UInt256 out) {
        if (after.bitLength() > 112 || in.bitLength() > 113 || out.bitLength() > 112) {
            return null;
        }
        UInt256 sum = after.add(out);
        UInt256 before = sum.compareTo(in) < 0 ? null : sum.sub(in);
        return before == null || before.bitLength() > 112 ? null : before;
    }

    private static UInt256 amountOut(UInt256 in, UInt256 reserveIn, UInt256 reserveOut, int feePips) {
        UInt256 inLessFee = in.mul(UInt256.of(MILLION - feePips));
        UInt256 divisor = reserveIn.mul(UInt256.of(MILLION)).add(inLessFee);
        return FullMath.mulDiv(inLessFee, reserveOut, divisor);
    }

    /** Divides both sides of the pair's check by the square of a million, which leaves the right side whole. */
    private static boolean holdsK(PairAmounts amounts, UInt256 after0, UInt256 after1, UInt256 kBefore, int feePips) {
        UInt256 million = UInt256.of(MILLION);
        UInt256 fee = UInt256.of(feePips);
        UInt256 balance0 = after0.mul(million);
        UInt256 balance1 = after1.mul(million);
        UInt256 fee0 = amounts.amount0In().mul(fee);
        UInt256 fee1 = amounts.amount1In().mul(fee);
        if (balance0.compareTo(fee0) < 0 || balance1.compareTo(fee1) < 0) {
            return false;
        }
        UInt256 square = UInt256.of((long) MILLION * MILLION);
        return FullMath.mulDiv(balance0.sub(fee0), balance1.sub(fee1), square).compareTo(kBefore) >= 0;
    }
}
