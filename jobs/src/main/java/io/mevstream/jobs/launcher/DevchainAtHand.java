package io.mevstream.jobs.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The development chain as a process of its own, with its own libraries, that ends with this one however that ends: a shell between
 * the two kills it when this end of a pipe closes.
 */
final class DevchainAtHand implements AutoCloseable {
    private static final String KEEPER =
            """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { cat <&3 >/dev/null; kill "$child" 2>/dev/null; } &
            wait "$child"
            """;

    private final Process process;
    private final int port;
    private final Path out;
    private final Path err;

    private DevchainAtHand(Process process, int port, Path out, Path err) {
        this.process = process;
        this.port = port;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param home the project's folder
     * @param folder where it writes what it says
     * @param arguments of {@code ./mevstream devchain}
     */
    static DevchainAtHand start(Path home, Path folder, List<String> arguments) throws IOException {
        Path target = home.resolve("devchain/target");
        if (!Files.exists(target.resolve("mevstream-devchain.jar"))) {
            throw Refusal.failed("expected the development chain in " + target
                    + ", found none: build it (mvn package), or name a node: --endpoint URL");
        }
        Files.createDirectories(folder);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "devchain"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Dmevstream.home=" + home));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-cp", target + "/mevstream-devchain.jar:" + target + "/lib/*"));
        command.add("io.mevstream.devchain.DevChainCommand");
        command.addAll(arguments);
        command.addAll(List.of("--json", "--port", "" + port, "--folder", folder.toString()));
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new DevchainAtHand(process, port, out, err);
    }

    String socket() {
        return "ws://127.0.0.1:" + port;
    }

    String http() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether its blocks are made. Refuses to go on if it has ended. */
    boolean isDone() throws IOException {
        if (!process.isAlive()) {
            throw Refusal.failed("expected the development chain to stay, found it ended with " + process.exitValue()
                    + ": " + Files.readString(err).strip());
        }
        return Files.readString(out).strip().endsWith("}");
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
