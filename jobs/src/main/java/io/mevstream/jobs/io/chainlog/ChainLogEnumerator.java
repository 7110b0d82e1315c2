package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Hands the log's one split to the source's one reader. Its state is the splits not handed out: one or none. */
final class ChainLogEnumerator implements SplitEnumerator<ChainLogSplit, List<ChainLogSplit>> {

    static final SimpleVersionedSerializer<List<ChainLogSplit>> SERIALIZER = new Serializer();

    private final SplitEnumeratorContext<ChainLogSplit> context;
    private final List<ChainLogSplit> waiting;

    ChainLogEnumerator(SplitEnumeratorContext<ChainLogSplit> context, List<ChainLogSplit> waiting) {
        if (context.currentParallelism() != 1) {
            throw new IllegalStateException("expected the chain log's source at parallelism 1, found "
                    + context.currentParallelism() + ": a log has one order, set the source's parallelism to 1");
        }
        this.context = context;
        this.waiting = new ArrayList<>(waiting);
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
        for (ChainLogSplit split : waiting) context.assignSplit(split, subtask);
        waiting.clear();
        // No other split ever comes; a reader of a followed log just never finishes the one it has.
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<ChainLogSplit> splits, int subtask) {
        waiting.addAll(splits);
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public List<ChainLogSplit> snapshotState(long checkpointId) {
        return List.copyOf(waiting);
    }

    @Override
    public void close() {}

    private static final class Serializer implements SimpleVersionedSerializer<List<ChainLogSplit>> {

        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(List<ChainLogSplit> splits) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeInt(splits.size());
            for (ChainLogSplit split : splits) {
                byte[] bytes = ChainLogSplit.SERIALIZER.serialize(split);
                out.writeInt(ChainLogSplit.SERIALIZER.getVersion());
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            return out.getCopyOfBuffer();
        }

        @Override
        public List<ChainLogSplit> deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("expected chain log splits of version " + VERSION + ", found " + version);
            }
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            List<ChainLogSplit> splits = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                int splitVersion = in.readInt();
                byte[] split = new byte[in.readInt()];
                in.readFully(split);
                splits.add(ChainLogSplit.SERIALIZER.deserialize(splitVersion, split));
            }
            return splits;
        }
    }
}
