package io.mevstream.jobs.io.chainlog;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * A segment being read: how far it may be read, and where its records begin. A sparse index, one offset for every 64
 * positions, grows with what has been walked over.
 */
final class OpenSegment implements Closeable {

    private static final int STRIDE = 64;

    private final Segment segment;
    private final long first;
    private long[] index = {Segment.FRAMES_AT};
    private int indexed = 1;
    private long nextPosition;
    private long end;
    /** The position that the next sequential read is for, and its offset. */
    private long atPosition;

    private long atOffset;

    OpenSegment(Segment segment) {
        this.segment = segment;
        this.first = segment.header().firstPosition();
        this.nextPosition = first;
        this.end = Segment.FRAMES_AT;
        this.atPosition = first;
        this.atOffset = Segment.FRAMES_AT;
    }

    boolean is(SegmentHeader header) {
        return segment.header().equals(header);
    }

    /** Reads how far the segment is acknowledged. */
    void refresh() throws IOException {
        Segment.Mark mark = segment.mark();
        nextPosition = mark.nextPosition();
        end = mark.end();
    }

    /** Takes the end from the segment behind, which is final. */
    void seal(SegmentHeader next) {
        nextPosition = next.firstPosition();
        end = next.previousEnd();
    }

    long nextPosition() {
        return nextPosition;
    }

    boolean holds(long position) {
        return position >= first && position < nextPosition;
    }

    byte[] read(long position) throws IOException {
        if (position != atPosition) seek(position);
        byte[] payload = segment.readFrame(atOffset, position, end);
        advance(payload.length);
        return payload;
    }

    private void seek(long position) throws IOException {
        int known = (int) Math.min((position - first) / STRIDE, indexed - 1);
        long start = first + (long) known * STRIDE;
        if (atPosition > position || atPosition < start) {
            atPosition = start;
            atOffset = index[known];
        }
        while (atPosition < position) advance(segment.frameLength(atOffset, atPosition, end));
    }

    private void advance(int payloadLength) {
        atOffset += Segment.FRAME_HEADER_BYTES + payloadLength;
        atPosition++;
        if (atPosition - first == (long) indexed * STRIDE) {
            if (indexed == index.length) index = Arrays.copyOf(index, 2 * indexed);
            index[indexed++] = atOffset;
        }
    }

    @Override
    public void close() throws IOException {
        segment.close();
    }
}
