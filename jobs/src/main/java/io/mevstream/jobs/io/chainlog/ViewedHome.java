package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A home whose log is read position by position through a {@link ChainLogView}. Its text says where it is. */
public interface ViewedHome extends ChainLogHome {

    /** Opens the log that is there. */
    ChainLogView open() throws IOException;

    @Override
    default ChainLogId id() throws IOException {
        try (ChainLogView view = open()) {
            return new ChainLogId(view.chainId(), view.logId());
        }
    }

    @Override
    default SingleOutputStreamOperator<LogFrame> read(StreamExecutionEnvironment environment, Reading reading)
            throws IOException {
        ChainLogSource all =
                reading.until() == Until.END ? ChainLogSource.bounded(this) : ChainLogSource.following(this);
        ChainLogSource source =
                reading.recordsPerSecond() > 0 ? all.withRecordsPerSecond(reading.recordsPerSecond()) : all;
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "read-chain-log")
                .setParallelism(1)
                .setMaxParallelism(1);
    }
}
