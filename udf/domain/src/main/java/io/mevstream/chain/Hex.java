package io.mevstream.chain;

import io.mevstream.num.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Hexadecimal text with an {@code 0x} prefix, as JSON-RPC writes bytes. */
public final class Hex {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private static final byte[] VALUES = values();

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Hex() {}

    /** Reads {@code 0x} and an even number of digits of either case; throws {@link IllegalArgumentException} otherwise. */
    public static byte[] decode(String text) {
        if (text.length() < 2 || text.charAt(0) != '0' || text.charAt(1) != 'x' || (text.length() & 1) != 0) {
            throw new IllegalArgumentException(
                    "expected 0x and an even number of hexadecimal digits, found " + abbreviate(text));
        }
        byte[] bytes = new byte[text.length() / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            int high = value(text.charAt(2 * i + 2));
            int low = value(text.charAt(2 * i + 3));
            if ((high | low) < 0) {
                throw new IllegalArgumentException("expected hexadecimal digits, found " + abbreviate(text));
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    /** As {@link #decode(String)}, of ASCII text from {@code from} to {@code to}; null where it is anything else. */
    public static byte @Nullable [] decode(byte[] text, int from, int to) {
        int digits = to - from - 2;
        if (digits < 0 || text[from] != '0' || text[from + 1] != 'x' || (digits & 1) != 0) {
            return null;
        }
        byte[] bytes = new byte[digits / 2];
        int at = 0;
        int digit = from + 2;
        for (; at + 4 <= bytes.length; at += 4, digit += 8) {
            long eight = Words.read(text, digit);
            if (!areDigits(eight)) {
                return null;
            }
            Words.writeInt(fourBytes(eight), bytes, at);
        }
        for (; at < bytes.length; at++, digit += 2) {
            int high = digit(text[digit]);
            int low = digit(text[digit + 1]);
            if ((high | low) < 0) {
                return null;
            }
            bytes[at] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    /** Whether all eight characters are digits: none of the sums carries into the next, since all are below 0x80. */
    private static boolean areDigits(long eight) {
        long lower = eight | 0x20 * EACH;
        long decimal = eight + (0x80 - '0') * EACH & ~(eight + (0x7f - '9') * EACH);
        long letter = lower + (0x80 - 'a') * EACH & ~(lower + (0x7f - 'f') * EACH);
        return ((decimal | letter) & ~eight & HIGH) == HIGH;
    }

    /** What eight digits stand for: a letter's low half is nine less than its value, and only letters have the bit 0x40. */
    private static int fourBytes(long eight) {
        long halves = (eight & 0x0f * EACH) + 9 * (eight >>> 6 & EACH);
        long pairs = (halves | halves >>> 4) & 0x00ff00ff00ff00ffL;
        long quads = (pairs | pairs >>> 8) & 0x0000ffff0000ffffL;
        return (int) (quads | quads >>> 16);
    }

    /** The value of a digit in ASCII; negative for what is none. */
    public static int digit(byte ascii) {
        return ascii < 0 || ascii >= VALUES.length ? -1 : VALUES[ascii];
    }

    /** Reads {@code 0x} and exactly {@code length} bytes. */
    public static byte[] decode(String text, int length) {
        byte[] bytes = decode(text);
        if (bytes.length != length) {
            throw new IllegalArgumentException(
                    "expected " + length + " bytes, found " + bytes.length + " in " + abbreviate(text));
        }
        return bytes;
    }

    public static String encode(byte[] bytes) {
        return encode(bytes, 0, bytes.length);
    }

    public static String encode(byte[] bytes, int offset, int length) {
        char[] text = new char[2 + 2 * length];
        text[0] = '0';
        text[1] = 'x';
        for (int i = 0; i < length; i++) {
            text[2 + 2 * i] = DIGITS[bytes[offset + i] >> 4 & 15];
            text[3 + 2 * i] = DIGITS[bytes[offset + i] & 15];
        }
        return new String(text);
    }

    /** The digit's value; -1 for what is no digit. */
    private static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : -1;
    }

    private static byte[] values() {
        byte[] values = new byte['f' + 1];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < 16; i++) {
            values[DIGITS[i]] = (byte) i;
            values[Character.toUpperCase(DIGITS[i])] = (byte) i;
        }
        return values;
    }

    private static String abbreviate(String text) {
        return text.length() <= 80 ? '"' + text + '"' : '"' + text.substring(0, 77) + "...\"";
    }
}
