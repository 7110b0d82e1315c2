package io.mevstream.jobs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;

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

        assertThat(config.log()).isEqualTo(Path.of("/logs/1"));
        assertThat(config.until()).isEqualTo(LoadConfig.Until.STOPPED);
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
                .hasMessageContaining("--colour: expected one of --bucket-positions")
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
}
