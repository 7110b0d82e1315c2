package io.mevstream.jobs.load;

import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogHome.Until;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.Retention;
import io.mevstream.jobs.io.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the load job is told.
 *
 * @param log where the chain's log is kept
 * @param until whether it ends with the log's present end
 * @param registry the pool registry file; null for none
 * @param bucketPositions how many records of the log make one insert for each table
 * @param storeBudget how long the store may be away before the job restarts
 * @param retention how long the store keeps rows, for a job that prepares its store
 * @param blocks the heights to load; null for all
 * @param archive whether the store also gets the log's records themselves
 * @param findings the Kafka cluster that findings are published in too; null for none
 * @param recordsPerSecond how fast the log is read at most; empty for as fast as the store takes it
 */
public record LoadConfig(
        ChainLogHome log,
        Until until,
        ClickHouseSettings store,
        @Nullable Path registry,
        int bucketPositions,
        Duration storeBudget,
        Retention retention,
        @Nullable BlockRange blocks,
        boolean archive,
        @Nullable KafkaSettings findings,
        OptionalInt recordsPerSecond) {

    /** The same of a log in files, without a retention of one's own, and without a limit. */
    public LoadConfig(
            Path log,
            Until until,
            ClickHouseSettings store,
            @Nullable Path registry,
            int bucketPositions,
            Duration storeBudget) {
        this(
                FileHome.at(log),
                until,
                store,
                registry,
                bucketPositions,
                storeBudget,
                Retention.NONE,
                null,
                false,
                null,
                OptionalInt.empty());
    }

    /** The same at most this fast: to watch it, or to have the time to break something midway. */
    public LoadConfig withRecordsPerSecond(int limit) {
        return new LoadConfig(
                log,
                until,
                store,
                registry,
                bucketPositions,
                storeBudget,
                retention,
                blocks,
                archive,
                findings,
                OptionalInt.of(limit));
    }

    /** The same of a log that is kept elsewhere, of some heights of it, perhaps leaving an archive of it. */
    public LoadConfig from(ChainLogHome home, @Nullable BlockRange heights, boolean archiving) {
        return new LoadConfig(
                home,
                until,
                store,
                registry,
                bucketPositions,
                storeBudget,
                retention,
                heights,
                archiving,
                findings,
                recordsPerSecond);
    }

    /** The same publishing findings in a Kafka cluster too. */
    public LoadConfig publishingIn(KafkaSettings cluster) {
        return new LoadConfig(
                log,
                until,
                store,
                registry,
                bucketPositions,
                storeBudget,
                retention,
                blocks,
                archive,
                cluster,
                recordsPerSecond);
    }

    /** The settings, read from names and values; all problems are reported at once. */
    public static LoadConfig parse(String... arguments) {
        SettingsReader settings = new SettingsReader(arguments);
        LoadConfig config = new LoadConfig(
                settings.home("log", "kafka", "kafka-topic", "kafka-partition", "kafka-properties"),
                settings.constant("until", Until.values(), Until.END),
                settings.clickHouse("clickhouse-url", "clickhouse-user", "clickhouse-password", "clickhouse-database"),
                settings.optionalPath("registry"),
                settings.atLeastOne("bucket-positions", DEFAULT_BUCKET_POSITIONS),
                Duration.ofSeconds(settings.atLeastOne("store-budget-seconds", DEFAULT_STORE_BUDGET_SECONDS)),
                settings.retention("delete-after-days", "cold-after-days"),
                settings.blocks("blocks"),
                settings.constant("archive", Archive.values(), Archive.NO) == Archive.YES,
                settings.kafka("findings-kafka", "kafka-properties"),
                settings.optionalLimit("records-per-second"));
        settings.finish();
        return config;
    }

    /** The setting {@code archive}. */
    private enum Archive {
        NO,
        YES
    }

    /** Large enough for few inserts, small enough that a bucket of busy blocks is some megabytes. */
    public static final int DEFAULT_BUCKET_POSITIONS = 64;

    private static final int DEFAULT_STORE_BUDGET_SECONDS = 600;
}
