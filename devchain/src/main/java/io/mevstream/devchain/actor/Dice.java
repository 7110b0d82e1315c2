package io.mevstream.devchain.actor;

import io.mevstream.chain.Keccak;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A stream of draws that depends on its name alone: SplitMix64 from a Keccak-256. Streams of different names have nothing in
 * common, so that one more actor does not shift the others.
 */
public final class Dice {

    private static final long MILLION = 1_000_000;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /**
     * The stream of a name at a block.
     *
     * @param branch how many reorgs there were before, so that a block rebuilt is not the block undone
     */
    public static Dice of(long seed, String name, long block, int branch) {
        String text = seed + "/" + name + "/" + block + (branch == 0 ? "" : "/" + branch);
        return new Dice(ByteBuffer.wrap(Keccak.hash(text).toBytes()).getLong());
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A whole number between the two, both included. */
    public long between(long least, long most) {
        if (most < least) {
            throw new IllegalArgumentException("expected a range, found " + least + " to " + most);
        }
        return least + Long.remainderUnsigned(next(), most - least + 1);
    }

    /** True in so many of a million draws. */
    public boolean chance(long millionths) {
        return Long.remainderUnsigned(next(), MILLION) < millionths;
    }

    /** So many millionths as a whole number that has them as its mean. */
    public int count(long millionths) {
        return (int) (millionths / MILLION) + (chance(millionths % MILLION) ? 1 : 0);
    }

    public <T> T pick(List<T> all) {
        return all.get((int) between(0, all.size() - 1));
    }

    /** The amount changed by up to so many millionths in either direction. */
    public BigInteger jitter(BigInteger amount, long millionths) {
        return Amounts.part(amount, MILLION + between(-millionths, millionths));
    }
}
