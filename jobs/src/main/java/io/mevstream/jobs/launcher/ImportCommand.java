package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.tables.ExportedTables;
import io.mevstream.jobs.io.tables.ExportedTables.Origin;
import io.mevstream.jobs.io.tables.LogTables;
import io.mevstream.jobs.io.text.JsonText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mevstream import}: what other tools exported, as files that {@code replay} reads. */
@Command(
        name = "import",
        description = {
            "Turn tables that other tools exported into a file that ./mevstream replay reads.",
            "ethereum-etl and cryo: tables of logs and blocks, as .csv, .json (lines) or .parquet. Their columns do not make up a"
                    + " block's header or receipts: blocks read from them are unproven, and those without logs are left out."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream import ethereum-etl export/ --to blocks.ndjson.gz",
            "  ./mevstream import cryo ethereum__logs__*.parquet ethereum__blocks__*.parquet --to blocks.ndjson.gz",
            "  ./mevstream replay blocks.ndjson.gz"
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ethereum-etl|cryo", description = "who exported")
    private String origin = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            description = "files and folders; a name with \"logs\" or \"blocks\" in it says which table a file is of")
    private List<Path> paths = List.of();

    @Option(names = "--to", required = true, paramLabel = "FILE.ndjson[.gz]", description = "the file to write")
    private Path to = Path.of("");

    @Option(names = "--json", description = "print the summary as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!to.toString().matches(".*\\.ndjson(\\.gz)?")) {
            throw Refusal.usage("expected --to with a name that ends in .ndjson or .ndjson.gz, found " + to);
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw Refusal.usage("expected a file or folder, found nothing at " + path);
            }
        }
        ReplayStore.requireEngine();
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Path engine = Files.createTempDirectory("import");
        LogTables.Written written;
        try (EmbeddedClickHouse reader = EmbeddedClickHouse.open(engine);
                Writer out = writer(part)) {
            written = LogTables.write(ExportedTables.find(Origin.named(origin), paths), reader.settings(), out);
        } catch (IllegalArgumentException wrong) {
            Files.deleteIfExists(part);
            throw Refusal.usage(String.valueOf(wrong.getMessage()));
        } catch (IOException failed) {
            Files.deleteIfExists(part);
            throw Refusal.failed(String.valueOf(failed.getMessage()));
        }
        Files.move(part, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        print(written);
        return ExitCode.OK;
    }

    private Writer writer(Path file) throws IOException {
        return new OutputStreamWriter(
                to.toString().endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file),
                StandardCharsets.UTF_8);
    }

    private void print(LogTables.Written written) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            TreeMap<String, Object> summary = new TreeMap<>();
            summary.put("blocks", written.blocks());
            summary.put("logs", written.logs());
            summary.put("to", to.toString());
            out.println(JsonText.pretty(summary));
        } else {
            out.println(written.logs() + " logs of " + written.blocks() + " blocks in " + to
                    + "; unproven: the tables have no whole headers. Next: ./mevstream replay " + to);
        }
        out.flush();
    }
}
