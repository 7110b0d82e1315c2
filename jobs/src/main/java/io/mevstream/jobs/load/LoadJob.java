package io.mevstream.jobs.load;

import static io.mevstream.jobs.stream.Steps.step;

import io.mevstream.detect.DetectionFact;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.clickhouse.Buckets;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.ClickHouseSink;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.io.clickhouse.ServerFailure;
import io.mevstream.jobs.io.clickhouse.Table;
import io.mevstream.jobs.io.clickhouse.rows.ChainLogRows;
import io.mevstream.jobs.io.clickhouse.rows.RowMapper;
import io.mevstream.jobs.io.clickhouse.rows.TableMappers;
import io.mevstream.jobs.io.kafka.DetectionTopic;
import io.mevstream.jobs.io.kafka.KafkaSettings;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.pool.PoolSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Loads a chain's log into ClickHouse: a job of its own behind the log, so that a store that is away delays only itself.
 *
 * <pre>
 * read-chain-log --> (load topology) --> write-clickhouse
 * </pre>
 */
public final class LoadJob {

    private LoadJob() {}

    /**
     * Runs the job as the Flink CLI does. What the CLI runs of it, before the cluster hears of the job, brings the store
     * to the tables and the retention of this version: an empty ClickHouse will do.
     *
     * @throws ProgramParametrizationException if the settings are not understood, the log is not there or the store does not
     *     let us in; the CLI prints its message alone
     */
    public static void main(String[] arguments) throws Exception {
        LoadConfig config = settings(arguments);
        requireLog(config.log());
        prepare(config);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        define(environment, config);
        environment.execute("load " + config.log());
    }

    private static void requireLog(ChainLogHome log) {
        try {
            log.id();
        } catch (IOException absent) {
            throw new ProgramParametrizationException("--log: expected a chain log at " + log + " on the machine of the"
                    + " CLI, and of every TaskManager, found: " + absent);
        }
    }

    /** Tables and retention; what someone at the CLI can put right is said in one message. */
    private static void prepare(LoadConfig config) throws SQLException {
        ClickHouseSettings store = config.store();
        try {
            store.password().reveal();
        } catch (IllegalStateException | UncheckedIOException | InvalidPathException absent) {
            throw new ProgramParametrizationException("--clickhouse-password: " + absent.getMessage());
        }
        try {
            ClickHouseQueries.requireAnswer(store);
        } catch (SQLException refused) {
            throw new ProgramParametrizationException(ServerFailure.message(store, refused));
        }
        try {
            Migrations.apply(store);
        } catch (IllegalStateException otherTables) {
            throw new ProgramParametrizationException(
                    otherTables.getMessage() + "; name another database: --clickhouse-database NAME");
        }
        config.retention().apply(store);
    }

    private static LoadConfig settings(String... arguments) {
        try {
            return LoadConfig.parse(arguments);
        } catch (IllegalArgumentException e) {
            throw new ProgramParametrizationException(e.getMessage());
        }
    }

    /** Adds the job to an environment and touches no store: the tables must be there when it runs. */
    public static void define(StreamExecutionEnvironment environment, LoadConfig config) throws IOException {
        ChainLogId log = config.log().id();
        var frames = step(
                "read-chain-log",
                config.log()
                        .read(
                                environment,
                                new ChainLogHome.Reading(
                                        config.until(),
                                        config.recordsPerSecond().orElse(0))));
        BlockRange heights = config.blocks();
        DataStream<LogFrame> selected = heights == null
                ? frames
                : step(
                        "select-blocks",
                        frames.filter(new SelectBlocks(heights))
                                .setParallelism(1)
                                .setMaxParallelism(1));
        var rows = LoadTopology.rows(selected, chain(config, log), findings(config, log));
        var all = config.archive() ? rows.union(LoadTopology.archive(frames, log)) : rows;
        // A part of a log has inserts of its own: a token says what is in one.
        String content = heights == null ? log.logId() : log.logId() + ":" + heights;
        LoadTopology.batch(
                all,
                new Buckets(content, config.bucketPositions()),
                inserts -> step("write-clickhouse", inserts.sinkTo(sink(config))));
    }

    private static Consumer<DataStream<DetectionFact>> findings(LoadConfig config, ChainLogId log) throws IOException {
        KafkaSettings cluster = config.findings();
        if (cluster == null) {
            return found -> {};
        }
        var sink = DetectionTopic.sink(cluster, 0, log.logId());
        return found -> step("publish-detections", found.sinkTo(sink));
    }

    private static ClickHouseSink sink(LoadConfig config) {
        Stream<Table> tables = TableMappers.all().stream().map(RowMapper::table);
        return new ClickHouseSink(
                config.store(),
                (config.archive() ? Stream.concat(tables, Stream.of(ChainLogRows.TABLE)) : tables).toList(),
                config.storeBudget());
    }

    /** What is known of the pools beforehand: what the user says, else what is kept with the log. */
    private static ChainConfig chain(LoadConfig config, ChainLogId log) throws IOException {
        Map<String, byte[]> kept = config.log().attachments();
        List<String> registry = List.of();
        if (config.registry() != null) {
            registry = Files.readAllLines(config.registry());
        } else if (kept.containsKey(RecordingHome.REGISTRY)) {
            registry = new String(kept.get(RecordingHome.REGISTRY), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        byte[] snapshots = kept.get(RecordingHome.SNAPSHOTS);
        // They are of the log's first block: what lies between that and the heights to load has changed them.
        boolean whole = config.blocks() == null && snapshots != null;
        return new ChainConfig(log.chainId(), registry, whole ? PoolSnapshots.parse(snapshots) : PoolSnapshots.NONE);
    }
}
