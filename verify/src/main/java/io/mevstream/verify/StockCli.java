package io.mevstream.verify;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.load.LoadConfig;
import io.mevstream.jobs.load.LoadJob;
import io.mevstream.synthetic.SyntheticChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The job jar under Flink's own CLI on a cluster of processes, against the same load in this process. */
final class StockCli implements Proof {
    private static final int PARALLELISM = 2;
    private static final int BUCKET_POSITIONS = 8;
    /** Slow enough that a process can be killed midway. */
    private static final int SLOW_RECORDS_PER_SECOND = 20;

    private static final Duration BUDGET = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 200;

    @Override
    public String name() {
        return "stock-cli";
    }

    @Override
    public String claim() {
        return "The job jar, submitted by the stock CLI to a cluster of processes over an empty ClickHouse, also with"
                + " TaskManagers killed midway, leaves the rows that the launcher's way leaves, byte for byte.";
    }

    @Override
    public String control() {
        return "The CLI is given a log that lacks the last record.";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 5 : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        boolean full = run.size() == Size.FULL;
        int records = run.planted() ? 20 : full ? 600 : 160;
        ProjectFiles files = ProjectFiles.find();
        Path log = run.workDir().resolve("log");
        write(run.seed(), records, log);
        try (EmbeddedClickHouse engine = EmbeddedClickHouse.open(run.workDir().resolve("clickhouse"));
                StandaloneCluster cluster =
                        StandaloneCluster.start(files, run.workDir().resolve("cluster"), run.planted() ? 1 : 2)) {
            StoredRows expected = launcher(run, log, engine.settings().withDatabase("launcher"));
            run.set("rows", expected.count());
            run.expect(expected.count() > records, "expected rows of %s records, found %s", records, expected.count());
            Submission submission = new Submission(run, files.jobJar(), cluster, engine.settings());
            if (run.planted()) {
                Path shorter = run.workDir().resolve("shorter");
                write(run.seed(), records - 1, shorter);
                expected.expectIn(submission.load("shorter", shorter, 0), "shorter", run);
                return;
            }
            expected.expectIn(submission.load("cli", log, 0), "cli", run);
            expected.expectIn(submission.load("killed", log, full ? 5 : 1), "killed", run);
        } catch (SQLException e) {
            throw new IOException("cannot ask ClickHouse what it has stored", e);
        }
    }

    private static void write(long seed, int records, Path folder) throws IOException {
        SyntheticChain chain = new SyntheticChain(seed, 12, 4);
        try (ChainLogWriter log = ChainLogWriter.create(folder, 1, "stock-cli")) {
            SyntheticChain.Node node = chain.first(1_000_000);
            for (int record = 0; record < records; record++) {
                log.append(new ChainRecord(
                        1, log.nextPosition(), ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.BLOOM, node.block()));
                node = chain.next(node, 0);
            }
            log.force();
        }
    }

    private static StoredRows launcher(ProofRun run, Path log, ClickHouseSettings store) throws Exception {
        Migrations.apply(store);
        LoadConfig config = new LoadConfig(log, ChainLogHome.Until.END, store, null, BUCKET_POSITIONS, BUDGET);
        try (LoadCluster cluster = new LoadCluster(1, run.workDir().resolve("checkpoints"))) {
            LoadJob.define(cluster.environment(), config);
            cluster.run();
        }
        return StoredRows.read(store);
    }

    /** What someone at a shell would do. */
    private record Submission(ProofRun run, Path jobJar, StandaloneCluster cluster, ClickHouseSettings server) {

        /** Loads a log into a database that is not there yet, killing a TaskManager under the job so many times. */
        StoredRows load(String name, Path log, int kills) throws IOException, InterruptedException, SQLException {
            ClickHouseSettings store = server.withDatabase(name);
            StandaloneCluster.Cli cli = cluster.cli(name, arguments(log, store, kills > 0));
            for (int kill = 0; kill < kills; kill++) {
                killUnderTheJob(name, cli, store);
            }
            int code = cli.await(BUDGET);
            if (code != 0) {
                // Thrown, so that the negative control cannot be noticed for it.
                throw new IOException(name + ": expected the CLI to end with 0, found " + code + ":\n" + cli.output());
            }
            run.count("submissions", 1);
            return StoredRows.read(store);
        }

        private List<String> arguments(Path log, ClickHouseSettings store, boolean slow) throws IOException {
            Path password = run.workDir().resolve("password");
            if (!Files.exists(password)) {
                Files.createFile(
                        password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(password, store.password().reveal());
            }
            List<String> arguments =
                    new ArrayList<>(List.of("run", "--parallelism", "" + PARALLELISM, jobJar.toString()));
            arguments.addAll(List.of("--log", log.toString(), "--clickhouse-url", store.url()));
            arguments.addAll(List.of("--clickhouse-user", store.user()));
            arguments.addAll(List.of("--clickhouse-password", "file:" + password));
            arguments.addAll(List.of("--clickhouse-database", store.database()));
            arguments.addAll(List.of("--bucket-positions", "" + BUCKET_POSITIONS));
            if (slow) {
                arguments.addAll(List.of("--records-per-second", "" + SLOW_RECORDS_PER_SECOND));
            }
            return arguments;
        }

        /** Once there is something to go on from and something stored; another process then takes the dead one's place. */
        private void killUnderTheJob(String name, StandaloneCluster.Cli cli, ClickHouseSettings store)
                throws IOException, InterruptedException, SQLException {
            FlinkRest rest = cluster.rest();
            long blocks = StoredRows.blocks(store);
            Optional<String> job = awaitJob(cli, rest);
            int checkpoints = job.isEmpty() ? 0 : rest.checkpoints(job.get());
            boolean midway = await(
                    cli, () -> rest.checkpoints(job.orElse("")) > checkpoints && StoredRows.blocks(store) > blocks);
            run.expect(midway, "%s: expected to kill a TaskManager midway, found the load's end", name);
            if (!midway) {
                return;
            }
            int restarts = rest.restarts(job.orElseThrow());
            cluster.kill(rest.taskManagers(job.orElseThrow()).iterator().next());
            cluster.startTaskManager();
            run.count("kills", 1);
            boolean restarted = await(cli, () -> rest.restarts(job.orElseThrow()) > restarts);
            run.expect(
                    restarted, "%s: expected the job to be started again, found the CLI's end: %s", name, cli.output());
            run.count("restarts", restarted ? 1 : 0);
        }

        /** The submitted job once it runs; empty if the CLI ended before. */
        private Optional<String> awaitJob(StandaloneCluster.Cli cli, FlinkRest rest)
                throws IOException, InterruptedException, SQLException {
            await(cli, () -> rest.runningJob().isPresent());
            return rest.runningJob();
        }

        /** Waits until something holds, which is false where the CLI ended before. */
        private static boolean await(StandaloneCluster.Cli cli, Condition condition)
                throws IOException, InterruptedException, SQLException {
            long deadline = System.nanoTime() + BUDGET.toNanos();
            while (cli.isRunning()) {
                if (condition.holds()) {
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("expected the job to get on within " + BUDGET.toSeconds()
                            + " s, found it standing still: " + cli.output());
                }
                Thread.sleep(POLL_MILLIS);
            }
            return false;
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, InterruptedException, SQLException;
    }
}
