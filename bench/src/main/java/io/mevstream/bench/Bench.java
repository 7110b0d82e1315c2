package io.mevstream.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.bench.Measurement.Cost;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures named sets of rows against their peers in one run and prints the ratios. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures ours against named peers, each in JVMs of its own, in one run.",
        footer = {
            "",
            "Sets: kernels (256-bit arithmetic), quotes (exact, by family), decode (logs to events), blocks (JSON to events),",
            "log (the chain log: records to bytes and back, appended, read), inspect (JSON to what the inspector finds),",
            "search (a pool's change to the best cycles through it), routes (the parts of a search, splits, choices),",
            "mempool (raw transactions to fields, class and hash; senders from signatures).",
            "Peers: BigInteger; web3j 4.12.3, whose numbers wrap BigInteger and whose logs are text; the Uniswap SDKs v2 4.21.4",
            "and v3 3.31.5 on Node, fetched by npm the first time; plain Avro and java.io; Jackson, which reads the JSON and",
            "does nothing with it; JGraphT's Bellman-Ford; ethers 6 on Node, where the development chain's packages and recorded",
            "transactions are.",
            "Run as: java -jar bench/target/mevstream-bench.jar [SET...]"
        })
public final class Bench implements Callable<Integer> {

    @Parameters(paramLabel = "SET", description = "Which sets to run; all when none is named.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that holds mainnet-blocks; by default shared/data"
                    + " beside this folder or one above it. Without one a block is made up.")
    private Path data = defaultData();

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each method (default ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description =
                    "Seconds measured in each JVM, after half as many of warm-up (default ${DEFAULT-VALUE}); blocks, which"
                            + " take a thousand times as long as logs to be compiled, are warmed up for at least 10.")
    private int seconds;

    @Option(names = "--json", description = "Prints one JSON object a row in place of the table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException, JsonProcessingException {
        List<String> known = Row.ALL.stream().map(Row::set).distinct().toList();
        for (String set : sets) {
            if (!known.contains(set)) {
                throw new ParameterException(spec.commandLine(), "expected sets of " + known + ", found " + set);
            }
        }
        if (forks < 1 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "expected --forks and --seconds of at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean real = Files.isDirectory(data.resolve("mainnet-blocks"));
        err.println("Blocks: " + (real ? data.resolve("mainnet-blocks") : "one made up; no mainnet-blocks in " + data));
        err.flush();
        if (!json) {
            out.println(Measurement.header());
        }
        for (Row row : Row.ALL) {
            if (sets.isEmpty() || sets.contains(row.set())) {
                for (Measurement measurement : measure(row)) {
                    out.println(json ? json(measurement) : measurement.line());
                    out.flush();
                }
            }
        }
        return 0;
    }

    private List<Measurement> measure(Row row) throws RunnerException {
        Cost ours = run(row, "Ours");
        List<Measurement> measurements = new ArrayList<>();
        for (String peer : row.peers()) {
            if (!peer.equals(EthersPeer.NAME)) {
                Cost theirs = peer.equals(NodePeer.NAME)
                        ? NodePeer.measure(SdkWork.of(row.method()), seconds)
                        : run(row, peer);
                measurements.add(new Measurement(row, peer, ours, theirs));
            } else if (EthersPeer.isHere(data)) {
                measurements.add(new Measurement(row, peer, ours, EthersPeer.run(row, data, seconds)));
            }
        }
        return measurements;
    }

    private Cost run(Row row, String who) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(row.include(who))
                        .forks(forks)
                        .warmupIterations(Math.max(row.takesBlocks() ? 10 : 2, seconds / 2))
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(seconds)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Xmx2g", "-D" + Blocks.DATA + "=" + data)
                        .addProfiler(CpuTime.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        Result<?> clock = result.getPrimaryResult();
        // Average time has one value an iteration, of which a percentile says nothing.
        boolean sampled = clock instanceof SampleTimeResult;
        double p50 = sampled ? clock.getStatistics().getPercentile(50) : Double.NaN;
        double p99 = sampled ? clock.getStatistics().getPercentile(99) : Double.NaN;
        return new Cost(
                result.getSecondaryResults().get(CpuTime.LABEL).getScore(), clock.getScore(), p50, p99, bytes(result));
    }

    private static double bytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get("bytes");
        Result<?> records = result.getSecondaryResults().get("records");
        return bytes == null || records == null ? Double.NaN : bytes.getScore() / records.getScore();
    }

    private static String json(Measurement m) throws JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("set", m.row().set());
        fields.put("row", m.row().name());
        fields.put("peer", m.peer());
        fields.put("oursCpuNanos", m.ours().cpu());
        fields.put("oursClockNanos", m.ours().clock());
        fields.put("oursClockP50Nanos", finite(m.ours().clockP50()));
        fields.put("oursClockP99Nanos", finite(m.ours().clockP99()));
        fields.put("peerCpuNanos", m.theirs().cpu());
        fields.put("peerClockNanos", m.theirs().clock());
        fields.put("peerClockP50Nanos", finite(m.theirs().clockP50()));
        fields.put("peerClockP99Nanos", finite(m.theirs().clockP99()));
        fields.put("bytes", finite(m.ours().bytes()));
        fields.put("ratio", m.ratio());
        fields.put("goal", m.row().goal());
        return new ObjectMapper().writeValueAsString(fields);
    }

    private static Object finite(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static Path defaultData() {
        String named = System.getProperty(Blocks.DATA, System.getenv(Blocks.DATA));
        if (named != null) {
            return Path.of(named);
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(here.resolve("shared/data"));
    }
}
