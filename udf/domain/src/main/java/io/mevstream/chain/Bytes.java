package io.mevstream.chain;

import java.util.Arrays;

/**
 * A byte string with value equality: log data, calldata, extra data. The array is shared, not copied; nobody writes to
 * it.
 */
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    public Bytes(byte[] array) {
        this.array = array;
    }

    /** Reads {@code 0x} and an even number of hexadecimal digits. */
    public static Bytes of(String hex) {
        return new Bytes(Hex.decode(hex));
    }

    /** The bytes themselves; not to be written to. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return array.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return Hex.encode(array);
    }
}
