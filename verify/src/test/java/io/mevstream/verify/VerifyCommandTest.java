package io.mevstream.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.jobs.launcher.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final String DATA = "MEVSTREAM_DATA";
    private static final String HOME = "mevstream.home";

    @TempDir
    Path empty;

    private final @Nullable String data = System.getProperty(DATA);
    private final @Nullable String home = System.getProperty(HOME);

    @BeforeEach
    void withoutRecordings() {
        System.setProperty(DATA, empty.toString());
        System.setProperty(HOME, empty.toString());
    }

    @AfterEach
    void asBefore() {
        restore(DATA, data);
        restore(HOME, home);
    }

    @Test
    void doesNotPassANamedProofThatCouldNotRun() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new VerifyCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("executed-swaps")).as(err.toString()).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString()).contains("SKIPPED: no recorded data");
        assertThat(err.toString()).contains("executed-swaps", "no recorded data at " + empty);
    }

    private static void restore(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
