package io.mevstream.jobs.stream;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Names the steps of a topology. */
public final class Steps {

    private Steps() {}

    /** Gives an operator its one word: savepoint uid, name in the web UI, metric scope. */
    public static <T> SingleOutputStreamOperator<T> step(String id, SingleOutputStreamOperator<T> operator) {
        return operator.uid(id).name(id);
    }

    /** Gives a sink its one word. */
    public static <T> DataStreamSink<T> step(String id, DataStreamSink<T> sink) {
        return sink.uid(id).name(id);
    }
}
