package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestConfig;
import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.ingest.IngestStatus;
import io.mevstream.jobs.ingest.IngestWatcher;
import io.mevstream.jobs.io.chainlog.ChainLogAppender;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaLogWriter;
import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.io.node.NodeSettings;
import io.mevstream.jobs.io.settings.ChainSettings;
import io.mevstream.jobs.io.settings.SettingsFile;
import io.mevstream.jobs.io.text.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mevstream ingest}: follows a chain's nodes and writes its log. */
@Command(
        name = "ingest",
        description = {
            "Follow a chain's nodes and write its log: blocks that their hashes and roots prove, reorgs undone, pending transactions.",
            "Stopped or killed, it goes on where the log ends. Several endpoints are watched at once: the fastest is asked, another when"
                    + " it fails, is late or lies."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream ingest --endpoint ws://127.0.0.1:8545 --chain devchain --log /data/log --pending",
            "  ./mevstream ingest --endpoint wss://host/path,bearer=env:TOKEN,rate=50 --endpoint http://127.0.0.1:8545 --log /data/log",
            "  ./mevstream ingest --endpoint http://127.0.0.1:8545 --chain devchain --log /data/log --blocks 1..200 --json",
            "  ./mevstream ingest --endpoint ws://127.0.0.1:8545 --chain devchain --kafka 127.0.0.1:9092 --pending"
        })
final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL[,OPTION=X...]",
            description =
                    "ws://, wss://, http:// or https://, once or more. Options: name=NAME, bearer=SECRET, jwt=SECRET,"
                            + " header=NAME:SECRET, rate=PER_SECOND, concurrency=N; a SECRET is env:NAME or file:PATH")
    private List<String> endpoints = List.of();

    @Option(
            names = "--chain",
            paramLabel = "NAME|ID",
            defaultValue = "ethereum",
            description = "the chain, from flink-conf/chains (default: ${DEFAULT-VALUE})")
    private String chain = "ethereum";

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "the chain log in files; made where there is none. Or --kafka")
    private @Nullable Path log;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--from-block",
            paramLabel = "N",
            description = "where a new log begins (default: the nodes' head); one that is there goes on where it ends")
    private @Nullable Long fromBlock;

    @Option(names = "--blocks", paramLabel = "A..B", description = "the same as --from-block A --until block:B")
    private @Nullable String blocks;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "head, block:N or seconds:N (default: until it is stopped)")
    private @Nullable String until;

    @Option(names = "--pending", description = "append pending transactions too")
    private boolean pending;

    @Option(names = "--traces", description = "fetch each block's call traces too (geth's debug_traceBlockByHash)")
    private boolean traces;

    @Option(names = "--json", description = "print the summary as one JSON document")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        List<EndpointSettings> addresses = addresses(endpoints, problems);
        IngestLimits limits = IngestLimits.parse(fromBlock, blocks, until, problems);
        if ((log == null) != kafka.given()) {
            problems.add(
                    "expected --log DIR or --kafka embedded|HOST:PORT, found " + (log == null ? "neither" : "both"));
        }
        if (!problems.isEmpty()) {
            throw Refusal.usage(String.join("\n", problems));
        }
        ChainSettings settings = chain(chain);
        NodeSettings nodes = nodes(settings.chainId(), pending, traces);
        try {
            addresses.forEach(EndpointSettings::requireSecrets);
        } catch (IllegalStateException | java.io.UncheckedIOException absent) {
            throw Refusal.usage("--endpoint: " + absent.getMessage());
        }
        try (kafka) {
            IngestRun run = new IngestRun(
                    new IngestConfig(addresses, nodes, limits.from(), limits.until()),
                    log == null ? open(kafka.home(), settings.chainId()) : open(log, settings.chainId()),
                    NodeClock.SYSTEM,
                    IngestWatcher.NONE);
            IngestStatus status = new IngestScreen(run, limits.seconds()).show();
            print(status);
            return status.stopped() == null ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** A partition is one log for ever, so that taking it over needs no name. */
    private static ChainLogAppender open(KafkaHome home, long chainId) throws IOException {
        try {
            return KafkaLogWriter.open(home, chainId, "live");
        } catch (IllegalArgumentException wrong) {
            throw Refusal.failed("--kafka: " + wrong.getMessage());
        }
    }

    static List<EndpointSettings> addresses(List<String> endpoints, List<String> problems) {
        List<EndpointSettings> addresses = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String endpoint : endpoints) {
            EndpointSettings settings = EndpointSettings.parse(endpoint, addresses.size() + 1, problems);
            if (!names.add(settings.name())) {
                problems.add("--endpoint: expected each name once, found " + settings.name() + " again");
            }
            addresses.add(settings);
        }
        return addresses;
    }

    static NodeSettings nodes(long chainId, boolean pending, boolean traces) {
        try {
            SettingsFile file = SettingsFile.read(home().resolve("flink-conf/jobs/ingest.yaml"));
            NodeSettings settings = new NodeSettings(
                    chainId,
                    file.requireLong("deadline_millis"),
                    file.requireLong("patience_millis"),
                    file.requireLong("poll_millis"),
                    file.requireLong("socket_poll_millis"),
                    pending,
                    traces);
            file.check();
            return settings;
        } catch (IllegalArgumentException wrong) {
            throw Refusal.failed(String.valueOf(wrong.getMessage()));
        }
    }

    /** A log of its own name each time one is made: two recordings of a chain are two logs. */
    private static ChainLogAppender open(Path folder, long chainId) throws IOException {
        boolean isThere = Files.isDirectory(folder)
                && Objects.requireNonNull(folder.toFile().list()).length > 0;
        try {
            return isThere
                    ? ChainLogWriter.open(folder, chainId)
                    : ChainLogWriter.create(folder, chainId, "live-" + UUID.randomUUID());
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            throw Refusal.failed("--log: " + wrong.getMessage());
        }
    }

    private void print(IngestStatus status) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(status));
        } else {
            IngestScreen.summary(status).forEach(out::println);
        }
        out.flush();
    }

    static ChainSettings chain(String chain) {
        try {
            return ChainSettings.find(home().resolve("flink-conf").resolve("chains"), chain);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--chain: " + wrong.getMessage());
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("mevstream.home", "."));
    }
}
