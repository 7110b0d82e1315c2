package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The development chain's command as a process that stays, at a port of its own. It ends with {@link #close}. */
final class DevchainProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path out;
    private final Path err;

    private DevchainProcess(Process process, int port, Path out, Path err) {
        this.process = process;
        this.port = port;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it and waits until its node answers.
     *
     * @param work an empty folder for what it writes
     * @param arguments of {@code ./mevstream devchain}
     */
    static DevchainProcess start(Path work, List<String> arguments) throws IOException, InterruptedException {
        ProjectFiles files = ProjectFiles.find();
        Files.createDirectories(work);
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Dmevstream.home=" + files.home()));
        command.addAll(List.of("-Djava.io.tmpdir=" + work.toAbsolutePath()));
        command.addAll(List.of("-cp", files.devchainClassPath(), "io.mevstream.devchain.DevChainCommand"));
        command.addAll(arguments);
        command.addAll(List.of("--json", "--port", "" + port));
        command.addAll(List.of("--folder", work.resolve("chain").toString()));
        Path out = work.resolve("out.json");
        Path err = work.resolve("err.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        DevchainProcess chain = new DevchainProcess(process, port, out, err);
        try {
            chain.awaitNode();
        } catch (IOException | InterruptedException failed) {
            chain.close();
            throw failed;
        }
        return chain;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitNode() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                node().call("eth_chainId", "");
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException("expected the development chain to answer, found: " + Files.readString(err));
    }

    int port() {
        return port;
    }

    NodeCalls node() {
        return new NodeCalls("http://127.0.0.1:" + port);
    }

    /** What it printed once its blocks were made; null until then. */
    @Nullable
    JsonNode summary() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("expected the development chain to stay, found it ended: " + Files.readString(err));
        }
        String text = Files.readString(out).strip();
        return text.endsWith("}") ? JSON.readTree(text) : null;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
