package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.settings.SettingsFile;
import io.mevstream.jobs.load.LoadConfig;
import java.nio.file.Path;
import java.time.Duration;

/** What {@code flink-conf/jobs/load.yaml} says of the load job. */
record LoadFile(int bucketPositions, Duration storeBudget) {

    static LoadFile read() {
        try {
            Path home = Path.of(System.getProperty("mevstream.home", "."));
            SettingsFile file = SettingsFile.read(home.resolve("flink-conf/jobs/load.yaml"));
            int bucketPositions = Math.toIntExact(file.requireLong("bucket_positions"));
            Duration storeBudget = Duration.ofSeconds(file.requireLong("store_budget_seconds"));
            file.check();
            return new LoadFile(bucketPositions, storeBudget);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw Refusal.failed(String.valueOf(wrong.getMessage()));
        }
    }

    LoadConfig config(Path log, ChainLogHome.Until until, ClickHouseSettings server) {
        return new LoadConfig(log, until, server, null, bucketPositions, storeBudget);
    }
}
