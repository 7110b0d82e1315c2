package io.mevstream.chain;

/** Which block: its height and its hash, since a height alone does not name one. */
public record BlockRef(long number, Hash hash) {

    @Override
    public String toString() {
        return number + " (" + hash + ")";
    }
}
