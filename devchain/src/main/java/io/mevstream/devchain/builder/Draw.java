package io.mevstream.devchain.builder;

import io.mevstream.chain.Keccak;

/** Chance that is the same in every run: a number drawn from a seed, a block and a name. */
final class Draw {

    private Draw() {}

    /** A number from 0 to below the bound. */
    static long below(long bound, long seed, long block, String name) {
        return Long.remainderUnsigned(
                Keccak.hash(seed + "/" + block + "/" + name).w3(), bound);
    }
}
