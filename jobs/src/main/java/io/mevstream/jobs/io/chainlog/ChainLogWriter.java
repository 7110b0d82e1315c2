package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PendingTransaction;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a chain's log. {@link #append} gives a record its place, {@link #force} acknowledges all that was
 * appended: only then do readers see it, and from then on it never changes.
 *
 * <p>Two things keep a second writer out. While this one lives it holds a lock that opening needs. Should the lock be
 * lost (a network file system that forgets it), the epoch still decides: opening raises and forces the epoch
 * <em>before</em> it reads the tail, and {@link #force} reads the epoch <em>after</em> the bytes are forced and before it
 * acknowledges. So whatever an older writer acknowledged was on disk before the newer one read the tail, and is kept;
 * whatever it appends later lies behind the seal of its segment, is refused acknowledgement, and no reader sees it.
 * Every writer writes segments of its own, so the older never touches the newer's bytes.
 *
 * <p>After any I/O error the writer is of no further use: a failed force says nothing about a later one. Open the log
 * again. For one thread.
 */
public final class ChainLogWriter implements ChainLogAppender {

    /** Segments end at the first record that would pass this many bytes. */
    public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;

    private final Path directory;
    private final LogIdentity log;
    private final WriterLock lock;
    private final EpochFile epochs;
    private final long epoch;
    private final long segmentBytes;
    private final ChainRecordCodec codec = new ChainRecordCodec();
    private final PendingTransactionCodec pendingCodec = new PendingTransactionCodec();

    private @Nullable Segment segment;
    private long position;
    private long offset;
    private long acknowledged;
    private long turn;
    private boolean usable = true;

    private ChainLogWriter(
            Path directory, LogIdentity log, WriterLock lock, EpochFile epochs, long epoch, long segmentBytes) {
        this.directory = directory;
        this.log = log;
        this.lock = lock;
        this.epochs = epochs;
        this.epoch = epoch;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Makes an empty log in a directory that has none, and opens it.
     *
     * @param chainId the EIP-155 chain id
     * @param nonce what tells logs of one chain apart: chain id and nonce give the log id
     */
    public static ChainLogWriter create(Path directory, long chainId, String nonce) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve(LogIdentity.FILE))) {
            throw new FileAlreadyExistsException(directory.toString(), null, "expected no log there, found one");
        }
        EpochFile.create(directory);
        LogIdentity.of(chainId, nonce).write(directory);
        return open(directory, chainId);
    }

    public static ChainLogWriter open(Path directory, long chainId) throws IOException {
        return open(directory, chainId, DEFAULT_SEGMENT_BYTES);
    }

    /**
     * Takes over a log: fences every writer before, checks the last segment, drops what a crash left unacknowledged and
     * torn, and stands behind the last whole record.
     */
    public static ChainLogWriter open(Path directory, long chainId, long segmentBytes) throws IOException {
        LogIdentity log = LogIdentity.read(directory);
        if (log.chainId() != chainId) {
            throw new IllegalArgumentException(
                    "expected a log of chain " + chainId + " in " + directory + ", found chain " + log.chainId());
        }
        WriterLock lock = WriterLock.acquire(directory);
        EpochFile epochs = null;
        ChainLogWriter writer = null;
        try {
            epochs = EpochFile.open(directory);
            writer = new ChainLogWriter(directory, log, lock, epochs, epochs.raise(), segmentBytes);
            writer.takeOver();
            ChainLogWriter opened = writer;
            writer = null;
            epochs = null;
            lock = null;
            return opened;
        } finally {
            if (writer != null && writer.segment != null) writer.segment.close();
            if (epochs != null) epochs.close();
            if (lock != null) lock.close();
        }
    }

    private void takeOver() throws IOException {
        SegmentChain chain = new SegmentChain(directory, log);
        List<SegmentHeader> segments = chain.resolve();
        if (segments.isEmpty()) {
            begin(new SegmentHeader(log.chainId(), log.logId(), 0, epoch, null, 0));
            return;
        }
        SegmentHeader last = segments.get(segments.size() - 1);
        if (last.epoch() >= epoch) {
            throw new CorruptChainLogException("expected an epoch above " + last.epoch() + ", the last segment's, in "
                    + directory.resolve(EpochFile.FILE) + ", found " + epoch);
        }
        Segment.Mark kept;
        try (Segment tail =
                Segment.open(chain.file(last.name()), log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            kept = TailScan.of(tail);
            // What is kept beyond the mark was perhaps never forced; after this it is.
            tail.force();
        }
        if (kept.nextPosition() == last.firstPosition()) {
            // Nothing in it: the new segment takes its place, not a place behind it, and restarts leave no trail.
            begin(new SegmentHeader(
                    log.chainId(), log.logId(), last.firstPosition(), epoch, last.previous(), last.previousEnd()));
            Files.deleteIfExists(chain.file(last.name()));
        } else {
            begin(new SegmentHeader(log.chainId(), log.logId(), kept.nextPosition(), epoch, last.name(), kept.end()));
        }
    }

    private void begin(SegmentHeader header) throws IOException {
        segment = Segment.create(directory, header, log);
        position = header.firstPosition();
        acknowledged = position;
        offset = Segment.FRAMES_AT;
        turn = 0;
    }

    @Override
    public long chainId() {
        return log.chainId();
    }

    @Override
    public String logId() {
        return log.logId();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long nextPosition() {
        return position;
    }

    @Override
    public LogTail tail(long positions) throws IOException {
        try (ChainLogReader reader = ChainLogReader.open(directory)) {
            return LogTail.read(reader, Math.max(0, acknowledged - positions), acknowledged);
        }
    }

    @Override
    public @Nullable ChainRecord first() throws IOException {
        try (ChainLogReader reader = ChainLogReader.open(directory)) {
            return LogTail.first(reader, acknowledged);
        }
    }

    @Override
    public void append(ChainRecord chainRecord) throws IOException {
        checkPlace(chainRecord.chainId(), chainRecord.position());
        append(codec.encode(chainRecord));
    }

    @Override
    public void append(PendingTransaction pending) throws IOException {
        checkPlace(pending.chainId(), pending.position());
        append(pendingCodec.encode(pending));
    }

    private void checkPlace(long chainId, long at) {
        if (chainId != log.chainId()) {
            throw new IllegalArgumentException(
                    "expected a record of chain " + log.chainId() + ", found chain " + chainId);
        }
        if (at != position) {
            throw new IllegalArgumentException("expected position " + position + " next, found " + at);
        }
    }

    private void append(byte[] payload) throws IOException {
        checkEpoch();
        usable = false;
        if (offset > Segment.FRAMES_AT && offset + Segment.FRAME_HEADER_BYTES + payload.length > segmentBytes) roll();
        offset = current().writeFrame(offset, position, payload);
        position++;
        usable = true;
    }

    @Override
    public long force() throws IOException {
        checkEpoch();
        if (acknowledged == position) return position;
        usable = false;
        current().force();
        checkEpochUnchanged();
        current().writeMark(new Segment.Mark(position, offset), turn++);
        acknowledged = position;
        usable = true;
        return position;
    }

    private void roll() throws IOException {
        Segment full = current();
        full.force();
        checkEpochUnchanged();
        full.writeMark(new Segment.Mark(position, offset), turn);
        begin(new SegmentHeader(
                log.chainId(), log.logId(), position, epoch, full.header().name(), offset));
        full.close();
    }

    private void checkEpoch() throws IOException {
        if (!usable) {
            throw new IllegalStateException(
                    "expected a writer without failures, found one that failed: open " + directory + " again");
        }
        checkEpochUnchanged();
    }

    private void checkEpochUnchanged() throws IOException {
        long now = epochs.read();
        if (now != epoch) {
            usable = false;
            throw new ChainLogFencedException(
                    "expected epoch " + epoch + " of " + directory + ", found " + now + ": another writer took over");
        }
    }

    private Segment current() {
        if (segment == null) throw new IllegalStateException("expected an open writer, found a closed one");
        return segment;
    }

    /** Acknowledges what was appended, unless the writer has failed, and lets go of the log. */
    @Override
    public void close() throws IOException {
        Segment last = segment;
        if (last == null) return;
        try (last) {
            if (usable && acknowledged < position) force();
            // The last mark too, so that a reader after a power failure sees all of the log without a writer's help.
            if (usable) last.force();
        } finally {
            segment = null;
            usable = false;
            try {
                epochs.close();
            } finally {
                lock.close();
            }
        }
    }
}
