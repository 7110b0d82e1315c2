package io.mevstream.jobs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadConfigTest {

    @Test
    void readsWhatItIsToldAndKnowsTheRest() {
        LoadConfig config = LoadConfig.parse(
                "--log",
                "/logs/1",
                "--clickhouse-url",
                "http://127.0.0.1:8123",
                "--until",
                "stopped",
                "--clickhouse-password",
                "env:SECRET");

        assertThat(config.log()).isEqualTo(FileHome.at(Path.of("/logs/1")));
        assertThat(config.until()).isEqualTo(ChainLogHome.Until.STOPPED);
        assertThat(config.registry()).isNull();
        assertThat(config.bucketPositions()).isEqualTo(LoadConfig.DEFAULT_BUCKET_POSITIONS);
        assertThat(config.storeBudget()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.recordsPerSecond()).isEmpty();
        assertThat(config.toString()).doesNotContain("SECRET");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> LoadConfig.parse(
                        "--until",
                        "never",
                        "--bucket-positions",
                        "0",
                        "--colour",
                        "red",
                        "--delete-after-days",
                        "7",
                        "--cold-after-days",
                        "9",
                        "--clickhouse-url",
                        "nowhere",
                        "--records-per-second",
                        "0",
                        "lonely"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--log: expected a value, found none")
                .hasMessageContaining("--until: expected one of [end, stopped], found never")
                .hasMessageContaining("--bucket-positions: expected a whole number of at least 1, found 0")
                .hasMessageContaining("--records-per-second: expected a whole number of at least 1, found 0")
                .hasMessageContaining("cold after 9 days and deleted after 7")
                .hasMessageContaining("--colour: expected one of --archive")
                .hasMessageContaining("expected a ClickHouse address")
                .hasMessageContaining("expected --name value, found lonely");
    }

    /** The CLI prints the message of this exception alone, of any other the whole stack. */
    @Test
    void leavesTheCliWithAMessage() {
        assertThatThrownBy(() -> LoadJob.main(new String[] {"--log", "/logs/1"}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage("--clickhouse-url: expected a value, found none");
    }

    @Test
    void leavesTheCliWithAMessageWhereThereIsNoLogOrNoStore(@TempDir Path folder) throws IOException {
        ChainLogWriter.create(folder.resolve("log"), 1, "empty").close();
        String log = folder.resolve("log").toString();

        assertThatThrownBy(() -> load("--log", folder.resolve("none").toString()))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageStartingWith("--log: expected a chain log at " + folder.resolve("none"));
        assertThatThrownBy(() -> load("--log", log))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageStartingWith("expected the ClickHouse server at http://127.0.0.1:1 to answer, found: ")
                .hasMessageEndingWith("is it running, and is this its HTTP address?");
        assertThatThrownBy(() -> load("--log", log, "--clickhouse-password", "env:MEVSTREAM_UNSET"))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage("--clickhouse-password: expected the environment variable MEVSTREAM_UNSET to be set");
    }

    @Test
    void takesAPasswordByNameOnly() {
        assertThatThrownBy(() -> load("--log", "/logs/1", "--clickhouse-password", "swordfish"))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage("expected a password as env:NAME or file:PATH, found something else");
    }

    private static void load(String... more) throws Exception {
        LoadJob.main(Stream.concat(Stream.of("--clickhouse-url", "http://127.0.0.1:1"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void readsALogInKafkaSomeHeightsOfItAndWhereFindingsGo() {
        LoadConfig config = LoadConfig.parse(
                "--kafka",
                "broker:9092",
                "--kafka-partition",
                "3",
                "--blocks",
                "7..9",
                "--archive",
                "yes",
                "--findings-kafka",
                "broker:9092",
                "--clickhouse-url",
                "http://127.0.0.1:8123");
        KafkaSettings broker = KafkaSettings.at("broker:9092");
        assertThat(config.log()).isEqualTo(new KafkaHome(broker, "chain.records.v1", 3));
        assertThat(config.blocks()).isEqualTo(new BlockRange(7, 9));
        assertThat(config.archive()).isTrue();
        assertThat(config.findings()).isEqualTo(broker);
        assertThatThrownBy(() -> LoadConfig.parse(
                        "--log", "a", "--kafka", "nowhere", "--blocks", "9..7", "--clickhouse-url", "http://a:1"))
                .hasMessageContaining("found one beside --kafka")
                .hasMessageContaining("expected Kafka's address as HOST:PORT")
                .hasMessageContaining("expected heights A..B with A not above B, found 9..7");
    }
}
