package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A chain's log as a stream of frames, in order, at parallelism 1. Event time is the position. Behind each record comes
 * the watermark of its position: an operator at watermark P has seen all that follows from the records up to P, whatever
 * the parallelism before it. Use it with {@code WatermarkStrategy.noWatermarks()}, which adds none.
 *
 * <p><b>State:</b> the next position; a restored job goes on there, and fails if another log is there.
 */
public final class ChainLogSource
        implements Source<LogFrame, ChainLogSplit, List<ChainLogSplit>>, ResultTypeQueryable<LogFrame> {

    private static final long serialVersionUID = 1;
    private static final int UNLIMITED = 0;

    private final ViewedHome home;
    private final String logId;
    private final long startPosition;
    private final long endPosition;
    private final int recordsPerSecond;

    private ChainLogSource(ViewedHome home, String logId, long startPosition, long endPosition, int recordsPerSecond) {
        this.home = home;
        this.logId = logId;
        this.startPosition = startPosition;
        this.endPosition = endPosition;
        this.recordsPerSecond = recordsPerSecond;
    }

    /** The records acknowledged at the time of this call, all of them and no others, also after a restart. */
    public static ChainLogSource bounded(Path directory) throws IOException {
        return bounded(FileHome.at(directory));
    }

    /** The same of a log that is kept elsewhere. */
    public static ChainLogSource bounded(ViewedHome home) throws IOException {
        try (ChainLogView view = home.open()) {
            return new ChainLogSource(home, view.logId(), view.firstPosition(), view.endPosition(), UNLIMITED);
        }
    }

    /** All records, for as long as the job runs. */
    public static ChainLogSource following(Path directory) throws IOException {
        return following(FileHome.at(directory));
    }

    /** The same of a log that is kept elsewhere. */
    public static ChainLogSource following(ViewedHome home) throws IOException {
        try (ChainLogView view = home.open()) {
            return new ChainLogSource(home, view.logId(), view.firstPosition(), ChainLogSplit.NO_END, UNLIMITED);
        }
    }

    /** The same from a position on; a restored job goes on where it was instead. */
    public ChainLogSource from(long position) {
        if (position < 0 || position > endPosition) {
            throw new IllegalArgumentException("expected a position of 0 to " + endPosition + ", found " + position);
        }
        return new ChainLogSource(home, logId, position, endPosition, recordsPerSecond);
    }

    /** The same at most this fast: to watch it, or to have the time to break something midway. */
    public ChainLogSource withRecordsPerSecond(int limit) {
        if (limit <= 0) throw new IllegalArgumentException("expected a limit above 0, found " + limit);
        return new ChainLogSource(home, logId, startPosition, endPosition, limit);
    }

    /** The log's id. */
    public String logId() {
        return logId;
    }

    /** The position behind the last record to be read; {@link Long#MAX_VALUE} where the log is followed. */
    public long endPosition() {
        return endPosition;
    }

    @Override
    public Boundedness getBoundedness() {
        return endPosition == ChainLogSplit.NO_END ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public TypeInformation<LogFrame> getProducedType() {
        return TypeInformation.of(LogFrame.class);
    }

    @Override
    public SourceReader<LogFrame, ChainLogSplit> createReader(SourceReaderContext context) {
        return new Reader(home, context, limit());
    }

    // Flink's two factory methods return the raw type; neither looks at splits.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private RateLimiterStrategy<ChainLogSplit> limit() {
        RateLimiterStrategy limit = recordsPerSecond == UNLIMITED
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perSecond(recordsPerSecond);
        return limit;
    }

    @Override
    public SplitEnumerator<ChainLogSplit, List<ChainLogSplit>> createEnumerator(
            SplitEnumeratorContext<ChainLogSplit> context) {
        return new ChainLogEnumerator(context, List.of(new ChainLogSplit(logId, startPosition, endPosition)));
    }

    @Override
    public SplitEnumerator<ChainLogSplit, List<ChainLogSplit>> restoreEnumerator(
            SplitEnumeratorContext<ChainLogSplit> context, List<ChainLogSplit> waiting) {
        return new ChainLogEnumerator(context, waiting);
    }

    @Override
    public SimpleVersionedSerializer<ChainLogSplit> getSplitSerializer() {
        return ChainLogSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<ChainLogSplit>> getEnumeratorCheckpointSerializer() {
        return ChainLogEnumerator.SERIALIZER;
    }

    /** What has been emitted of a split. */
    private static final class Progress {
        private ChainLogSplit split;

        Progress(ChainLogSplit split) {
            this.split = split;
        }
    }

    // Flink's readers may be interrupted while they close; that is Flink's to handle.
    @SuppressWarnings("try")
    private static final class Reader
            extends SingleThreadMultiplexSourceReaderBase<LogFrame, LogFrame, ChainLogSplit, Progress> {

        Reader(ViewedHome home, SourceReaderContext context, RateLimiterStrategy<ChainLogSplit> limit) {
            super(
                    () -> new ChainLogSplitReader(home, context.metricGroup()),
                    Reader::emit,
                    context.getConfiguration(),
                    context,
                    limit);
        }

        private static void emit(LogFrame frame, SourceOutput<LogFrame> output, Progress progress) {
            output.collect(frame, frame.position());
            output.emitWatermark(new Watermark(frame.position()));
            progress.split = progress.split.at(frame.position() + 1);
        }

        @Override
        protected void onSplitFinished(Map<String, Progress> finished) {}

        @Override
        protected Progress initializedState(ChainLogSplit split) {
            return new Progress(split);
        }

        @Override
        protected ChainLogSplit toSplitType(String splitId, Progress progress) {
            return progress.split;
        }
    }
}
