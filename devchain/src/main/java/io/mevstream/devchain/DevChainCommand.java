package io.mevstream.devchain;

import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Market;
import io.mevstream.devchain.node.Anvil;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./mevstream devchain}: starts the chain, shows what stands on it, and keeps it until it is interrupted. */
@Command(
        name = "mevstream devchain",
        description = {
            "Start a real EVM on 127.0.0.1 with real contracts, tokens, pools, lending markets and borrowers near liquidation.",
            "The same seed gives the same block hash. It mines only when told: evm_mine, or the chain's own actors.",
            ""
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream devchain",
            "  ./mevstream devchain --seed 7 --port 8545",
            "  ./mevstream devchain --json --exit >deployment.json"
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

    @Option(names = "--json", description = "Print the whole deployment as JSON instead of a table.")
    private boolean json;

    @Option(names = "--exit", description = "End as soon as everything stands, instead of staying until Ctrl-C.")
    private boolean exit;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

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
        long start = System.nanoTime();
        Anvil.Settings settings = Anvil.Settings.STANDARD.withPort(port).withHistory(history);
        Consumer<Market.Step> progress = step -> {
            if (!json) {
                out.printf("  %-14s %5d transactions  %6d ms%n", step.protocol(), step.transactions(), step.millis());
            }
        };
        try (DevChain chain = DevChain.start(NpmPackages.locate(), settings, seed, folder, progress)) {
            if (json) {
                out.print(chain.deployment().toJson());
                out.flush();
            } else {
                print(chain, (System.nanoTime() - start) / 1_000_000);
            }
            if (!exit) {
                stay(chain);
            }
        }
        return 0;
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
