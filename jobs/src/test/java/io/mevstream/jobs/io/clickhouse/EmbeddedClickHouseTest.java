package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClickHouseTest {

    @TempDir
    Path folder;

    @Test
    void keepsAcknowledgedRowsThroughACrash() throws SQLException {
        try (var engine = EmbeddedClickHouse.open(folder)) {
            try (var queries = ClickHouseQueries.open(onDefault(engine.settings()))) {
                queries.rows("CREATE TABLE default.kept (a UInt64) ENGINE = MergeTree ORDER BY a");
                queries.rows("INSERT INTO default.kept SELECT number FROM numbers(1000)");
            }

            engine.kill();
            engine.restart();

            try (var queries = ClickHouseQueries.open(onDefault(engine.settings()))) {
                assertThat(queries.rows("SELECT count(), sum(a) FROM default.kept"))
                        .containsExactly(List.of("1000", "499500"));
            }
        }
        try (var engine = EmbeddedClickHouse.open(folder);
                var queries = ClickHouseQueries.open(onDefault(engine.settings()))) {
            assertThat(queries.rows("SELECT count() FROM default.kept")).containsExactly(List.of("1000"));
        }
    }

    @Test
    void compilesNoExpressionHoweverOftenItIsAsked() throws SQLException {
        try (var engine = EmbeddedClickHouse.open(folder);
                var queries = ClickHouseQueries.open(engine.settings().withDatabase("default"))) {
            queries.rows("CREATE TABLE numbered (n UInt64) ENGINE = MergeTree ORDER BY n");
            queries.rows("INSERT INTO numbered SELECT number FROM numbers(1000)");
            for (int i = 0; i < 8; i++) {
                queries.rows("SELECT n FROM numbered WHERE n % 7 = 3 AND n * 5 + 1 > 40");
            }
            assertThat(queries.rows("SELECT sum(value) FROM system.events WHERE event = 'CompileFunction'"))
                    .containsExactly(List.of("0"));
        }
    }

    @Test
    void letsInOnlyWhoKnowsThePassword() throws Exception {
        try (var engine = EmbeddedClickHouse.open(folder)) {
            ClickHouseSettings settings = onDefault(engine.settings());
            var wrong = new ClickHouseSettings(settings.url(), settings.user(), Secret.of("guess"), "default");
            var engineSession = new ClickHouseSettings(settings.url(), "default", Secret.of(""), "default");

            assertThatThrownBy(() -> select(wrong, "SELECT 1")).hasMessageContaining("Authentication failed");
            assertThatThrownBy(() -> select(engineSession, "SELECT count() FROM system.users"))
                    .hasMessageContaining("Not enough privileges");
            assertThatThrownBy(() -> select(engineSession, "SELECT * FROM file('/etc/hostname', LineAsString)"))
                    .hasMessageContaining("Not enough privileges");
        }
    }

    @Test
    void isFoundByASecondCallerAndLeavesNothingReadableByOthers() throws Exception {
        try (var engine = EmbeddedClickHouse.open(folder)) {
            assertThat(engine.owned()).isTrue();
            try (var second = EmbeddedClickHouse.open(folder)) {
                assertThat(second.owned()).isFalse();
                assertThat(select(onDefault(second.settings()), "SELECT 1")).containsExactly(List.of("1"));
            }
            for (String file : List.of("endpoint.properties", "users.xml", "config.xml")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(select(onDefault(engine.settings()), "SELECT 1")).containsExactly(List.of("1"));
        }
        assertThat(folder.resolve("endpoint.properties")).doesNotExist();
    }

    @Test
    void startsOverWhatACrashedProcessLeftBehind() throws Exception {
        Files.writeString(
                folder.resolve("endpoint.properties"),
                "http_port=1\ntcp_port=2\nuser=mevstream\npassword=old\npid=" + Long.MAX_VALUE + "\n");

        try (var engine = EmbeddedClickHouse.open(folder)) {
            assertThat(engine.owned()).isTrue();
            assertThat(select(onDefault(engine.settings()), "SELECT 1")).containsExactly(List.of("1"));
        }
    }

    private static List<List<String>> select(ClickHouseSettings settings, String sql) throws SQLException {
        try (var queries = ClickHouseQueries.open(settings)) {
            return queries.rows(sql);
        }
    }

    private static ClickHouseSettings onDefault(ClickHouseSettings settings) {
        return settings.withDatabase("default");
    }
}
