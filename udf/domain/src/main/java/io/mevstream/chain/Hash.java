package io.mevstream.chain;

import io.mevstream.num.Words;

/**
 * Thirty-two bytes: a Keccak-256 digest, a topic, a root. Four longs and not a byte array, so that it can be a key.
 *
 * @param w3 bytes 0 to 7
 * @param w2 bytes 8 to 15
 * @param w1 bytes 16 to 23
 * @param w0 bytes 24 to 31
 */
public record Hash(long w3, long w2, long w1, long w0) implements Comparable<Hash> {

    public static final int LENGTH = 32;
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    /** Reads {@code 0x} and 64 hexadecimal digits of either case. */
    public static Hash of(String hex) {
        return fromBytes(Hex.decode(hex, LENGTH), 0);
    }

    public static Hash fromBytes(byte[] bytes, int offset) {
        return new Hash(
                Words.read(bytes, offset),
                Words.read(bytes, offset + 8),
                Words.read(bytes, offset + 16),
                Words.read(bytes, offset + 24));
    }

    public void toBytes(byte[] target, int offset) {
        Words.write(w3, target, offset);
        Words.write(w2, target, offset + 8);
        Words.write(w1, target, offset + 16);
        Words.write(w0, target, offset + 24);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[LENGTH];
        toBytes(bytes, 0);
        return bytes;
    }

    public boolean isZero() {
        return (w3 | w2 | w1 | w0) == 0;
    }

    /** Byte order. */
    @Override
    public int compareTo(Hash other) {
        int c = Long.compareUnsigned(w3, other.w3);
        if (c != 0) return c;
        c = Long.compareUnsigned(w2, other.w2);
        if (c != 0) return c;
        c = Long.compareUnsigned(w1, other.w1);
        return c != 0 ? c : Long.compareUnsigned(w0, other.w0);
    }

    /** {@code 0x} and 64 lower-case digits. */
    @Override
    public String toString() {
        return Hex.encode(toBytes());
    }
}
