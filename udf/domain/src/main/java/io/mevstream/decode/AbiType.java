package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A type of the contract ABI, as an event parameter can have it. Its text is the canonical spelling. */
public sealed interface AbiType {

    /** How many bytes a value takes in the fixed part of its enclosing tuple; 32 (an offset) where it is dynamic. */
    int headBytes();

    /** Whether the value stands behind the fixed part, at an offset. */
    boolean isDynamic();

    /** What a single-word value is. */
    enum Kind {
        ADDRESS,
        BOOL,
        UINT,
        INT,
        FIXED_BYTES
    }

    /**
     * A value of one 32-byte word.
     *
     * @param bits the width of an integer, or eight times the length of a byte string
     */
    record Word(Kind kind, int bits) implements AbiType {

        @Override
        public int headBytes() {
            return 32;
        }

        @Override
        public boolean isDynamic() {
            return false;
        }

        /** The value that four 64-bit words hold, most significant first. */
        Object read(long w3, long w2, long w1, long w0) throws Refused {
            return switch (kind) {
                case ADDRESS -> address(w3, w2, w1, w0);
                case BOOL -> bool(w3, w2, w1, w0);
                case UINT -> uint(new UInt256(w3, w2, w1, w0));
                case INT -> sint(new Int256(w3, w2, w1, w0));
                case FIXED_BYTES -> fixedBytes(new Hash(w3, w2, w1, w0));
            };
        }

        /**
         * The value as contracts see it that do not look at the rest of the word: those of compilers before 0.5, and of many
         * after, take an address, a number or a flag with anything beside it.
         */
        Object readMasked(long w3, long w2, long w1, long w0) throws Refused {
            return switch (kind) {
                case ADDRESS -> read(0, w2 & 0xffffffffL, w1, w0);
                case BOOL -> (w3 | w2 | w1 | w0) != 0;
                case UINT -> {
                    UInt256 value = new UInt256(w3, w2, w1, w0);
                    yield bits == 256
                            ? value
                            : value.and(UInt256.ONE.shiftLeft(bits).sub(UInt256.ONE));
                }
                case INT -> {
                    UInt256 left = new UInt256(w3, w2, w1, w0).shiftLeftWrapping(256 - bits);
                    yield new Int256(left.w3(), left.w2(), left.w1(), left.w0()).shiftRight(256 - bits);
                }
                case FIXED_BYTES -> {
                    UInt256 high =
                            new UInt256(w3, w2, w1, w0).shiftRight(256 - bits).shiftLeftWrapping(256 - bits);
                    yield fixedBytes(new Hash(high.w3(), high.w2(), high.w1(), high.w0()));
                }
            };
        }

        private Address address(long w3, long w2, long w1, long w0) throws Refused {
            if (w3 != 0 || w2 >>> 32 != 0) {
                throw dirty(new Hash(w3, w2, w1, w0));
            }
            return new Address(w2 << 32 | w1 >>> 32, w1 << 32 | w0 >>> 32, (int) w0);
        }

        private static Boolean bool(long w3, long w2, long w1, long w0) throws Refused {
            if ((w3 | w2 | w1) != 0 || w0 >>> 1 != 0) {
                throw Refused.impossible("expected a bool of 0 or 1, found " + new Hash(w3, w2, w1, w0));
            }
            return w0 == 1;
        }

        private UInt256 uint(UInt256 value) throws Refused {
            if (bits < 256 && value.bitLength() > bits) {
                throw dirty(value);
            }
            return value;
        }

        private Int256 sint(Int256 value) throws Refused {
            if (bits < 256) {
                // The magnitude's bits: of -x - 1 where negative, since that is x with the sign taken off.
                long sign = value.w3() >> 63;
                int length = new UInt256(value.w3() ^ sign, value.w2() ^ sign, value.w1() ^ sign, value.w0() ^ sign)
                        .bitLength();
                if (length >= bits) {
                    throw dirty(value);
                }
            }
            return value;
        }

