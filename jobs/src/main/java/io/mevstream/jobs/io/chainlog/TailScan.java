package io.mevstream.jobs.io.chainlog;

import java.io.IOException;

/** Finds where the last segment of a log ends, after whatever happened to its writer. */
final class TailScan {

    private TailScan() {}

    /**
     * Reads every frame of a segment. All acknowledged ones must be whole: {@link CorruptChainLogException} if not. Whole
     * frames behind them are kept too, since a writer may have acknowledged them just before its mark was lost; the first
     * that is not whole ends the log, since nothing behind it can have been acknowledged.
     */
    static Segment.Mark of(Segment segment) throws IOException {
        Segment.Mark mark = segment.mark();
        long position = segment.header().firstPosition();
        long offset = Segment.FRAMES_AT;
        while (offset < mark.end()) {
            offset += Segment.FRAME_HEADER_BYTES + segment.readFrame(offset, position, mark.end()).length;
            position++;
        }
        if (position != mark.nextPosition()) {
            throw new CorruptChainLogException("expected " + mark.nextPosition() + " as the position behind offset "
                    + mark.end() + " of " + segment.header().name().fileName() + ", found " + position);
        }
        long size = segment.size();
        while (offset < size) {
            try {
                offset += Segment.FRAME_HEADER_BYTES + segment.readFrame(offset, position, size).length;
                position++;
            } catch (CorruptChainLogException torn) {
                break;
            }
        }
        return new Segment.Mark(position, offset);
    }
}
