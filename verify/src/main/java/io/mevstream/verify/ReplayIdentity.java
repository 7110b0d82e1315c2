package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.load.LoadConfig;
import io.mevstream.jobs.load.LoadJob;
import io.mevstream.sequence.RunPlan;
import io.mevstream.sequence.RunPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recorded blocks, loaded in different ways, and what ClickHouse then holds. */
final class ReplayIdentity implements Proof {
    /** Slow enough that something can be broken midway. */
    private static final int SLOW_RECORDS_PER_SECOND = 8;

    /** One way of loading the blocks. */
    private record Way(String name, int parallelism, boolean shuffled, boolean killed) {}

    @Override
    public String name() {
        return "replay-identity";
    }

    @Override
    public String claim() {
        return "Recorded blocks loaded at parallelism 1, 2 and 4, in any file order, in pieces, with duplicates, altered"
                + " copies and with a TaskManager killed midway leave the same rows, byte for byte.";
    }

    @Override
    public String control() {
        return "One of the blocks is left out of the second way.";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 10 : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        List<Path> recordings = new ArrayList<>(files(run.recording("mainnet-blocks")));
        recordings.addAll(files(run.recording("mev-inspect-py/blocks")));
        List<Way> ways = run.planted()
                ? List.of(new Way("plain", 1, false, false), new Way("lacking", 2, true, false))
                : List.of(
                        new Way("plain", 1, false, false),
                        new Way("shuffled", 2, true, false),
                        new Way("wide", 4, true, false),
                        new Way("killed", 2, true, true));
        try (EmbeddedClickHouse engine = EmbeddedClickHouse.open(run.workDir().resolve("clickhouse"))) {
            StoredRows expected = null;
            for (Way way : ways) {
                StoredRows found = load(run, way, recordings, engine.settings());
                if (expected == null) {
                    expected = found;
                }
                expected.expectIn(found, way.name(), run);
                run.count("loads", 1);
            }
            run.set("rows", expected == null ? 0 : expected.count());
            // Blocks with logs and blocks with call traces: neither sort of finding may be missing from what is
            // compared.
            for (String table : List.of("detections", "detection_victims", "traced_trades", "transaction_classes")) {
                run.expect(expected != null && expected.count(table) > 0, "expected rows of %s, found none", table);
            }
        } catch (SQLException e) {
            throw new IOException("cannot ask ClickHouse what it has stored", e);
        }
    }

    private static StoredRows load(ProofRun run, Way way, List<Path> recordings, ClickHouseSettings server)
            throws Exception {
        Path folder = run.workDir().resolve(way.name());
        Path log = folder.resolve("log");
        write(plan(run, way, recordings), log);
        ClickHouseSettings store = server.withDatabase(way.name());
        Migrations.apply(store);
        LoadConfig fast = new LoadConfig(log, ChainLogHome.Until.END, store, null, 4, Duration.ofMinutes(1));
        LoadConfig config = way.killed() ? fast.withRecordsPerSecond(SLOW_RECORDS_PER_SECOND) : fast;
        try (LoadCluster cluster = new LoadCluster(way.parallelism(), folder.resolve("checkpoints"))) {
            LoadJob.define(cluster.environment(), config);
            if (way.killed()) {
                boolean restarted = cluster.runKillingATaskManager(() -> StoredRows.blocks(store) > 0);
                run.expect(restarted, "%s: expected the job to be restarted midway, found it finished", way.name());
                run.count("restarts", restarted ? 1 : 0);
            } else {
                cluster.run();
            }
        }
        return StoredRows.read(store);
    }

    private static List<Path> files(Path recordings) throws IOException {
        try (Stream<Path> found = Files.list(recordings)) {
            return found.filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList();
        }
    }

    /** The files' blocks as a set; shuffled, in pieces, some of them twice and some altered. */
    private static RunPlan<Block> plan(ProofRun run, Way way, List<Path> recordings) throws IOException {
        List<Path> files = new ArrayList<>(recordings);
        if (run.planted() && way.shuffled()) {
            files.remove(0);
        }
        RunPlanner<Block> planner = new RunPlanner<>(block -> block);
        Into into = new Into(planner, new HashMap<>(), new AtomicInteger(), new AtomicInteger());
        if (!way.shuffled()) {
            new BlockReader(into).read(files);
            run.expect(into.refusals().get() == 0, "expected readable recordings, found some refused");
            return planner.plan();
        }
        Random random = new Random(run.seed() + way.parallelism());
        BlockPieces pieces = BlockPieces.of(files, run.workDir().resolve(way.name() + "-pieces"), random);
        new BlockReader(into).read(pieces.files());
        RunPlan<Block> plan = planner.plan();
        int copies = plan.duplicates() + into.duplicates().get();
        run.expect(
                copies == pieces.copies() && into.refusals().get() == pieces.altered(),
                "%s: expected %d duplicates and %d files refused, found %d and %d",
                way.name(),
                pieces.copies(),
                pieces.altered(),
                copies,
                into.refusals().get());
        run.count("pieces", pieces.files().size());
        return plan;
    }

    private static void write(RunPlan<Block> plan, Path folder) throws IOException {
        try (ChainLogWriter log = ChainLogWriter.create(folder, 1, "replay")) {
            for (RunPlan.Run<Block> linked : plan.runs()) {
                long runStart = log.nextPosition();
                for (RunPlan.Item<Block> item : linked.blocks()) {
                    log.append(new ChainRecord(
                            1, log.nextPosition(), ChainRecord.Kind.APPLY, runStart, item.proof(), item.body()));
                }
            }
            log.force();
        }
    }

    private record Into(
            RunPlanner<Block> planner, Map<Hash, Block> blocks, AtomicInteger duplicates, AtomicInteger refusals)
            implements BlockSink {
        @Override
        public void block(ReadBlock read) {
            Block block = read.block();
            planner.add(block.ref(), block.parentHash(), read.proof(), block);
            blocks.put(block.hash(), block);
        }

        @Override
        public @Nullable Block passedOn(Hash hash) {
            return blocks.get(hash);
        }

        @Override
        public void duplicate(BlockRef block, String source) {
            duplicates.incrementAndGet();
        }

        @Override
        public void refused(InputRefusal refusal) {
            refusals.incrementAndGet();
        }
    }
}
