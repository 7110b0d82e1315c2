package io.mevstream.chain;

import io.mevstream.num.Words;

/**
 * A 20-byte account or contract address. Three primitives and not a byte array, so that it can be a key.
 *
 * @param high bytes 0 to 7
 * @param middle bytes 8 to 15
 * @param low bytes 16 to 19
 */
public record Address(long high, long middle, int low) implements Comparable<Address> {

    public static final int LENGTH = 20;
    public static final Address ZERO = new Address(0, 0, 0);

    /** Reads {@code 0x} and 40 hexadecimal digits of either case. */
    public static Address of(String hex) {
        return fromBytes(Hex.decode(hex, LENGTH), 0);
    }

    public static Address fromBytes(byte[] bytes, int offset) {
        return new Address(Words.read(bytes, offset), Words.read(bytes, offset + 8), Words.readInt(bytes, offset + 16));
    }

    public void toBytes(byte[] target, int offset) {
        Words.write(high, target, offset);
        Words.write(middle, target, offset + 8);
        Words.writeInt(low, target, offset + 16);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[LENGTH];
        toBytes(bytes, 0);
        return bytes;
    }

    public boolean isZero() {
        return (high | middle | low) == 0;
    }

    /** Numeric order, the one by which Uniswap sorts a pair's tokens. */
    @Override
    public int compareTo(Address other) {
        int c = Long.compareUnsigned(high, other.high);
        if (c != 0) return c;
        c = Long.compareUnsigned(middle, other.middle);
        return c != 0 ? c : Integer.compareUnsigned(low, other.low);
    }

    /** {@code 0x} and 40 digits whose letters' case is a checksum, as EIP-55 has it. */
    public String toChecksummed() {
        char[] text = toString().toCharArray();
        byte[] digest = Keccak.hash(new String(text, 2, 2 * LENGTH)).toBytes();
        for (int i = 0; i < 2 * LENGTH; i++) {
            int nibble = (i & 1) == 0 ? digest[i / 2] >> 4 & 15 : digest[i / 2] & 15;
            if (nibble >= 8) {
                text[i + 2] = Character.toUpperCase(text[i + 2]);
            }
        }
        return new String(text);
    }

    /** {@code 0x} and 40 lower-case digits. */
    @Override
    public String toString() {
        return Hex.encode(toBytes());
    }
}
