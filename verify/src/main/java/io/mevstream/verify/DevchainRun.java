package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The development chain's command as a process of its own, as someone at a shell would run it. */
final class DevchainRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BUDGET = Duration.ofMinutes(20);

    private DevchainRun() {}

    /**
     * Runs the market and returns its summary.
     *
     * @param work an empty folder for what it writes beside the recording
     * @param arguments of {@code ./mevstream devchain}, without those that say how to print
     */
    static JsonNode run(Path work, List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--json", "--exit", "--folder", work.resolve("chain").toString()));
        return JSON.readTree(
                process(work, "io.mevstream.devchain.DevChainCommand", all).toFile());
    }

    /**
     * Runs a main class of the development chain's and returns what it printed.
     *
     * @param work an empty folder for what it prints
     */
    static Path process(Path work, String mainClass, List<String> arguments) throws IOException, InterruptedException {
        ProjectFiles files = ProjectFiles.find();
        Files.createDirectories(work);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Dmevstream.home=" + files.home()));
        command.addAll(List.of("-Djava.io.tmpdir=" + work.toAbsolutePath()));
        command.addAll(List.of("-cp", files.devchainClassPath(), mainClass));
        command.addAll(arguments);
        Path out = work.resolve("out.json");
        Path err = work.resolve("err.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        // Where this process is asked to end meanwhile.
        Thread atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        boolean ended = false;
        try {
            ended = process.waitFor(BUDGET.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } finally {
            if (!ended) {
                process.destroyForcibly();
            }
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException("expected the development chain to end with 0, found "
                    + (ended ? process.exitValue() : "it running") + ": "
                    + Files.readString(err, StandardCharsets.UTF_8));
        }
        return out;
    }
}
