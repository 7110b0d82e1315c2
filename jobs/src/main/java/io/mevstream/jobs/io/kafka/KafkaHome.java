package io.mevstream.jobs.io.kafka;

import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A log in a topic: one partition for each chain, one transactional writer for each partition.
 *
 * @param partition the chain's
 */
public record KafkaHome(KafkaSettings settings, String topic, int partition) implements ChainLogHome {

    /** Where chain logs are unless said otherwise, see {@code schemas/topics.yaml}. */
    public static final String DEFAULT_TOPIC = "chain.records.v1";

    public KafkaHome {
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || partition < 0) {
            throw new IllegalArgumentException(
                    "expected a topic's name of letters, digits, dots, dashes and underscores and"
                            + " a partition from 0 on, found " + topic + " and " + partition);
        }
    }

    TopicPartition place() {
        return new TopicPartition(topic, partition);
    }

    /** Opens the log to read it. */
    public KafkaLogReader open() throws IOException {
        return KafkaLogReader.open(this);
    }

    @Override
    public ChainLogId id() throws IOException {
        try (KafkaLogReader reader = open()) {
            return new ChainLogId(reader.chainId(), reader.logId());
        }
    }

    @Override
    public SingleOutputStreamOperator<LogFrame> read(StreamExecutionEnvironment environment, Reading reading)
            throws IOException {
        if (reading.recordsPerSecond() > 0) {
            throw new IllegalArgumentException(
                    "expected no limit of records per second for a log in Kafka, found " + reading.recordsPerSecond());
        }
        return environment
                .fromSource(
                        source(reading.until()),
                        WatermarkStrategy.<LogFrame>forGenerator(context -> new PositionWatermarks())
                                .withTimestampAssigner((frame, written) -> frame.position()),
                        "read-chain-log")
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    private KafkaSource<LogFrame> source(Until until) throws IOException {
        try (KafkaLogReader log = open()) {
            Properties properties = settings.toProperties();
            properties.setProperty("isolation.level", "read_committed");
            properties.setProperty("commit.offsets.on.checkpoint", "false");
            properties.setProperty("partition.discovery.interval.ms", "-1");
            KafkaSourceBuilder<LogFrame> source = KafkaSource.<LogFrame>builder()
                    .setProperties(properties)
                    .setPartitions(java.util.Set.of(place()))
                    .setStartingOffsets(OffsetsInitializer.earliest())
                    .setDeserializer(new Frames(new ChainLogId(log.chainId(), log.logId())));
            if (until == Until.END) {
                source.setBounded(OffsetsInitializer.offsets(Map.of(place(), log.endOffset())));
            }
            return source.build();
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + " of " + settings;
    }

    /** Behind each frame the watermark of its position, as the source of a log in files has it. */
    private static final class PositionWatermarks implements WatermarkGenerator<LogFrame> {
        @Override
        public void onEvent(LogFrame frame, long timestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(frame.position()));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    /** Takes frames of one log in order and fails on anything else. */
    private static final class Frames implements KafkaRecordDeserializationSchema<LogFrame> {
        private static final long serialVersionUID = 1;
        private static final long NONE = -1;

        private final long chainId;
        private final String logId;
        private long last = NONE;

        Frames(ChainLogId log) {
            this.chainId = log.chainId();
            this.logId = log.logId();
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<LogFrame> out) throws IOException {
            LogFrame frame = KafkaFrames.frame(read, new ChainLogId(chainId, logId));
            // A restored reader goes on at an offset; where that is not the log's start, any position may come first.
            if (last == NONE ? read.offset() == 0 && frame.position() != 0 : frame.position() != last + 1) {
                throw new CorruptChainLogException("expected position " + (last + 1) + " at offset " + read.offset()
                        + " of " + read.topic() + "-" + read.partition() + ", found " + frame.position());
            }
            last = frame.position();
            out.collect(frame);
        }

        @Override
        public TypeInformation<LogFrame> getProducedType() {
            return TypeInformation.of(LogFrame.class);
        }
    }
}
