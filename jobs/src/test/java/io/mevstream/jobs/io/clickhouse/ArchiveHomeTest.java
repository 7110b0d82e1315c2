package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as its readers find it; that it has the log's own bytes is a proof's matter. */
class ArchiveHomeTest {

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    @BeforeAll
    static void start() {
        engine = EmbeddedClickHouse.open(folder);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void endsWhereTheFirstRecordIsMissing() throws Exception {
        ClickHouseSettings store = store("gap");
        insert(store, 0, "aa", "unhex('0001FF')");
        insert(store, 1, "aa", "unhex('80')");
        insert(store, 1, "aa", "unhex('80')");
        insert(store, 3, "aa", "''");
        try (ChainLogView log = ArchiveHome.find(store, 1, null).open()) {
            assertThat(log.endPosition()).isEqualTo(2);
            assertThat(log.read(0).payload()).containsExactly(0, 1, 0xff);
            assertThat(log.read(1).payload()).containsExactly(0x80);
            assertThat(log.read(2)).isNull();
        }
    }

    @Test
    void refusesTwoRecordsAtOnePosition() throws Exception {
        ClickHouseSettings store = store("twice");
        try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
            // A merge would keep one of the two.
            queries.rows("SYSTEM STOP MERGES chain_log");
        }
        insert(store, 0, "aa", "'x'");
        insert(store, 0, "aa", "'y'");
        try (ChainLogView log = ArchiveHome.find(store, 1, null).open()) {
            assertThatThrownBy(() -> log.read(0)).isInstanceOf(CorruptChainLogException.class);
        }
    }

    @Test
    void saysWhatIsThereInstead() throws Exception {
        ClickHouseSettings store = store("several");
        assertThatThrownBy(() -> ArchiveHome.find(store, 1, null)).isInstanceOf(FileNotFoundException.class);
        insert(store, 0, "aa", "'x'");
        insert(store, 0, "bb", "'y'");
        assertThatThrownBy(() -> ArchiveHome.find(store, 1, null)).hasMessageContaining("[aa, bb]");
        assertThatThrownBy(() -> ArchiveHome.find(store, 1, "cc")).hasMessageContaining("found logs [aa, bb]");
        assertThat(ArchiveHome.find(store, 1, "bb").logId()).isEqualTo("bb");
    }

    private static ClickHouseSettings store(String database) {
        ClickHouseSettings store = engine.settings().withDatabase(database);
        Migrations.apply(store);
        return store;
    }

    private static void insert(ClickHouseSettings store, long position, String log, String payload)
            throws SQLException {
        try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
            queries.rows("INSERT INTO chain_log SETTINGS insert_deduplicate = 0 VALUES (1, '" + log + "', " + position
                    + ", " + payload + ", " + position + ", " + position + ")");
        }
    }
}
