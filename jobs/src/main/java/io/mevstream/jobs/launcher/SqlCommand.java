package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.ServerFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mevstream sql}: asks the store's database. */
@Command(
        name = "sql",
        description = {
            "Ask the database of a replay. Without a statement: a prompt, or the statements on standard input.",
            "Tables: SHOW TABLES, and what each column is: DESCRIBE swaps_final. Read views, which know of retractions.",
            "It only reads: to write, use any ClickHouse client on the same server."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream sql \"SELECT * FROM swaps_per_protocol_per_block ORDER BY block_number, protocol\"",
            "  ./mevstream sql --json \"SELECT * FROM log_accounting\"",
            "  ./mevstream sql --csv \"SELECT * FROM swaps_final WHERE block_number = 18000000\" > swaps.csv",
            "  ./mevstream sql < queries.sql",
            "  ./mevstream sql"
        })
final class SqlCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "STATEMENT", description = "what to ask; several are set apart by ;")
    private @Nullable String statement;

    @Option(
            names = "--json",
            description =
                    "print a JSON list of objects; of several statements, a list of such lists. Integers beyond 53"
                            + " bits, and all of types wider than 64, are strings, so that no reader rounds them")
    private boolean json;

    @Option(names = "--csv", description = "print CSV with a header line")
    private boolean csv;

    @Mixin
    private final StoreOptions where = new StoreOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        if (json && csv) {
            throw Refusal.usage("expected one of --json and --csv, found both");
        }
        ClickHouseSettings external = where.external();
        if (external != null) {
            return ask(external);
        }
        try (ReplayStore store = ReplayStore.openToRead(where.folder())) {
            if (store.isUnfinished()) {
                PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
                err.println("mevstream: the replay in " + store.folder() + " was not finished: rows are missing");
                err.flush();
            }
            return ask(store.database(where.database()));
        }
    }

    private int ask(ClickHouseSettings settings) throws IOException, SQLException {
        try (ClickHouseQueries queries = ClickHouseQueries.openToRead(settings)) {
            if (statement == null && System.console() != null) {
                new SqlPrompt(text -> run(settings, queries, text)).run();
                return ExitCode.OK;
            }
            String text = statement == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : statement;
            return runAll(settings, queries, SqlStatements.split(text));
        }
    }

    private int runAll(ClickHouseSettings settings, ClickHouseQueries queries, List<String> statements) {
        if (statements.isEmpty()) {
            throw Refusal.usage("expected a statement, found none");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean listOfLists = json && statements.size() > 1;
        String before = listOfLists ? "[" : "";
        for (String each : statements) {
            out.print(before);
            before = listOfLists ? "," : "";
            if (!run(settings, queries, each)) {
                return ExitCode.FAILED;
            }
        }
        out.print(listOfLists ? "]\n" : "");
        out.flush();
        return ExitCode.OK;
    }

    private boolean run(ClickHouseSettings settings, ClickHouseQueries queries, String sql) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ResultFormat format = json ? ResultFormat.json(out) : csv ? ResultFormat.csv(out) : ResultFormat.table(out);
        long started = System.nanoTime();
        try {
            queries.run(sql, ClickHouseQueries.Nested.JSON, format);
        } catch (SQLException refused) {
            out.flush();
            err.println("mevstream: " + ServerFailure.message(settings, refused));
            err.flush();
            return false;
        }
        long rows = format.end();
        if (!json && !csv) {
            err.printf(
                    Locale.ROOT,
                    "%,d %s, %.3f s%n",
                    rows,
                    rows == 1 ? "row" : "rows",
                    (System.nanoTime() - started) / 1e9);
        }
        return true;
    }
}
