package io.mevstream.devchain;

import io.mevstream.devchain.actor.Strengths;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Market;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.relay.LocalRelays;
import io.mevstream.devchain.run.MarketRun;
import io.mevstream.devchain.run.ReorgPlan;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mevstream devchain}: starts the chain, shows what stands on it, and keeps it until it is interrupted. */
@Command(
        name = "mevstream devchain",
        description = {
            "Start a real EVM on 127.0.0.1 with real contracts, tokens, pools, lending markets and borrowers near liquidation.",
            "The same seed gives the same block hash. It mines only when told: evm_mine, or, with --blocks, actors of its own that"
                    + " trade, lend, attack and provide in virtual time, with what they did in a journal.",
            ""
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream devchain",
            "  ./mevstream devchain --seed 7 --port 8545",
            "  ./mevstream devchain --json --exit >deployment.json",
            "  ./mevstream devchain --relays 3 --rival 30",
            "  ./mevstream devchain --blocks 200 --record run --traces --exit",
            "  ./mevstream devchain --blocks 500 --actors sandwichers=3,jit=0 --reorgs 0.05x1-3,300:64 --exit"
        })
public final class DevChainCommand implements Callable<Integer> {

    /** What a shell reports of a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    @Option(names = "--seed", paramLabel = "N", description = "What amounts and ranges are drawn from (default: 1).")
    private long seed = 1;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "The port of JSON-RPC, HTTP and WebSocket (default: any free).")
    private int port;

    @Option(
            names = "--history",
            paramLabel = "BLOCKS",
            description = "How deep a rollback can go; more costs disk and time (default: ${DEFAULT-VALUE}).")
    private int history = 128;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where deployment.json, pools.csv and the node's log go (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of(System.getProperty("mevstream.home", "."), ".mevstream", "devchain");

    @Option(names = "--blocks", paramLabel = "N", description = "How many blocks the actors make (default: none).")
    private @Nullable Long blocks;

    @Option(
            names = "--actors",
            paramLabel = "KIND=X,...",
            description =
                    "How much each kind does, 0 for nothing, 1 as usual, up to 20: all, traders, crowds, providers, oracles,"
                            + " borrowers, liquidators, arbitrageurs, sandwichers, jit (default: all=1).")
    private @Nullable String actors;

    @Option(
            names = "--reorgs",
            paramLabel = "PLAN",
            description =
                    "CHANCExLEAST-MOST after each block, and AT:DEPTH once the run is so long; by commas (default: none).")
    private @Nullable String reorgs;

    @Option(
            names = "--pace",
            paramLabel = "MILLIS",
            description =
                    "How long after the beginning of one block that of the next is, at least; virtual time goes on as"
                            + " ever (default: none, as fast as it goes).")
    private long pace;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Record blocks, receipts, arrivals and the actor journal into a new or empty folder, which"
                    + " ./mevstream replay --chain devchain reads.")
    private @Nullable Path record;

    @Option(names = "--traces", description = "Record each block's call traces too.")
    private boolean traces;

    @Mixin
    private final RelayOptions relayOptions = new RelayOptions();

    @Option(names = "--json", description = "Print the whole deployment as JSON instead of a table.")
    private boolean json;

    @Option(names = "--exit", description = "End as soon as everything stands, instead of staying until Ctrl-C.")
    private boolean exit;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private final PrintWriter out;
    private final PrintWriter err;

    DevChainCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new DevChainCommand(out, err))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failed, line, parsed) -> {
                    err.println("mevstream devchain: " + failed.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        MarketRun.Settings run = runSettings(wrong);
        LocalRelays.Settings relays = relayOptions.settings(seed, wrong);
        if (!wrong.isEmpty()) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), String.join("\n", wrong));
        }
        long start = System.nanoTime();
        Anvil.Settings settings = Anvil.Settings.STANDARD.withPort(port).withHistory(history);
        Consumer<Market.Step> progress = step -> {
            if (!json) {
                out.printf("  %-14s %5d transactions  %6d ms%n", step.protocol(), step.transactions(), step.millis());
            }
        };
        NpmPackages packages = NpmPackages.locate();
        try (DevChain chain = DevChain.start(packages, settings, seed, folder, progress)) {
            if (!json) {
                print(chain, (System.nanoTime() - start) / 1_000_000);
            } else if (run == null && relays == null) {
                out.print(chain.deployment().toJson());
                out.flush();
            }
            if (run != null) {
                act(chain, packages, run);
            }
            serve(chain, relays, run == null);
        }
        return 0;
    }

    /** Starts the relays, if there are to be any, and stays until it is interrupted, if it is to. */
    private void serve(DevChain chain, LocalRelays.@Nullable Settings settings, boolean deploymentToo)
            throws InterruptedException {
        try (LocalRelays relays = settings == null ? null : LocalRelays.start(chain.chain(), settings, folder)) {
            if (relays != null && !json) {
                RelayOptions.print(relays, out);
            } else if (relays != null) {
                out.println(RelayOptions.json(relays, deploymentToo ? chain.deployment() : null));
            }
            out.flush();
            if (!exit) {
                stay(chain);
            }
        }
    }

