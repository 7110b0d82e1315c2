package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain's log from files, also while it is being written. Sees acknowledged records only: what it has read once
 * never changes. Any position can be read; one behind another is cheapest. For one thread.
 */
public final class ChainLogReader implements ChainLogView {

    private final LogIdentity log;
    private final SegmentChain chain;
    private @Nullable OpenSegment open;

    private ChainLogReader(LogIdentity log, SegmentChain chain) {
        this.log = log;
        this.chain = chain;
    }

    /** Opens the log in a directory; {@link NoSuchFileException} where there is none. */
    public static ChainLogReader open(Path directory) throws IOException {
        LogIdentity log = LogIdentity.read(directory);
        return new ChainLogReader(log, new SegmentChain(directory, log));
    }

    /** The EIP-155 chain id. */
    @Override
    public long chainId() {
        return log.chainId();
    }

    /** The log's id: 32 hexadecimal digits, a pure function of the chain id and the nonce the log was created with. */
    @Override
    public String logId() {
        return log.logId();
    }

    /** The position behind the last acknowledged record, as it stands now: the number of records. */
    @Override
    public long endPosition() throws IOException {
        while (true) {
            List<SegmentHeader> segments = chain.resolve();
            if (segments.isEmpty()) return 0;
            OpenSegment last = openSegment(segments, segments.size() - 1);
            if (last != null) return last.nextPosition();
        }
    }

    /** The record at a position; null if it is not acknowledged yet. */
    @Override
    public @Nullable LogFrame read(long position) throws IOException {
        if (position < 0) throw new IllegalArgumentException("expected a position of at least 0, found " + position);
        OpenSegment current = open;
        if (current == null || !current.holds(position)) {
            current = find(position);
            if (current == null) return null;
        }
        return new LogFrame(position, current.read(position));
    }

    private @Nullable OpenSegment find(long position) throws IOException {
        while (true) {
            List<SegmentHeader> segments = chain.resolve();
            int index = segments.size() - 1;
            while (index >= 0 && segments.get(index).firstPosition() > position) index--;
            if (index < 0) return null;
            OpenSegment found = openSegment(segments, index);
            if (found == null) continue;
            if (found.holds(position)) return found;
            if (index < segments.size() - 1) {
                throw new CorruptChainLogException("expected position " + position + " in "
                        + segments.get(index).name().fileName() + ", found its end before");
            }
            // The last segment's mark was read after the listing: a successor made in between begins behind it.
            return null;
        }
    }

    /** Opens a segment of the chain; null if its file vanished because a successor replaced it. */
    private @Nullable OpenSegment openSegment(List<SegmentHeader> segments, int index) throws IOException {
        SegmentHeader header = segments.get(index);
        SegmentHeader next = index + 1 < segments.size() ? segments.get(index + 1) : null;
        OpenSegment current = open;
        if (current == null || !current.is(header)) {
            close();
            try {
                current = new OpenSegment(Segment.open(chain.file(header.name()), log, StandardOpenOption.READ));
            } catch (NoSuchFileException e) {
                return null;
            }
            open = current;
        }
        if (next == null) {
            current.refresh();
        } else {
            current.seal(next);
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        if (open != null) open.close();
        open = null;
    }
}
