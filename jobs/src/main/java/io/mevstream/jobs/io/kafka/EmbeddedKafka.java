package io.mevstream.jobs.io.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker on the loopback interface over a folder of its own, run as a child process. It ends with the process
 * that started it, also when that one is killed; every append is flushed to disk before it is acknowledged, so that what was
 * acknowledged is there when it is started again. One process at a time may use a folder. Not for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration START_BUDGET = Duration.ofSeconds(60);
    private static final Duration STOP_BUDGET = Duration.ofSeconds(20);
    /** One folder, one cluster: any id of 16 bytes in base 64 will do. */
    private static final String CLUSTER_ID = "bWV2c3RyZWFtLWthZmthMA";

    private final Path folder;
    private final FileChannel lock;
    private final int brokerPort;
    private final int controllerPort;
    private @Nullable Process process;

    private EmbeddedKafka(Path folder, FileChannel lock, int brokerPort, int controllerPort) {
        this.folder = folder;
        this.lock = lock;
        this.brokerPort = brokerPort;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker over {@code folder}, made if absent.
     *
     * @throws IllegalStateException if it is not built, does not start, or another process uses the folder
     */
    public static EmbeddedKafka open(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            FileChannel lock = lock(real.resolve("broker.lock"));
            boolean started = false;
            try {
                int[] ports = freePorts();
                EmbeddedKafka kafka = new EmbeddedKafka(real, lock, ports[0], ports[1]);
                kafka.launch();
                started = true;
                return kafka;
            } finally {
                if (!started) lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the embedded Kafka in " + folder, e);
        }
    }

    /** Fails with {@link IllegalStateException} where there is no broker to start: the message says how to build it. */
    public static void requireBuilt() {
        KafkaFiles.classPath();
    }

    /** How to reach the broker. */
    public KafkaSettings settings() {
        return KafkaSettings.at("127.0.0.1:" + brokerPort);
    }

    /** Ends the broker at once, as a crash would. For fault tests. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
        }
    }

    /** Starts a killed broker again on the same ports. For fault tests. */
    public void restart() {
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Kafka in " + folder, e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            Process running = process;
            if (running != null) {
                running.getOutputStream().close();
                if (!awaitEnd(running)) kill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the embedded Kafka in " + folder, e);
        }
    }

    private void launch() throws IOException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("broker.log");
        Path properties = folder.resolve("server.properties");
        Files.writeString(properties, properties(data));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "-cp",
                        KafkaFiles.classPath(),
                        "io.mevstream.engines.KafkaEngine",
                        properties.toString(),
                        data.toString(),
                        CLUSTER_ID)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitAnswer(process, log);
    }

    private String properties(Path data) {
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            controller.listener.names=CONTROLLER
            listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=BROKER://127.0.0.1:%1$d
            listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
            inter.broker.listener.name=BROKER
            log.dirs=%3$s
            log.retention.ms=-1
            # Acknowledged means on disk, as in the file log.
            log.flush.interval.messages=1
            auto.create.topics.enable=false
            # One that was killed is let in again once its session is over.
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500
            num.network.threads=1
            num.io.threads=2
            log.cleaner.dedupe.buffer.size=4194304
            group.initial.rebalance.delay.ms=0
            offsets.topic.num.partitions=1
            offsets.topic.replication.factor=1
            transaction.state.log.num.partitions=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.num.partitions=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            """
                .formatted(brokerPort, controllerPort, data);
    }

    private void awaitAnswer(Process started, Path log) throws IOException {
        long deadline = System.nanoTime() + START_BUDGET.toNanos();
        while (!answers()) {
            if (!started.isAlive()) {
                throw new IllegalStateException("expected Kafka to start, found it ended with " + started.exitValue()
                        + ":\n" + Files.readString(log));
            }
            if (System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IllegalStateException("expected Kafka to answer within " + START_BUDGET.toSeconds()
                        + " s, found silence:\n" + Files.readString(log));
            }
            pause();
        }
    }

    /** Whether the broker is there and lets itself be asked, not only its port. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), 200);
        } catch (IOException notYet) {
            return false;
        }
        Properties properties = settings().toProperties();
        properties.setProperty("request.timeout.ms", "2000");
        properties.setProperty("default.api.timeout.ms", "2000");
        try (Admin admin = Admin.create(properties)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            // Refused below like a lock of another process.
        }
        if (held == null) {
            channel.close();
            throw new IllegalStateException(
                    "expected no other process to run a broker in " + file.getParent() + ", found one: end it first");
        }
        return channel;
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {broker.getLocalPort(), controller.getLocalPort()};
        }
    }

    private static boolean awaitEnd(Process ending) {
        try {
            return ending.waitFor(STOP_BUDGET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }
}
