package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Hex;
import io.mevstream.num.UInt256;
import io.mevstream.num.Words;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JSON string. Where it stands in the input as it is meant, in ASCII without escapes, it is not copied: nearly all of a block is
 * hexadecimal digits, which are read from the input's bytes.
 */
final class Text {

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final @Nullable String meant;

    private Text(byte[] bytes, int from, int to, @Nullable String meant) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.meant = meant;
    }

    static Text of(String meant) {
        byte[] bytes = meant.getBytes(StandardCharsets.UTF_8);
        return new Text(bytes, 0, bytes.length, meant);
    }

    /** The string whose opening quote stands before {@code from}; null where it is not plain, or not ended before {@code limit}. */
    static @Nullable Text plain(byte[] bytes, int from, int limit) {
        int at = from;
        while (at + 8 <= limit) {
            long special = special(Long.reverseBytes(Words.read(bytes, at)));
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) >> 3;
                return bytes[at] == '"' ? new Text(bytes, from, at, null) : null;
            }
            at += 8;
        }
        for (; at < limit; at++) {
            byte b = bytes[at];
            if (b == '"') {
                return new Text(bytes, from, at, null);
            }
            if (b < ' ' || b == '\\') {
                return null;
            }
        }
        return null;
    }

    /**
     * Of eight bytes, the first in the lowest place, the high bit of the first that is a quote, a backslash, a control character or not
     * ASCII; what is set above that one says nothing.
     */
    private static long special(long eight) {
        long quote = eight ^ '"' * EACH;
        long backslash = eight ^ '\\' * EACH;
        return (eight | (eight - ' ' * EACH) & ~eight | (quote - EACH) & ~quote | (backslash - EACH) & ~backslash)
                & HIGH;
    }

    int length() {
        return to - from;
    }

    /** The bytes that {@code 0x} and an even number of digits stand for; throws {@link IllegalArgumentException} otherwise. */
    byte[] data() {
        byte[] data = Hex.decode(bytes, from, to);
        return data != null ? data : Hex.decode(toString());
    }

    /** As {@link #data()}, of exactly {@code length} bytes. */
    byte[] data(int length) {
        byte[] data = Hex.decode(bytes, from, to);
        return data != null && data.length == length ? data : Hex.decode(toString(), length);
    }

    /** {@code 0x} and digits without leading zeros. */
    boolean isQuantity() {
        return isHexadecimal() && length() >= 3 && (bytes[from + 2] != '0' || length() == 3);
    }

    /** {@code 0x} and digits, or none. */
    boolean isHexadecimal() {
        if (length() < 2 || bytes[from] != '0' || bytes[from + 1] != 'x') {
            return false;
        }
        for (int i = from + 2; i < to; i++) {
            if (Hex.digit(bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The number that up to 64 hexadecimal digits after {@code 0x} stand for. */
    UInt256 unsigned() {
        long[] words = new long[4];
        for (int i = to - 1, place = 0; i >= from + 2; i--, place++) {
            words[place >> 4] |= (long) Hex.digit(bytes[i]) << (place & 15) * 4;
        }
        return new UInt256(words[3], words[2], words[1], words[0]);
    }

    @Override
    public String toString() {
        return meant != null ? meant : new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
