package io.mevstream.jobs.load;

import static io.mevstream.jobs.stream.Steps.step;

import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.clickhouse.Buckets;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.ClickHouseSink;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.io.clickhouse.ServerFailure;
import io.mevstream.jobs.io.clickhouse.rows.RowMapper;
import io.mevstream.jobs.io.clickhouse.rows.TableMappers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.client.program.ProgramParametrizationException;
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
        var sink = new ClickHouseSink(
                config.store(),
                TableMappers.all().stream().map(RowMapper::table).toList(),
                config.storeBudget());
        LoadTopology.build(
                frames,
                new ChainConfig(log.chainId(), registry(config)),
                new Buckets(log.logId(), config.bucketPositions()),
                inserts -> step("write-clickhouse", inserts.sinkTo(sink)));
    }

    private static List<String> registry(LoadConfig config) throws IOException {
        return config.registry() == null ? List.of() : Files.readAllLines(config.registry());
    }
}
