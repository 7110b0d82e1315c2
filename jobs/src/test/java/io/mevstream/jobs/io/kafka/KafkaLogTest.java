package io.mevstream.jobs.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.detect.DetectionFact;
import io.mevstream.jobs.io.chainlog.ChainLogFencedException;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.DetectionCodec;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.stream.format.DetectionSamples;
import io.mevstream.jobs.stream.format.StreamTypes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain log in a real broker. */
// Closing what a job returns may be interrupted; a test then fails, which is right.
@SuppressWarnings("try")
class KafkaLogTest {

    private static final ChainRecordCodec CODEC = new ChainRecordCodec();

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.open(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void givesBackTheBytesThatWereAppendedFromAnyPosition() throws IOException {
        KafkaHome home = home("bytes");
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
            for (int at = 0; at < 50; at++) {
                writer.append(at(at));
                if (at % 7 == 0) writer.force();
            }
        }
        try (KafkaLogReader reader = home.open()) {
            assertThat(reader.endPosition()).isEqualTo(50);
            assertThat(new ChainLogId(reader.chainId(), reader.logId())).isEqualTo(ChainLogId.of(1, "test"));
            for (long at : new long[] {49, 0, 1, 2, 33, 34, 8, 7}) {
                LogFrame frame = reader.read(at);
                assertThat(frame).isNotNull();
                assertThat(frame.payload()).isEqualTo(CODEC.encode(at((int) at)));
            }
            assertThat(reader.read(50)).isNull();
        }
    }

