package io.mevstream.jobs.launcher;

import io.mevstream.chain.SeenTransaction;
import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.jobs.io.settings.ChainSettings;
import io.mevstream.jobs.io.tables.PendingTables;
import io.mevstream.jobs.io.text.JsonText;
import io.mevstream.pool.PoolRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mevstream replay}: recorded blocks become a chain log, and the log becomes rows. */
@Command(
        name = "replay",
        description = {
            "Load recorded blocks: files of JSON-RPC blocks, receipts or logs (.json, .ndjson, each also .gz) and folders.",
            "What is given is a set: sorted, split into runs of linked blocks, equal blocks dropped. It replaces the"
                    + " store's last replay. What is refused is listed with its reason; see --strict."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream replay ../shared/data/mainnet-blocks",
            "  ./mevstream replay stream.ndjson --as-stream",
            "  ./mevstream replay sample",
            "  ./mevstream replay recording.mevlog --blocks 18000000..18000009",
            "  ./mevstream replay --from kafka --kafka 127.0.0.1:9092",
            "  ./mevstream replay --from node --endpoint http://127.0.0.1:8545 --blocks 18000000..18000009",
            "  ./mevstream replay block.json.gz more/ --store /data/replay --json > summary.json",
            "  ./mevstream replay blocks/ --clickhouse http://127.0.0.1:8123 --clickhouse-user mevstream"
                    + " --clickhouse-password env:CLICKHOUSE_PASSWORD"
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "files and folders to read; or one recording (.mevlog); none with --from")
    private List<Path> paths = List.of();

    @Mixin
    private final HomeOptions home = new HomeOptions();

    @Option(names = "--blocks", paramLabel = "A..B", description = "of a log: these heights only (default: all)")
    private @Nullable String blocks;

    @Option(
            names = "--archive",
            description = "keep the log's own records in the database too, for a replay --from clickhouse")
    private boolean archive;

    @Mixin
    private final StoreOptions where = new StoreOptions();

    @Option(names = "--replace", description = "drop the database of --clickhouse if it holds another replay")
    private boolean replace;

    @Option(
            names = "--chain",
            paramLabel = "NAME|ID",
            defaultValue = "ethereum",
            description = "whose blocks they are, from flink-conf/chains (default: ${DEFAULT-VALUE})")
    private String chain = "ethereum";

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "pools that are known beforehand, with their tokens and fees")
    private @Nullable Path registry;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "how many subtasks each step has (default: ${DEFAULT-VALUE})")
    private int parallelism = 2;

    @Option(
            names = "--as-stream",
            description = "take the blocks in the order given, as a live stream would: reorgs are undone and applied,"
                    + " blocks without a header refused")
    private boolean asStream;

    @Option(
            names = "--pending",
            paramLabel = "FILE",
            description =
                    "of --as-stream: pending transactions that mempool-dumpster or xatu recorded (csv, lines of JSON,"
                            + " Parquet), put in front of the first block of their time or later")
    private @Nullable Path pending;

    @Option(names = "--strict", description = "exit with 1 if anything was refused")
    private boolean strict;

    @Option(names = "--json", description = "print the summary as one JSON document")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (parallelism < 1 || parallelism > 64) {
            throw Refusal.usage("expected --parallelism of 1 to 64, found " + parallelism);
        }
        checkInput();
        ClickHouseSettings external = where.external();
        if (replace && external == null) {
            throw Refusal.usage(
                    "expected --clickhouse URL with --replace: the store's own database is always replaced");
        }
        String database = where.database();
        checkRegistry();
        ChainSettings settings = chain();
        if (external != null) {
            ReplayDatabase.requireServer(external);
        } else {
            ReplayStore.requireEngine();
        }
        boolean replacing = ReplayStore.exists(where.folder());
        try (ReplayStore store = ReplayStore.openToWrite(where.folder())) {
            if (replacing) {
                PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
                err.println("mevstream: the replay in " + where.folder() + " will be replaced");
                err.flush();
            }
            Replay.Into into = new Replay.Into(external, database, replace, archive);
            ReplaySummary summary;
            try (home) {
                Replay replay = new Replay(store, settings.chainId(), registry, parallelism, asStream);
                if (home.isNode()) {
                    summary = replay.run(home.nodes(settings.chainId(), range(blocks)), into);
                } else {
                    summary = isLog() ? replay.run(log(), range(blocks), into) : replay.run(paths, pending(), into);
                }
            }
            store.finish(JsonText.pretty(summary));
            print(summary);
            ReplaySummary.Stream stream = summary.stream();
            ReplaySummary.Logs logs = summary.logs();
            boolean failed = logs != null && logs.blocksNotAccountedFor() > 0
                    || stream != null && !stream.quarantined().isEmpty()
                    || strict
                            && (!summary.refused().isEmpty()
                                    || stream != null && !stream.refused().isEmpty());
            return failed ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private List<SeenTransaction> pending() throws IOException {
        if (pending == null) {
            return List.of();
        }
        try (EmbeddedClickHouse reader = EmbeddedClickHouse.open(Files.createTempDirectory("pending"))) {
            return PendingTables.read(pending, reader.settings());
        } catch (IOException wrong) {
            throw Refusal.failed(String.valueOf(wrong.getMessage()));
        }
    }

    /** Whether what is replayed is a chain's log already. */
    private boolean isLog() {
        return home.given() || recording() != null;
    }

    private ChainLogHome log() throws IOException {
        Path recording = recording();
        return recording == null ? home.home() : RecordingHome.at(recording);
    }

    /** The recording that is named, or lies alone in the folder that is named; null where blocks are. */
    private @Nullable Path recording() {
        if (paths.size() != 1) {
            return null;
        }
        Path path = paths.get(0);
        if (path.toString().endsWith(RecordingHome.SUFFIX)) {
            return path;
        }
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.empty()) {
            List<Path> recordings = files.filter(file -> file.toString().endsWith(RecordingHome.SUFFIX))
                    .toList();
            return recordings.size() == 1 ? recordings.get(0) : null;
        } catch (IOException unreadable) {
            // Whoever reads the folder says so.
            return null;
        }
    }

    private void checkInput() {
        if (home.given() == !paths.isEmpty()) {
            throw Refusal.usage("expected files and folders, or --from, found "
                    + (paths.isEmpty() ? "neither" : "both: " + paths.get(0)));
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw Refusal.usage("expected a file or folder, found nothing at " + path);
            }
        }
        if (pending != null && !asStream) {
            throw Refusal.usage("expected --as-stream with --pending: a set of blocks has no time");
        }
        if (isLog() && asStream) {
            throw Refusal.usage("expected --as-stream for files of blocks only: a log has its order");
        }
        if (!isLog() && blocks != null) {
            throw Refusal.usage("expected --blocks with --from or a recording, found files of blocks");
        }
        range(blocks);
    }

    /** The heights that an option names; null for all. */
    static @Nullable BlockRange range(@Nullable String blocks) {
        try {
            return blocks == null ? null : BlockRange.parse(blocks);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--blocks: " + wrong.getMessage());
        }
    }

    private void checkRegistry() {
        if (registry == null) {
            return;
        }
        if (!Files.isRegularFile(registry)) {
            throw Refusal.usage("expected --registry to name a file, found none at " + registry);
        }
        try {
            PoolRegistry.parse(Files.readAllLines(registry));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--registry " + registry + ": " + wrong.getMessage());
        } catch (IOException unreadable) {
            throw Refusal.usage("expected --registry to name a file of UTF-8 text, found " + unreadable);
        }
    }

    private void print(ReplaySummary summary) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(summary));
            out.flush();
        } else {
            new SummaryPrinter(out, where.again()).print(summary);
        }
    }

    private ChainSettings chain() {
        Path chains = Path.of(System.getProperty("mevstream.home", "."), "flink-conf", "chains");
        try {
            return ChainSettings.find(chains, chain);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--chain: " + wrong.getMessage());
        }
    }
}
