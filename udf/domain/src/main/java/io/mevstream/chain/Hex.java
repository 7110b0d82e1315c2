package io.mevstream.chain;

import java.util.Arrays;

/** Hexadecimal text with an {@code 0x} prefix, as JSON-RPC writes bytes. */
public final class Hex {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private static final byte[] VALUES = values();

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
