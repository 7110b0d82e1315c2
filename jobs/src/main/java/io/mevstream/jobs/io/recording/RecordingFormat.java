package io.mevstream.jobs.io.recording;

import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The fixed parts of a recording, see {@code docs/chain-log.md}. All integers are big-endian. */
final class RecordingFormat {

    static final int FORMAT = 1;
    static final int HEADER_BYTES = 52;
    static final int SECTION_BYTES = 32;
    static final int FOOTER_BYTES = 32;
    /** What a section holds before it is compressed, about: enough for compression, little enough for memory. */
    static final int SECTION_CONTENT_BYTES = 4 << 20;
    /** A section of one frame may be as large as an envelope may be. */
    static final int MAX_CONTENT_BYTES = (64 << 20) + (8 << 20);

    /** "mevlog", end of file for who types it on a terminal, line end. */
    private static final long MAGIC = 0x6d65766c6f671a0aL;

    private static final int SECTION_MAGIC = 0x6d657673;
    private static final long FOOTER_MAGIC = 0x6d65766c6f67656eL;

    private RecordingFormat() {}

    /** What a section holds; codes are never reused. */
    enum Kind {
        FRAMES(1),
        ATTACHMENT(2);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /**
     * What stands in front of a section's compressed bytes.
     *
     * @param first the position of its first frame; 0 for an attachment
     * @param count how many frames; 1 for an attachment
     */
    record Section(int kind, int compressed, int content, long first, int count) {}

    static byte[] header(ChainLogId log, long first) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(FORMAT).putInt(0).putLong(log.chainId());
        header.put(HexFormat.of().parseHex(log.logId())).putLong(first);
        return header.putInt(crc(header.array(), header.position())).array();
    }

    /** The log and the first position that a header states. */
    static ChainLogId log(ByteBuffer header) throws CorruptChainLogException {
        if (header.getLong(0) != MAGIC) {
            throw new CorruptChainLogException("expected a recording, which begins with \"mevlog\", found other bytes");
        }
        if (header.getInt(8) != FORMAT) {
            throw new CorruptChainLogException(
                    "expected a recording of format " + FORMAT + ", found format " + header.getInt(8));
        }
        requireChecksum(header, HEADER_BYTES, "the header");
        byte[] id = new byte[16];
        header.get(24, id);
        return new ChainLogId(header.getLong(16), HexFormat.of().formatHex(id));
    }

    static long first(ByteBuffer header) {
        return header.getLong(40);
    }

    static byte[] section(Section section, byte[] body) {
        ByteBuffer head = ByteBuffer.allocate(SECTION_BYTES);
        head.putInt(SECTION_MAGIC)
                .putInt(section.kind)
                .putInt(section.compressed)
                .putInt(section.content);
        head.putLong(section.first).putInt(section.count);
        return head.putInt(crc(head.array(), head.position(), body)).array();
    }

    /** Judges a section's head alone. */
    static Section section(ByteBuffer head) throws CorruptChainLogException {
        Section section =
                new Section(head.getInt(4), head.getInt(8), head.getInt(12), head.getLong(16), head.getInt(24));
        if (head.getInt(0) != SECTION_MAGIC
                || section.compressed < 0
                || section.content < 0
                || section.content > MAX_CONTENT_BYTES
                || section.compressed > 2 * MAX_CONTENT_BYTES) {
            throw new CorruptChainLogException("expected the head of a section, found other bytes");
        }
        return section;
    }

    static void requireChecksum(ByteBuffer head, byte[] body) throws CorruptChainLogException {
        if (head.getInt(SECTION_BYTES - 4) != crc(head.array(), SECTION_BYTES - 4, body)) {
            throw new CorruptChainLogException("expected a section as it was written, found its bytes changed");
        }
    }

    /** Says where the recording ends, so that one that was cut off is no recording. */
    static byte[] footer(long sections, long end) {
        ByteBuffer footer = ByteBuffer.allocate(FOOTER_BYTES);
        footer.putLong(FOOTER_MAGIC).putLong(sections).putLong(end).putInt(0);
        return footer.putInt(crc(footer.array(), footer.position())).array();
    }

    static boolean isFooter(ByteBuffer bytes) {
        return bytes.getLong(0) == FOOTER_MAGIC;
    }

    static void requireFooter(ByteBuffer footer, long sections, long end) throws CorruptChainLogException {
        requireChecksum(footer, FOOTER_BYTES, "the footer");
        if (footer.getLong(8) != sections || footer.getLong(16) != end) {
            throw new CorruptChainLogException("expected " + footer.getLong(8) + " sections up to position "
                    + footer.getLong(16) + ", found " + sections + " up to " + end);
        }
    }

    private static void requireChecksum(ByteBuffer bytes, int length, String what) throws CorruptChainLogException {
        if (bytes.getInt(length - 4) != crc(bytes.array(), length - 4)) {
            throw new CorruptChainLogException("expected " + what + " as it was written, found its bytes changed");
        }
    }

    private static int crc(byte[] head, int length, byte... body) {
        CRC32C crc = new CRC32C();
        crc.update(head, 0, length);
        crc.update(body);
        return (int) crc.getValue();
    }
}
