package io.mevstream.jobs.io.chainlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of the log: a header, two slots that say in turn how far it is acknowledged, and frames. A frame is 24 bytes
 * (payload length, checksum, position, epoch) and the payload; the checksum covers all but itself.
 */
final class Segment implements Closeable {

    static final int SLOT_BYTES = 24;
    static final int FRAMES_AT = SegmentHeader.BYTES + 2 * SLOT_BYTES;
    static final int FRAME_HEADER_BYTES = 24;
    private static final int SLOT_CHECKED_BYTES = 20;
    private static final int MAX_PAYLOAD_BYTES = Envelope.HEADER_BYTES + Envelope.MAX_PAYLOAD_BYTES;

    /**
     * How far a segment is acknowledged.
     *
     * @param nextPosition the position behind the last acknowledged record
     * @param end the offset behind its last byte
     */
    record Mark(long nextPosition, long end) {}

    private final Path file;
    private final FileChannel channel;
    private final SegmentHeader header;
    private final ByteBuffer frameHeader = ByteBuffer.allocate(FRAME_HEADER_BYTES);

    private Segment(Path file, FileChannel channel, SegmentHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /** Makes an empty segment, which appears whole. */
    static Segment create(Path directory, SegmentHeader header, LogIdentity log) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FRAMES_AT);
        header.write(bytes);
        byte[] slot = slot(new Mark(header.firstPosition(), FRAMES_AT));
        bytes.put(slot).put(slot);
        Path file = directory.resolve(header.name().fileName());
        DurableFiles.create(file, bytes.array());
        return open(file, log, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static Segment open(Path file, LogIdentity log, StandardOpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(file, options);
        try {
            return new Segment(file, channel, SegmentHeader.read(channel, file, log));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    SegmentHeader header() {
        return header;
    }

    /** How far the segment is acknowledged now. A slot that is being written fails its checksum; the other then holds. */
    Mark mark() throws IOException {
        ByteBuffer slots = DurableFiles.read(channel, ByteBuffer.allocate(2 * SLOT_BYTES), SegmentHeader.BYTES);
        Mark newest = null;
        for (int at = 0; at + SLOT_BYTES <= slots.limit(); at += SLOT_BYTES) {
            if (slots.getInt(at + SLOT_CHECKED_BYTES) != crc(slots.array(), at, SLOT_CHECKED_BYTES)) continue;
            Mark mark = new Mark(slots.getLong(at), slots.getLong(at + 8));
            if (newest == null || mark.end() > newest.end()) newest = mark;
        }
        if (newest == null) throw corrupt("a slot with its checksum", "none");
        return newest;
    }

    /** Writes a mark over the older slot. */
    void writeMark(Mark mark, long turn) throws IOException {
        DurableFiles.writeFully(
                channel, ByteBuffer.wrap(slot(mark)), SegmentHeader.BYTES + (turn & 1) * (long) SLOT_BYTES);
    }

    /** Writes a frame at the offset and returns the offset behind it. */
    long writeFrame(long offset, long position, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + payload.length);
        frame.putInt(payload.length).putInt(0).putLong(position).putLong(header.epoch());
        frame.put(payload);
        frame.putInt(4, frameCrc(frame.array(), payload));
        DurableFiles.writeFully(channel, frame.flip(), offset);
        return offset + FRAME_HEADER_BYTES + payload.length;
    }

    /** The payload of the frame at the offset, which must be whole before {@code end} and hold the position. */
    byte[] readFrame(long offset, long position, long end) throws IOException {
        int length = frameLength(offset, position, end);
        ByteBuffer payload = DurableFiles.read(channel, ByteBuffer.allocate(length), offset + FRAME_HEADER_BYTES);
        if (payload.limit() < length) throw corrupt(length + " bytes at " + offset, payload.limit() + " bytes");
        int crc = frameCrc(frameHeader.array(), payload.array());
        if (crc != frameHeader.getInt(4)) {
            throw corrupt("position " + position + " with its checksum at " + offset, "another checksum");
        }
        return payload.array();
    }

    /** The payload length of the frame at the offset, without a look at the payload. */
    int frameLength(long offset, long position, long end) throws IOException {
        if (offset + FRAME_HEADER_BYTES > end) throw corrupt("position " + position + " at " + offset, "the end");
        ByteBuffer read = DurableFiles.read(channel, frameHeader.clear(), offset);
        if (read.limit() < FRAME_HEADER_BYTES) throw corrupt("position " + position + " at " + offset, "no bytes");
        int length = read.getInt(0);
        long found = read.getLong(8);
        if (found != position || read.getLong(16) != header.epoch()) {
            throw corrupt(
                    "position " + position + " of epoch " + header.epoch() + " at " + offset,
                    "position " + found + " of epoch " + read.getLong(16));
        }
        if (length < 0 || length > MAX_PAYLOAD_BYTES || length > end - offset - FRAME_HEADER_BYTES) {
            throw corrupt("position " + position + " to end by " + end, "a payload of " + length + " bytes");
        }
        return length;
    }

    long size() throws IOException {
        return channel.size();
    }

    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private CorruptChainLogException corrupt(String expected, String found) {
        return new CorruptChainLogException("expected " + expected + " in " + file + ", found " + found);
    }

    private static byte[] slot(Mark mark) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putLong(mark.nextPosition()).putLong(mark.end()).putInt(0);
        slot.putInt(crc(slot.array(), 0, SLOT_CHECKED_BYTES));
        return slot.array();
    }

    private static int frameCrc(byte[] frameHeader, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(frameHeader, 0, 4);
        crc.update(frameHeader, 8, FRAME_HEADER_BYTES - 8);
        crc.update(payload);
        return (int) crc.getValue();
    }

    private static int crc(byte[] bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, length);
        return (int) crc.getValue();
    }
}