    private void act(DevChain chain, NpmPackages packages, MarketRun.Settings settings) throws InterruptedException {
        try (MarketRun market = MarketRun.begin(chain, packages, settings)) {
            MarketReport report = new MarketReport(market, blocks == null ? 0 : blocks, pace, err);
            report.run();
            if (json) {
                out.println(report.json().toPrettyString());
            } else {
                report.print(out);
                if (record != null) {
                    out.printf("%-10s %s: ./mevstream replay %s --chain devchain%n", "recorded", record, record);
                }
            }
            out.flush();
        }
    }

    /** What the options say of a run; null where there is none. Everything that is wrong with them is added to the list. */
    private MarketRun.@Nullable Settings runSettings(List<String> wrong) {
        if (blocks == null) {
            if (actors != null || reorgs != null || record != null || traces || pace != 0) {
                wrong.add("expected --blocks N with --actors, --reorgs, --pace, --record and --traces");
            }
        } else if (blocks < 1) {
            wrong.add("expected --blocks of at least 1, found " + blocks);
        }
        if (pace < 0) {
            wrong.add("expected --pace of at least 0 milliseconds, found " + pace);
        }
        if (history < 1) {
            wrong.add("expected --history of at least 1, found " + history);
        }
        if (traces && record == null) {
            wrong.add("expected --record DIR with --traces");
        }
        Strengths strengths = parsed("--actors", actors, Strengths.usual(), Strengths::parse, wrong);
        ReorgPlan plan = parsed("--reorgs", reorgs, ReorgPlan.NONE, ReorgPlan::parse, wrong);
        if (plan.deepest() >= history) {
            wrong.add("expected --history of more than the deepest reorg, " + plan.deepest() + ", found " + history);
        }
        String[] inside = record == null ? null : record.toFile().list();
        if (record != null && (Files.isRegularFile(record) || inside != null && inside.length > 0)) {
            wrong.add("expected --record to name a new or empty folder, found " + record);
        }
        return blocks == null ? null : new MarketRun.Settings(seed, strengths, plan, record, traces);
    }

    private static <T> T parsed(
            String option, @Nullable String text, T usual, Function<String, T> parser, List<String> wrong) {
        if (text == null) {
            return usual;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException bad) {
            wrong.add(option + ": " + bad.getMessage());
            return usual;
        }
    }

    private void print(DevChain chain, long millis) {
        Deployment deployment = chain.deployment();
        Map<String, Integer> pools = new TreeMap<>();
        deployment.pools().forEach(pool -> pools.merge(pool.fork(), 1, Integer::sum));
        Map<String, Integer> positions = new TreeMap<>();
        deployment.positions().forEach(position -> positions.merge(position.protocol(), 1, Integer::sum));
        out.printf(
                "%n%-10s %s%n",
                "tokens",
                String.join(
                        " ",
                        deployment.tokens().stream()
                                .map(Deployment.Token::symbol)
                                .toList()));
        out.printf("%-10s %s%n", "pools", pools);
        out.printf("%-10s %s%n", "borrowers", positions);
        deployment.missing().forEach((protocol, reason) -> out.printf("%-10s %s: %s%n", "missing", protocol, reason));
        out.printf(
                "%-10s %d transactions in %d blocks, %d ms with the node's start%n",
                "deployed", deployment.transactions(), deployment.blockNumber(), millis);
        out.printf("%-10s %d %s%n", "block", deployment.blockNumber(), deployment.blockHash());
        out.printf("%-10s %s%n", "addresses", folder.resolve(DevChain.DEPLOYMENT));
        out.printf("%-10s %s%n", "registry", folder.resolve(DevChain.REGISTRY));
        out.printf("%-10s %s (chain %d)%n", "JSON-RPC", chain.anvil().url(), deployment.chainId());
    }

    private void stay(DevChain chain) throws InterruptedException {
        if (!json) {
            out.println("Ctrl-C ends it.");
        }
        int code = chain.anvil().process().waitFor();
        // Ctrl-C reaches the node as well; that is no news.
        if (code != 0 && code != INTERRUPTED) {
            err.println("mevstream devchain: the node ended with code " + code + "; its log is in " + folder);
        }
    }
}
