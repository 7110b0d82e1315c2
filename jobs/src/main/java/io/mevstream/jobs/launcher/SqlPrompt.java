package io.mevstream.jobs.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The prompt of {@code ./mevstream sql}: a statement ends with a semicolon, Ctrl-C drops it, Ctrl-D ends the prompt. */
final class SqlPrompt {
    private static final String FIRST = "sql> ";
    private static final String MORE = "  -> ";

    private final Consumer<String> runner;

    SqlPrompt(Consumer<String> runner) {
        this.runner = runner;
    }

    void run() throws IOException {
        Path history = Path.of(System.getProperty("mevstream.home", "."), ".mevstream", "sql_history");
        try (Terminal terminal = TerminalBuilder.builder().build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .variable(LineReader.HISTORY_FILE, history)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            terminal.writer().println("A statement ends with ; -- SHOW TABLES; lists the tables, Ctrl-D ends.");
            StringBuilder pending = new StringBuilder();
            while (next(reader, pending)) {
                if (SqlStatements.isComplete(pending.toString())) {
                    SqlStatements.split(pending.toString()).forEach(runner);
                    pending.setLength(0);
                }
            }
        }
    }

    /** Reads one more line into {@code pending}; false at the end. */
    private static boolean next(LineReader reader, StringBuilder pending) {
        try {
            String line = reader.readLine(pending.length() == 0 ? FIRST : MORE);
            if (pending.length() == 0 && line.strip().matches("(?i)(exit|quit|\\\\q);?")) {
                return false;
            }
            if (pending.length() > 0 || !line.isBlank()) {
                pending.append(line).append('\n');
            }
            return true;
        } catch (UserInterruptException dropped) {
            pending.setLength(0);
            return true;
        } catch (EndOfFileException end) {
            return false;
        }
    }
}
