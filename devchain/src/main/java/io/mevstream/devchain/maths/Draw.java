package io.mevstream.devchain.maths;

import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.SplittableRandom;

/** Random figures that go to the edges: sizes are drawn by their number of bits, so that small ones are as frequent as large. */
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    long seed() {
        return random.nextLong();
    }

    /** A number above zero of at most so many bits. */
    UInt256 number(int mostBits) {
        return numberOf(between(1, mostBits));
    }

    /** A number of exactly so many bits, now and then a power of two or one less than the next. */
    UInt256 numberOf(int bits) {
        UInt256 least = UInt256.ONE.shiftLeft(bits - 1);
        if (oneIn(16)) {
            return oneIn(2) ? least : least.add(least.sub(UInt256.ONE));
        }
        UInt256 any = new UInt256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return least.or(any.shiftRight(256 - bits));
    }

    /** From zero to less than the bound. */
    UInt256 below(UInt256 bound) {
        BigInteger any =
                new UInt256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()).toBigInteger();
        return UInt256.of(any.mod(bound.toBigInteger()));
    }
}
