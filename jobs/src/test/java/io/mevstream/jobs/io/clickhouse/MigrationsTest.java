package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private static final MigrationFile FIRST =
            file("0001_a.sql", "CREATE TABLE IF NOT EXISTS a (x UInt8) ENGINE = MergeTree ORDER BY x;");
    private static final MigrationFile SECOND =
            file("0002_b.sql", "ALTER TABLE a ADD COLUMN IF NOT EXISTS y String DEFAULT 'it''s; -- fine';");

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    @BeforeAll
    static void startEngine() {
        engine = EmbeddedClickHouse.open(folder);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @Test
    void runsEachFileOnceInOrder() throws Exception {
        ClickHouseSettings settings = engine.settings().withDatabase("ordered");

        assertThat(Migrations.apply(settings, List.of(FIRST))).containsExactly("0001_a.sql");
        assertThat(Migrations.apply(settings, List.of(FIRST, SECOND))).containsExactly("0002_b.sql");
        assertThat(Migrations.apply(settings, List.of(FIRST, SECOND))).isEmpty();

        try (var queries = ClickHouseQueries.open(settings)) {
            queries.rows("INSERT INTO a (x) VALUES (1)");
            assertThat(queries.rows("SELECT x, y FROM a")).containsExactly(List.of("1", "it's; -- fine"));
        }
    }

    @Test
    void refusesAFileThatChangedOrWentSinceItRan() {
        ClickHouseSettings settings = engine.settings().withDatabase("changed");
        Migrations.apply(settings, List.of(FIRST));
        MigrationFile changed = file("0001_a.sql", FIRST.sql() + " ");

        assertThatThrownBy(() -> Migrations.apply(settings, List.of(changed)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0001_a.sql as it ran in this database, found it changed");
        assertThatThrownBy(() -> Migrations.apply(settings, List.of(SECOND))).hasMessageContaining("found it missing");
    }

    @Test
    void refusesAStatementThatCannotRunTwice() {
        assertThatThrownBy(() -> file("0001_a.sql", "CREATE TABLE a (x UInt8) ENGINE = Memory")
                        .statements())
                .hasMessageContaining("may run twice");
    }

    @Test
    void bringsTheShippedTablesFromTwoProcessesAtOnce() throws Exception {
        ClickHouseSettings settings = engine.settings().withDatabase("shipped");
        ExecutorService two = Executors.newFixedThreadPool(2);
        CompletableFuture<List<String>> one = CompletableFuture.supplyAsync(() -> Migrations.apply(settings), two);
        CompletableFuture<List<String>> other = CompletableFuture.supplyAsync(() -> Migrations.apply(settings), two);
        one.get();
        other.get();
        two.shutdown();

        assertThat(Migrations.apply(settings)).isEmpty();
        try (var queries = ClickHouseQueries.open(settings)) {
            assertThat(queries.rows("EXISTS TABLE blocks")).containsExactly(List.of("1"));
        }
    }

    private static MigrationFile file(String name, String sql) {
        return MigrationFile.of(name, sql);
    }
}
