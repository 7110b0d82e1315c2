package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.clickhouse.ArchiveHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.Secret;
import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.recording.RecordingHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where a log is that is read. */
final class HomeOptions implements AutoCloseable {

    @Option(
            names = "--from",
            paramLabel = "files|kafka|clickhouse|node",
            description = "read a chain log that is kept in files, kafka or clickhouse; or blocks that a node has")
    private @Nullable String from;

    @Option(
            names = "--log",
            paramLabel = "DIR|FILE",
            description = "of --from files: a log's folder, a replay's store, or a recording (.mevlog)")
    private @Nullable Path log;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--archive-at",
            paramLabel = "DIR|URL",
            description = "of --from clickhouse: the store or the server that a replay with --archive has loaded")
    private @Nullable String archive;

    @Option(names = "--archive-user", paramLabel = "NAME", description = "sign in to that server with this name")
    private String user = ClickHouseSettings.DEFAULT_USER;

    @Option(names = "--archive-password", paramLabel = "env:NAME|file:PATH", description = "where its password stands")
    private @Nullable String password;

    @Option(names = "--archive-database", paramLabel = "NAME", description = "the database that holds the archive")
    private String database = ClickHouseSettings.DEFAULT_DATABASE;

    @Option(names = "--archive-chain", paramLabel = "ID", description = "whose log, as a chain id (default: 1)")
    private long chainId = 1;

    @Option(
            names = "--log-id",
            paramLabel = "ID",
            description = "which log, where the archive holds several of the chain")
    private @Nullable String logId;

    @Option(
            names = "--endpoint",
            paramLabel = "URL[,OPTION=X...]",
            description =
                    "of --from node: an endpoint as ./mevstream ingest takes it, once or more; --blocks is needed then")
    private List<String> endpoints = List.of();

    private @Nullable ReplayStore store;

    /** Whether a log that is kept somewhere is asked for. */
    boolean given() {
        return from != null;
    }

    /** Whether blocks are asked of nodes. */
    boolean isNode() {
        return "node".equals(from);
    }

    /** What is asked of nodes. */
    NodeRange nodes(long chain, @Nullable BlockRange blocks) {
        List<String> problems = new ArrayList<>();
        List<EndpointSettings> addresses = IngestCommand.addresses(endpoints, problems);
        if (addresses.isEmpty() || blocks == null) {
            problems.add("expected --endpoint URL and --blocks A..B with --from node, found "
                    + (addresses.isEmpty() ? "no endpoint" : "no blocks"));
        }
        if (!problems.isEmpty() || blocks == null) {
            throw Refusal.usage(String.join("\n", problems));
        }
        try {
            addresses.forEach(EndpointSettings::requireSecrets);
        } catch (IllegalStateException | UncheckedIOException absent) {
            throw Refusal.usage("--endpoint: " + absent.getMessage());
        }
        return new NodeRange(addresses, IngestCommand.nodes(chain, false, false), blocks);
    }

    KafkaOptions kafka() {
        return kafka;
    }

    /** Where the log is; what has to run for it to be read does so until this is closed. */
    ChainLogHome home() throws IOException {
        if (from == null) {
            throw Refusal.usage("expected --from files, kafka or clickhouse, found none");
        }
        return switch (from) {
            case "files" -> files();
            case "kafka" -> kafka.home();
            case "clickhouse" -> archive();
            default ->
                throw Refusal.usage(
                        "expected --from files, kafka or clickhouse, found " + from + "; --from node is for replay");
        };
    }

    private ChainLogHome files() {
        if (log == null) {
            throw Refusal.usage(
                    "expected --log DIR or --log FILE" + RecordingHome.SUFFIX + " with --from files, found none");
        }
        return at(log);
    }

    /** The log in a folder, in a store's folder, or in a recording. */
    static ChainLogHome at(Path path) {
        if (Files.isRegularFile(path)) {
            return RecordingHome.at(path);
        }
        Path inStore = path.resolve("log");
        return FileHome.at(Files.isDirectory(inStore) ? inStore : path);
    }

    private ChainLogHome archive() throws IOException {
        if (archive == null) {
            throw Refusal.usage("expected --archive-at DIR or URL with --from clickhouse, found none");
        }
        try {
            if (archive.matches("https?://.*")) {
                return ArchiveHome.find(
                        new ClickHouseSettings(archive, user, Secret.named(password), database), chainId, logId);
            }
            store = ReplayStore.openToRead(Path.of(archive));
            return ArchiveHome.find(store.database(database), chainId, logId);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--archive-at: " + wrong.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        if (store != null) {
            store.close();
        }
    }
}
