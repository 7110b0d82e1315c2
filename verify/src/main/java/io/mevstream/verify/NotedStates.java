package io.mevstream.verify;

import io.mevstream.fact.PoolStateFact;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Notes when each pool's state was there, for a job in the same process as who asks. */
final class NotedStates implements Sink<PoolStateFact> {
    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<PoolStateFact> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(PoolStateFact state, Context ignored) {
                IngestLatency.noteState(state.origin().block().hash().toString());
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
