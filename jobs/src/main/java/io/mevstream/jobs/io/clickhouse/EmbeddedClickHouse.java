package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A ClickHouse server on the loopback interface over a folder of its own, run as a child process, or a connection to
 * the one that another process already runs over that folder.
 *
 * <p>Who holds the folder's lock file runs the engine. It leaves ports and a password that is new at each start in a file that
 * only its owner may read, where others find them. The engine ends with the process that started it, also when
 * that one is killed; rows it acknowledged are still there when it is started again. Not for use by several threads.
 */
public final class EmbeddedClickHouse implements AutoCloseable {

    private static final String USER = "mevstream";
    private static final Duration START_BUDGET = Duration.ofSeconds(60);
    private static final Duration STOP_BUDGET = Duration.ofSeconds(20);

    private final Path folder;
    private final @Nullable FileChannel lock;
    private EngineEndpoint endpoint;
    private @Nullable Process process;

    private EmbeddedClickHouse(Path folder, @Nullable FileChannel lock, EngineEndpoint endpoint) {
        this.folder = folder;
        this.lock = lock;
        this.endpoint = endpoint;
    }

    /**
     * Starts an engine over {@code folder}, made if absent, or connects to the one that runs there.
     *
     * @throws IllegalStateException if the engine is not built, does not start, or its starter gives no sign
     */
    public static EmbeddedClickHouse open(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            FileChannel lock = tryLock(real.resolve("engine.lock"));
            return lock == null ? attach(real) : start(real, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the embedded ClickHouse in " + folder, e);
        }
    }

    /** Fails with {@link IllegalStateException} where there is no engine to start: the message says how to build it. */
    public static void requireBuilt() {
        EngineFiles.find();
    }

    /** How to reach the engine. */
    public ClickHouseSettings settings() {
        return endpoint.settings();
    }

    /** The port of ClickHouse's native protocol. */
    public int tcpPort() {
        return endpoint.tcpPort();
    }

    /** Whether this object's process runs the engine, rather than another one. */
    public boolean owned() {
        return lock != null;
    }

    /** Ends the engine at once, as a crash would, leaving everything else as it is. For fault tests. */
    public void kill() {
        Process running = requireOwned();
        running.destroyForcibly();
        awaitEnd(running, STOP_BUDGET);
    }

    /** Starts a killed engine again, on the same ports and with the same password. For fault tests. */
    public void restart() {
        if (requireOwned().isAlive()) {
            throw new IllegalStateException("expected a killed engine, found it running");
        }
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start ClickHouse in " + folder, e);
        }
    }

    /** Stops the engine if this object started it. */
    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try {
            EngineEndpoint.delete(folder);
            if (process != null) {
                process.getOutputStream().close();
                if (!awaitEnd(process, STOP_BUDGET)) {
                    process.destroyForcibly();
                    awaitEnd(process, STOP_BUDGET);
                }
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the embedded ClickHouse in " + folder, e);
        }
    }

    private static EmbeddedClickHouse start(Path folder, FileChannel lock) throws IOException {
        Optional<EngineEndpoint> stale = EngineEndpoint.read(folder);
        // The engine of a starter that was killed sees its input close a moment later.
        stale.flatMap(endpoint -> ProcessHandle.of(endpoint.pid())).ifPresent(EmbeddedClickHouse::awaitOrphan);
        EngineEndpoint.delete(folder);
        int[] ports = freePorts();
        var engine =
                new EmbeddedClickHouse(folder, lock, new EngineEndpoint(ports[0], ports[1], USER, randomPassword(), 0));
        try {
            engine.launch();
        } catch (IOException | IllegalStateException e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    private static EmbeddedClickHouse attach(Path folder) throws IOException {
        long deadline = System.nanoTime() + START_BUDGET.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<EngineEndpoint> endpoint = EngineEndpoint.read(folder);
            if (endpoint.isPresent() && EnginePing.answers(endpoint.get())) {
                return new EmbeddedClickHouse(folder, null, endpoint.get());
            }
            pause();
        }
        throw new IllegalStateException("expected the process that holds " + folder.resolve("engine.lock")
                + " to have ClickHouse running, found no answer after " + START_BUDGET.toSeconds() + " s");
    }

    private void launch() throws IOException {
        EngineFiles files = EngineFiles.find();
        Path config = EngineConfig.write(folder, endpoint.user(), endpoint.password());
        Path log = folder.resolve("engine.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        // Signals end it as a kill would; the JVM would run the library's destructors.
                        "-Xrs",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ErrorFile=" + folder.resolve("engine-crash.log"),
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "-cp",
                        files.jar().toString(),
                        "io.mevstream.engines.ClickHouseEngine",
                        "--library=" + files.library(),
                        "--path=" + folder.resolve("data"),
                        "--http-port=" + endpoint.httpPort(),
                        "--tcp-port=" + endpoint.tcpPort(),
                        "--config-file=" + config)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitAnswer(process, log);
        endpoint = new EngineEndpoint(
                endpoint.httpPort(), endpoint.tcpPort(), endpoint.user(), endpoint.password(), process.pid());
        endpoint.write(folder);
    }

    private void awaitAnswer(Process started, Path log) throws IOException {
        long deadline = System.nanoTime() + START_BUDGET.toNanos();
        while (!EnginePing.answers(endpoint)) {
            if (!started.isAlive()) {
                throw new IllegalStateException("expected ClickHouse to start, found it ended with "
                        + started.exitValue() + ":\n" + Files.readString(log));
            }
            if (System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IllegalStateException("expected ClickHouse to answer within " + START_BUDGET.toSeconds()
                        + " s, found silence:\n" + Files.readString(log));
            }
            pause();
        }
    }

    private Process requireOwned() {
        if (lock == null || process == null) {
            throw new IllegalStateException("expected an engine of this process, found one of another");
        }
        return process;
    }

    private static @Nullable FileChannel tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: connect to its engine as another process would.
        }
        channel.close();
        return null;
    }

    private static void awaitOrphan(ProcessHandle orphan) {
        boolean ours = orphan.info().arguments().stream()
                .flatMap(java.util.Arrays::stream)
                .anyMatch(argument -> argument.endsWith("ClickHouseEngine"));
        long deadline = System.nanoTime() + STOP_BUDGET.toNanos();
        while (ours && orphan.isAlive() && System.nanoTime() < deadline) {
            pause();
        }
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {http.getLocalPort(), tcp.getLocalPort()};
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean awaitEnd(Process ending, Duration budget) {
        try {
            return ending.waitFor(budget.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for ClickHouse", e);
        }
    }
}
