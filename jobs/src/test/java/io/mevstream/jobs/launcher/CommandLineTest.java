package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void refusesAnUnknownCommandAndSaysWhichItMayHaveMeant() {
        assertThat(run("verson")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'verson'", "Did you mean", "version");
    }

    @Test
    void refusesAnUnknownFlagAndSaysWhichThereAre() {
        assertThat(run("version", "--loud")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--loud", "--help");
    }

    @Test
    void saysWhichCommandsThereAreWhenGivenNone() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("version", "test");
    }

    @Test
    void helpsWithEveryCommandByExample() {
        for (Map.Entry<String, CommandLine> command :
                Mevstream.commandLine().getSubcommands().entrySet()) {
            out.getBuffer().setLength(0);
            assertThat(run(command.getKey(), "--help")).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("Usage: mevstream " + command.getKey());
            assertThat(out.toString())
                    .as("examples of " + command.getKey())
                    .contains("./mevstream " + command.getKey());
        }
    }

    private int run(String... args) {
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }
}