        private Object fixedBytes(Hash value) throws Refused {
            if (bits == 256) {
                return value;
            }
            byte[] bytes = value.toBytes();
            for (int i = bits / 8; i < bytes.length; i++) {
                if (bytes[i] != 0) {
                    throw dirty(value);
                }
            }
            return new Bytes(Arrays.copyOf(bytes, bits / 8));
        }

        private Refused dirty(Object found) {
            return new Refused(RejectionReason.DIRTY_PADDING, "expected " + this + ", found " + found);
        }

        @Override
        public String toString() {
            return switch (kind) {
                case ADDRESS -> "address";
                case BOOL -> "bool";
                case UINT -> "uint" + bits;
                case INT -> "int" + bits;
                case FIXED_BYTES -> "bytes" + bits / 8;
            };
        }
    }

    /** A byte string of any length. */
    record ByteString(boolean isText) implements AbiType {

        @Override
        public int headBytes() {
            return 32;
        }

        @Override
        public boolean isDynamic() {
            return true;
        }

        @Override
        public String toString() {
            return isText ? "string" : "bytes";
        }
    }

    /** An array; {@code length} is -1 where it varies. */
    record Array(AbiType element, int length) implements AbiType {

        @Override
        public int headBytes() {
            return isDynamic() ? 32 : length * element.headBytes();
        }

        @Override
        public boolean isDynamic() {
            return length < 0 || element.isDynamic();
        }

        @Override
        public String toString() {
            return element + (length < 0 ? "[]" : "[" + length + "]");
        }
    }

    /** A struct; its value is the list of its members'. */
    record Tuple(List<AbiType> members) implements AbiType {

        @Override
        public int headBytes() {
            return isDynamic()
                    ? 32
                    : members.stream().mapToInt(AbiType::headBytes).sum();
        }

        @Override
        public boolean isDynamic() {
            return members.stream().anyMatch(AbiType::isDynamic);
        }

        @Override
        public String toString() {
            return members.stream().map(AbiType::toString).collect(Collectors.joining(",", "(", ")"));
        }
    }

    static Tuple tuple(List<AbiType> members) {
        return new Tuple(members);
    }

    /** Reads a type; throws {@link IllegalArgumentException} for text that is none. */
    static AbiType parse(String text) {
        if (text.endsWith("]")) {
            int open = text.lastIndexOf('[');
            String length = text.substring(open + 1, text.length() - 1);
            return new Array(parse(text.substring(0, open)), length.isEmpty() ? -1 : Integer.parseInt(length));
        }
        if (text.startsWith("(") && text.endsWith(")")) {
            return new Tuple(split(text.substring(1, text.length() - 1)).stream()
                    .map(AbiType::parse)
                    .toList());
        }
        return switch (text) {
            case "address" -> new Word(Kind.ADDRESS, 160);
            case "bool" -> new Word(Kind.BOOL, 1);
            case "bytes" -> new ByteString(false);
            case "string" -> new ByteString(true);
            default -> parseSized(text);
        };
    }

    private static Word parseSized(String text) {
        String digits = text.replaceFirst("^[a-z]+", "");
        String base = text.substring(0, text.length() - digits.length());
        int size = digits.isEmpty() ? 256 : Integer.parseInt(digits);
        if ((base.equals("uint") || base.equals("int")) && size >= 8 && size <= 256 && size % 8 == 0) {
            return new Word(base.equals("uint") ? Kind.UINT : Kind.INT, size);
        }
        if (base.equals("bytes") && size >= 1 && size <= 32) {
            return new Word(Kind.FIXED_BYTES, 8 * size);
        }
        throw new IllegalArgumentException("expected a type of the ABI, found " + text);
    }

    /** The parts between commas that are not inside parentheses, trimmed; none for blank text. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).trim());
        }
        return parts;
    }

    /** Where the type ends that a parameter's declaration begins with. */
    static int endOfType(String declaration) {
        int depth = 0;
        for (int i = 0; i < declaration.length(); i++) {
            char c = declaration.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ' ' && depth == 0) {
                return i;
            }
        }
        return declaration.length();
    }
}
