package io.mevstream.jobs.io.chainlog;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The 22 bytes in front of every Avro payload, big-endian: magic, format version, kind, schema fingerprint, payload
 * length, checksum. The checksum covers everything but itself, because 42 % of randomly changed Avro payloads still
 * decode, to something else.
 */
final class Envelope {

    static final int HEADER_BYTES = 22;
    static final int FORMAT = 1;
    /** No block comes near it: the largest on mainnet stay below 10 MB. A longer payload is refused, not allocated. */
    static final int MAX_PAYLOAD_BYTES = 64 << 20;

    /** "mevs". */
    private static final int MAGIC = 0x6d657673;

    private static final int AT_FORMAT = 4;
    private static final int AT_KIND = 5;
    private static final int AT_FINGERPRINT = 6;
    private static final int AT_LENGTH = 14;
    private static final int AT_CHECKSUM = 18;

    private Envelope() {}

    /** Fills in the header of an envelope whose payload already stands behind it and ends at {@code end}. */
    static void seal(byte[] bytes, int end, WireKind kind, long fingerprint) {
        int payload = end - HEADER_BYTES;
        if (payload > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "expected a payload of at most " + MAX_PAYLOAD_BYTES + " bytes, found " + payload);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(0, MAGIC);
        header.put(AT_FORMAT, (byte) FORMAT);
        header.put(AT_KIND, (byte) kind.code());
        header.putLong(AT_FINGERPRINT, fingerprint);
        header.putInt(AT_LENGTH, payload);
        header.putInt(AT_CHECKSUM, checksum(bytes, end));
    }

    /** What an envelope says that it holds; null where it says nothing that is known. It is not checked. */
    static @Nullable WireKind kindOf(byte[] bytes) {
        return bytes.length < HEADER_BYTES ? null : WireKind.of(bytes[AT_KIND] & 0xff);
    }

    /** Judges an envelope without its payload; reads the payload's schema fingerprint and nothing else from it. */
    static Decoding<Long> open(byte[] bytes, WireKind expected, Checksum checksum) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES) {
            return refused(Decoding.Reason.TRUNCATED, HEADER_BYTES + " bytes or more", bytes.length + " bytes");
        }
        if (header.getInt(0) != MAGIC) {
            return refused(Decoding.Reason.BAD_MAGIC, hex(MAGIC), hex(header.getInt(0)));
        }
        int format = header.get(AT_FORMAT) & 0xff;
        if (format != FORMAT) {
            return refused(Decoding.Reason.UNKNOWN_FORMAT, "format " + FORMAT, "format " + format);
        }
        int payload = header.getInt(AT_LENGTH);
        if (payload < 0 || payload > bytes.length - HEADER_BYTES) {
            return refused(
                    Decoding.Reason.TRUNCATED,
                    "a payload of " + Integer.toUnsignedString(payload) + " bytes",
                    bytes.length - HEADER_BYTES + " bytes");
        }
        if (payload < bytes.length - HEADER_BYTES) {
            return refused(
                    Decoding.Reason.TRAILING_BYTES,
                    "a payload of " + payload + " bytes",
                    bytes.length - HEADER_BYTES + " bytes");
        }
        int found = header.getInt(AT_CHECKSUM);
        if (checksum == Checksum.VERIFIED && found != checksum(bytes, bytes.length)) {
            return refused(Decoding.Reason.CHECKSUM, "checksum " + hex(checksum(bytes, bytes.length)), hex(found));
        }
        int kind = header.get(AT_KIND) & 0xff;
        if (kind != expected.code()) {
            return refused(Decoding.Reason.UNKNOWN_KIND, "kind " + expected.code(), "kind " + kind);
        }
        return new Decoding.Read<>(header.getLong(AT_FINGERPRINT));
    }

    private static int checksum(byte[] bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, AT_CHECKSUM);
        crc.update(bytes, HEADER_BYTES, end - HEADER_BYTES);
        return (int) crc.getValue();
    }

    private static <T> Decoding<T> refused(Decoding.Reason reason, String expected, String found) {
        return new Decoding.Refused<>(reason, "expected " + expected + ", found " + found);
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    /** Whether the checksum is looked at. Only the negative control of a proof does not. */
    enum Checksum {
        VERIFIED,
        IGNORED
    }
}