    @Test
    void showsNothingBeforeItIsForced() throws IOException {
        KafkaHome home = home("forced");
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
            assertThatThrownBy(home::id).isInstanceOf(FileNotFoundException.class);
            writer.append(at(0));
            writer.force();
            writer.append(at(1));
            try (KafkaLogReader reader = home.open()) {
                assertThat(reader.endPosition()).isEqualTo(1);
                assertThat(reader.read(1)).isNull();
                writer.force();
                assertThat(reader.read(1)).isNotNull();
            }
        }
    }

    @Test
    void aZombieCommitsNothingAndTheNewWriterGoesOnBehindWhatWasAcknowledged() throws IOException {
        KafkaHome home = home("zombie");
        KafkaLogWriter zombie = KafkaLogWriter.open(home, 1, "test");
        zombie.append(at(0));
        zombie.force();
        zombie.append(at(1));
        try (KafkaLogWriter newer = KafkaLogWriter.open(home, 1, "test")) {
            assertThat(newer.nextPosition()).isEqualTo(1);
            assertThat(newer.epoch()).isGreaterThan(zombie.epoch());
            assertThatThrownBy(zombie::force).isInstanceOf(ChainLogFencedException.class);
            assertThatThrownBy(() -> zombie.append(at(2))).isInstanceOf(IllegalStateException.class);
            newer.append(at(1));
            newer.force();
            assertThat(newer.tail(5).records()).isEqualTo(List.of(at(0), at(1)));
        }
        zombie.close();
        assertThat(read(home)).containsExactly(at(0), at(1));
    }

    @Test
    void keepsWhatWasAcknowledgedWhenTheBrokerIsKilled() throws IOException {
        try (EmbeddedKafka own = EmbeddedKafka.open(folder.resolve("killed"))) {
            KafkaHome home = new KafkaHome(own.settings(), "log", 0);
            try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
                for (int at = 0; at < 5; at++) writer.append(at(at));
                writer.force();
            }
            own.kill();
            own.restart();
            try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
                assertThat(writer.nextPosition()).isEqualTo(5);
            }
            assertThat(read(home)).hasSize(5);
        }
    }

    @Test
    void refusesAnotherLogAndATopicThatForgets() throws Exception {
        KafkaHome home = home("other");
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
            writer.append(at(0));
        }
        assertThatThrownBy(() -> KafkaLogWriter.open(home, 1, "another"))
                .hasMessageContaining("name another partition");
        try (Admin admin = Admin.create(kafka.settings().toProperties())) {
            admin.createTopics(List.of(new NewTopic("forgets", Optional.of(1), Optional.empty())
                            .configs(Map.of("retention.ms", "1000"))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> KafkaLogWriter.open(home("forgets"), 1, "test"))
                .hasMessageContaining("retention.ms=-1");
    }

    @Test
    void aJobReadsEveryPositionInOrderAndItsWatermarkBehindIt() throws Exception {
        KafkaHome home = home("job");
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
            for (int at = 0; at < 40; at++) {
                writer.append(at(at));
                if (at % 3 == 0) writer.force();
            }
        }
        List<String> expected = IntStream.range(0, 40)
                .mapToObj(at -> at + " of " + at + " after " + (at == 0 ? Long.MIN_VALUE : at - 1))
                .toList();
        List<String> seen = new ArrayList<>();
        try (CloseableIterator<String> rows = home.read(
                        environment(), new ChainLogHome.Reading(ChainLogHome.Until.END, 0))
                .uid("read-chain-log")
                .process(new Watermarks())
                .setParallelism(1)
                .executeAndCollect()) {
            rows.forEachRemaining(seen::add);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aJobFollowsALogThatGrows() throws Exception {
        KafkaHome home = home("grows");
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
            writer.append(at(0));
            writer.force();
            try (CloseableIterator<LogFrame> frames = home.read(
                            environment(), new ChainLogHome.Reading(ChainLogHome.Until.STOPPED, 0))
                    .uid("read-chain-log")
                    .executeAndCollect()) {
                assertThat(frames.next().position()).isZero();
                for (int at = 1; at < 10; at++) {
                    writer.append(at(at));
                    writer.force();
                    assertThat(frames.next().position()).isEqualTo(at);
                }
            }
        }
    }

    @Test
    void anotherWritersRecordInTheTopicIsRefusedByReaders() throws Exception {
        KafkaHome home = home("foreign");
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, 1, "test")) {
            for (int at = 0; at < 3; at++) writer.append(at(at));
        }
        var properties = kafka.settings().toProperties();
        var bytes = new org.apache.kafka.common.serialization.ByteArraySerializer();
        try (var stranger = new org.apache.kafka.clients.producer.KafkaProducer<>(properties, bytes, bytes)) {
            LogFrame doubled = new LogFrame(2, CODEC.encode(at(2)));
            stranger.send(KafkaFrames.record(home.place(), ChainLogId.of(1, "test"), 9, doubled))
                    .get();
        }
        assertThatThrownBy(() -> read(home)).isInstanceOf(CorruptChainLogException.class);
        assertThatThrownBy(() -> home.read(environment(), new ChainLogHome.Reading(ChainLogHome.Until.END, 0))
                        .uid("read-chain-log")
                        .executeAndCollect(10))
                .hasStackTraceContaining("expected position 3 at offset");
    }

    @Test
    void publishesEachFindingOnceUnderItsChain() throws Exception {
        StreamExecutionEnvironment environment = environment();
        environment.enableCheckpointing(100);
        environment
                .fromData(StreamTypes.DETECTION, DetectionSamples.detections().toArray(new DetectionFact[0]))
                .sinkTo(DetectionTopic.sink(kafka.settings(), 0, "00ff"));
        environment.execute();

        List<DetectionFact> published = new ArrayList<>();
        Properties properties = kafka.settings().toProperties();
        properties.setProperty("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            TopicPartition place = new TopicPartition(DetectionTopic.TOPIC, 0);
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> {
                    var read = (Decoding.Read<DetectionFact>) new DetectionCodec().decode(found.value());
                    assertThat(ByteBuffer.wrap(found.key()).getLong())
                            .isEqualTo(read.value().origin().chainId());
                    published.add(read.value());
                });
            }
        }
        assertThat(published).containsExactlyInAnyOrderElementsOf(DetectionSamples.detections());
    }

    @Test
    void namesSecretsAndNeverHoldsThem() throws IOException {
        Path file = folder.resolve("client.properties");
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
        Files.writeString(file, "security.protocol=SASL_SSL\nssl.truststore.password=file:" + secret + "\n");
        KafkaSettings settings = KafkaSettings.at("b:9092").with(file);
        assertThat(settings.toProperties().toString())
                .doesNotContain("hunter2")
                .contains("${secret:file:" + secret + "}");
        try (KafkaSecrets secrets = new KafkaSecrets()) {
            assertThat(secrets.get("file", java.util.Set.of(secret.toString())).data())
                    .containsEntry(secret.toString(), "hunter2");
        }
        Files.writeString(file, "ssl.truststore.password=hunter2\n");
        assertThatThrownBy(() -> KafkaSettings.at("b:9092").with(file)).hasMessageContaining("env:NAME or file:PATH");
        Files.writeString(file, "acks=0\n");
        assertThatThrownBy(() -> KafkaSettings.at("b:9092").with(file)).hasMessageContaining("found acks");
    }

    private static KafkaHome home(String topic) {
        return new KafkaHome(kafka.settings(), topic, 0);
    }

    private static List<ChainRecord> read(KafkaHome home) throws IOException {
        List<ChainRecord> records = new ArrayList<>();
        try (KafkaLogReader reader = home.open()) {
            for (LogFrame frame = reader.read(0); frame != null; frame = reader.read(records.size())) {
                records.add(((Decoding.Read<ChainRecord>) CODEC.decode(frame.payload())).value());
            }
        }
        return records;
    }

    private static ChainRecord at(int position) {
        BlockRef ref = new BlockRef(100 + position, new Hash(position, 2, 3, 4));
        Block block = new Block(ref, null, null, null, List.of(), null);
        return new ChainRecord(1, position, ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.UNPROVEN, block);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("restart-strategy.type", "none");
        configuration.setString("taskmanager.memory.network.max", "16 mb");
        configuration.setString("taskmanager.memory.network.min", "16 mb");
        return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    }

    private static final class Watermarks extends ProcessFunction<LogFrame, String> {
        @Override
        public void processElement(LogFrame frame, Context context, Collector<String> out) {
            out.collect(frame.position() + " of " + context.timestamp() + " after "
                    + context.timerService().currentWatermark());
        }
    }
}
