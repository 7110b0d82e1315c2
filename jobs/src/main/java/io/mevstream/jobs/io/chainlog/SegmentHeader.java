package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first 88 bytes of a segment: which log it belongs to, where in the log it begins, who writes it, and where the
 * segment before it ends. That last number seals the one before: bytes behind it are no part of the log, whoever wrote
 * them and when.
 *
 * @param logId 32 hexadecimal digits
 * @param firstPosition of the segment's first record
 * @param epoch of the only writer that may write it
 * @param previous the name of the segment before; null for the first
 * @param previousEnd the offset behind the last byte of the segment before that belongs to the log; 0 for the first
 */
record SegmentHeader(
        long chainId, String logId, long firstPosition, long epoch, @Nullable SegmentName previous, long previousEnd) {

    static final int BYTES = 88;
    /** "mevsseg" and a byte that no text file holds. */
    private static final long MAGIC = 0x6d6576737365671aL;

    private static final int FORMAT = 1;
    private static final int CHECKED_BYTES = 84;

    SegmentName name() {
        return new SegmentName(firstPosition, epoch);
    }

    void write(ByteBuffer target) {
        int start = target.position();
        target.putLong(MAGIC).putInt(FORMAT).putInt(0).putLong(chainId);
        target.put(HexFormat.of().parseHex(logId)).putLong(firstPosition).putLong(epoch);
        target.putLong(previous == null ? -1 : previous.firstPosition());
        target.putLong(previous == null ? -1 : previous.epoch());
        target.putLong(previousEnd).putInt(0);
        target.putInt(crc(Arrays.copyOfRange(target.array(), start, start + CHECKED_BYTES)));
    }

    /** Reads and checks the header of a segment of the given log. */
    static SegmentHeader read(FileChannel channel, Path file, LogIdentity log) throws IOException {
        ByteBuffer bytes = DurableFiles.read(channel, ByteBuffer.allocate(BYTES), 0);
        if (bytes.limit() < BYTES || bytes.getInt(CHECKED_BYTES) != crc(Arrays.copyOf(bytes.array(), CHECKED_BYTES))) {
            throw new CorruptChainLogException("expected the header of a segment with its checksum in " + file);
        }
        if (bytes.getLong() != MAGIC || bytes.getInt() != FORMAT) {
            throw new CorruptChainLogException("expected a segment of format " + FORMAT + " in " + file);
        }
        bytes.getInt();
        long chainId = bytes.getLong();
        byte[] id = new byte[LogIdentity.ID_BYTES];
        bytes.get(id);
        long first = bytes.getLong();
        long epoch = bytes.getLong();
        SegmentName previous = new SegmentName(bytes.getLong(), bytes.getLong());
        SegmentHeader header = new SegmentHeader(
                chainId,
                HexFormat.of().formatHex(id),
                first,
                epoch,
                previous.firstPosition() < 0 ? null : previous,
                bytes.getLong());
        if (chainId != log.chainId() || !header.logId.equals(log.logId())) {
            throw new CorruptChainLogException("expected a segment of log " + log.logId() + " of chain " + log.chainId()
                    + ", found one of log " + header.logId + " of chain " + chainId + " in " + file);
        }
        if (!file.getFileName().toString().equals(header.name().fileName())) {
            throw new CorruptChainLogException(
                    "expected segment " + header.name().fileName() + ", found it in " + file);
        }
        return header;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
