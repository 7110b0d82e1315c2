package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where a chain's log is kept, as a job reads it: files, a topic, an archive. The frames are the same from each, with the
 * position as event time and behind each the watermark of its position.
 */
public interface ChainLogHome extends Serializable {

    /** Which log is there; {@link IOException} if there is none or it cannot be reached, with a message that says what to do. */
    ChainLogId id() throws IOException;

    /** The log's frames as a stream at parallelism 1; the caller names the step. */
    SingleOutputStreamOperator<LogFrame> read(StreamExecutionEnvironment environment, Reading reading)
            throws IOException;

    /** What belongs to the log beside its records, by name, see {@code docs/chain-log.md}; most homes keep nothing. */
    default Map<String, byte[]> attachments() throws IOException {
        return Map.of();
    }

    /** How much of a log a job reads, and how fast. */
    enum Until {
        /** The records that are acknowledged when it starts, no others, also after a restart. */
        END,
        /** All, for as long as the job runs. */
        STOPPED
    }

    /**
     * What a job wants of a log.
     *
     * @param recordsPerSecond how fast at most; 0 for as fast as it goes
     */
    record Reading(Until until, int recordsPerSecond) implements Serializable {}
}
