package io.mevstream.amm;

import io.mevstream.num.UInt256;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The least input that gives an output, where the contract computes outputs only: by bisection of what it computes. */
public final class LeastInput {

    private static final int MOST_BITS = 128;

    private LeastInput() {}

    /**
     * The least input of at most 128 bits whose output reaches the one wanted; null where none does.
     *
     * @param output never smaller for a larger input, save for rounding; throws {@link ArithmeticException} for inputs that
     *     are too large
     */
    public static @Nullable UInt256 reaching(UInt256 wanted, UnaryOperator<UInt256> output) {
        UInt256 high = UInt256.ONE;
        while (!reaches(high, wanted, output)) {
            high = high.shiftLeft(1);
            if (high.bitLength() > MOST_BITS) {
                return null;
            }
        }
        UInt256 low = high.shiftRight(1);
        while (high.sub(low).compareTo(UInt256.ONE) > 0) {
            UInt256 middle = low.add(high).shiftRight(1);
            if (reaches(middle, wanted, output)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean reaches(UInt256 input, UInt256 wanted, UnaryOperator<UInt256> output) {
        return output.apply(input).compareTo(wanted) >= 0;
    }
}
