package io.mevstream.jobs.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Hands over to the bench module, which is a process of its own: what is measured must not share a JVM with the launcher. Its
 * arguments, {@code --help} included, are its own.
 */
@Command(
        name = "bench",
        description = "Measure ours against named peers in one run; ./mevstream bench --help says which.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./mevstream bench", "  ./mevstream bench kernels quotes --forks 3", "  ./mevstream bench --help"})
final class BenchCommand implements Callable<Integer> {
    private static final String JAR = "bench/target/mevstream-bench.jar";

    @Override
    public Integer call() {
        throw Refusal.usage("expected to be started as ./mevstream bench");
    }

    /** Runs the benchmarks in a process of their own and returns its exit code. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-Dmevstream.home=" + System.getProperty("mevstream.home", "."));
        command.add("-jar");
        command.add(Path.of(System.getProperty("mevstream.home", "."), JAR).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
