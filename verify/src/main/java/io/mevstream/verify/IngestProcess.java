package io.mevstream.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./mevstream ingest} as a process of its own, to be killed. */
final class IngestProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private IngestProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param arguments of the command, without the log and the chain */
    static IngestProcess start(Path work, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Djava.io.tmpdir=" + work.toAbsolutePath()));
        command.add("-Dmevstream.home=" + ProjectFiles.find().home());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.mevstream.jobs.launcher.Mevstream", "ingest"));
        command.addAll(List.of("--chain", "devchain", "--log", log.toString()));
        command.addAll(arguments);
        Path output = work.resolve("ingest.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new IngestProcess(process, output);
    }

    /** Throws if it has ended by itself. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("expected the ingest to run, found it ended with " + process.exitValue() + ": "
                    + Files.readString(output));
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
