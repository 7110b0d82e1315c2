package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is left to read of a log. A log is one split, since its order is its meaning.
 *
 * @param logId which log: a checkpoint is of no use with another
 * @param nextPosition the next to be read
 * @param endPosition the first not to be read; {@link #NO_END} where the log is followed
 */
record ChainLogSplit(String logId, long nextPosition, long endPosition) implements SourceSplit {

    static final long NO_END = Long.MAX_VALUE;
    static final SimpleVersionedSerializer<ChainLogSplit> SERIALIZER = new Serializer();

    @Override
    public String splitId() {
        return logId;
    }

    ChainLogSplit at(long position) {
        return new ChainLogSplit(logId, position, endPosition);
    }

    private static final class Serializer implements SimpleVersionedSerializer<ChainLogSplit> {

        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(ChainLogSplit split) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeUTF(split.logId);
            out.writeLong(split.nextPosition);
            out.writeLong(split.endPosition);
            return out.getCopyOfBuffer();
        }

        @Override
        public ChainLogSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("expected a chain log split of version " + VERSION + ", found " + version);
            }
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            return new ChainLogSplit(in.readUTF(), in.readLong(), in.readLong());
        }
    }
}
