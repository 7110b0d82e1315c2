package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestConfig;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.settings.ChainSettings;
import io.mevstream.jobs.io.text.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mevstream run}: a chain that moves, its log, pools, detections and rows, live. */
@Command(
        name = "run",
        description = {
            "Run everything live: the development chain with its market, the ingest, the jobs behind it, and the database.",
            "With --endpoint it follows nodes of your own instead. It replaces the store's last run or replay; ./mevstream sql asks what it left."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream run",
            "  ./mevstream run --blocks 500 --pace 100 --reorgs 0.05x1-3",
            "  ./mevstream run --endpoint wss://host/path,bearer=env:TOKEN --chain ethereum --seconds 600"
        })
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--blocks",
            paramLabel = "N",
            defaultValue = "150",
            description = "how many blocks the development chain's market makes (default: ${DEFAULT-VALUE})")
    private long blocks = 150;

    @Option(
            names = "--pace",
            paramLabel = "MILLIS",
            defaultValue = "200",
            description = "how long after one block begins the next does, at least (default: ${DEFAULT-VALUE})")
    private long pace = 200;

    @Option(
            names = "--reorgs",
            paramLabel = "PLAN",
            defaultValue = "0.05x1-3",
            description = "when blocks are undone, as ./mevstream devchain has it (default: ${DEFAULT-VALUE})")
    private String reorgs = "0.05x1-3";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the market's (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--endpoint",
            paramLabel = "URL[,OPTION=X...]",
            description = "follow this node instead, once or more; see ./mevstream ingest --help")
    private List<String> endpoints = List.of();

    @Option(
            names = "--chain",
            paramLabel = "NAME|ID",
            description = "whose nodes --endpoint names, from flink-conf/chains (default: ethereum)")
    private @Nullable String chain;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "end after so long (default: with the market, or Ctrl-C)")
    private long seconds;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "how many subtasks each step has (default: ${DEFAULT-VALUE})")
    private int parallelism = 2;

    @Mixin
    private final StoreOptions where = new StoreOptions();

    @Option(names = "--replace", description = "drop the database of --clickhouse if it holds another log")
    private boolean replace;

    @Option(names = "--json", description = "print the summary as one JSON document")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        check(problems);
        List<EndpointSettings> addresses = IngestCommand.addresses(endpoints, problems);
        if (!problems.isEmpty()) {
            throw Refusal.usage(String.join("\n", problems));
        }
        ChainSettings settings =
                IngestCommand.chain(endpoints.isEmpty() ? "devchain" : chain == null ? "ethereum" : chain);
        ClickHouseSettings external = where.external();
        String database = where.database();
        if (external == null) {
            ReplayStore.requireEngine();
        } else {
            ReplayDatabase.requireServer(external);
        }
        try (ReplayStore store = ReplayStore.openToWrite(where.folder());
                Stage stage = stage(addresses, store)) {
            IngestConfig config = new IngestConfig(
                    stage.addresses(),
                    IngestCommand.nodes(settings.chainId(), true, false),
                    endpoints.isEmpty() ? 0L : null,
                    IngestConfig.Until.STOPPED);
            LiveSummary summary = new LiveRun(store, settings.chainId(), parallelism, LoadFile.read())
                    .run(config, external, database, replace, stage.isOver());
            store.finish(JsonText.pretty(summary));
            print(summary);
            boolean whole = summary.ingest().stopped() == null && summary.logs().blocksNotAccountedFor() == 0;
            return whole ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void check(List<String> problems) {
        if (blocks < 1) {
            problems.add("expected --blocks of at least 1, found " + blocks);
        }
        if (pace < 0 || seconds < 0) {
            problems.add("expected --pace and --seconds of at least 0, found " + pace + " and " + seconds);
        }
        if (parallelism < 1 || parallelism > 64) {
            problems.add("expected --parallelism of 1 to 64, found " + parallelism);
        }
        if (endpoints.isEmpty() && chain != null) {
            problems.add("expected --endpoint URL with --chain, found none");
        }
    }

    /** What is followed, and when it is over. */
    private record Stage(List<EndpointSettings> addresses, BooleanSupplier isOver, @Nullable DevchainAtHand chain)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (chain != null) {
                chain.close();
            }
        }
    }

    private Stage stage(List<EndpointSettings> addresses, ReplayStore store) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        BooleanSupplier late = () -> seconds > 0 && System.nanoTime() - end >= 0;
        if (!addresses.isEmpty()) {
            return new Stage(addresses, late, null);
        }
        DevchainAtHand market = DevchainAtHand.start(
                Path.of(System.getProperty("mevstream.home", ".")),
                store.folder().resolve("devchain"),
                List.of("--seed", "" + seed, "--blocks", "" + blocks, "--pace", "" + pace, "--reorgs", reorgs));
        List<String> none = new ArrayList<>();
        return new Stage(
                IngestCommand.addresses(List.of(market.socket(), market.http()), none),
                new MarketEnd(market, late),
                market);
    }

    /** The market is over, and the ingest has had the time to see its last block. */
    private static final class MarketEnd implements BooleanSupplier {
        private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(3);
        private final DevchainAtHand market;
        private final BooleanSupplier late;
        private long doneNanos;

        MarketEnd(DevchainAtHand market, BooleanSupplier late) {
            this.market = market;
            this.late = late;
        }

        @Override
        public boolean getAsBoolean() {
            try {
                if (doneNanos == 0 && market.isDone()) {
                    doneNanos = System.nanoTime();
                }
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
            return late.getAsBoolean() || doneNanos != 0 && System.nanoTime() - doneNanos > LAST_LOOK_NANOS;
        }
    }

    private void print(LiveSummary summary) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(summary));
        } else {
            out.println();
            IngestScreen.summary(summary.ingest()).forEach(out::println);
            summary.swaps()
                    .forEach(swaps -> out.printf(
                            Locale.ROOT,
                            "swaps     %-16s %,9d, %,d exact%n",
                            swaps.protocol(),
                            swaps.events(),
                            swaps.exact()));
            new MevPrinter(out).print(summary.mev());
            out.printf(Locale.ROOT, "rows      %s%n", summary.rows());
            out.printf(Locale.ROOT, "time      %s s; stored in %s%n", summary.seconds(), summary.store());
            out.println(
                    "Next: ./mevstream sql" + where.again() + " \"SELECT * FROM mev_per_block ORDER BY block_number\"");
        }
        out.flush();
    }
}
