package io.mevstream.jobs.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the help for what the start script does itself: Maven replaces the jars this process runs from. */
@Command(
        name = "test",
        description = "Run every test and check, as CI does: mvn -B verify.",
        footerHeading = "%nExamples:%n",
        footer = "  ./mevstream test")
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw Refusal.usage("expected to be started by the script: ./mevstream test");
    }
}
