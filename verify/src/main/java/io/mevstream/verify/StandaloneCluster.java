package io.mevstream.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * A Flink cluster of real processes on the loopback interface: a JobManager, TaskManagers that can be killed, and the
 * stock CLI, set up by {@code flink-conf/config.yaml}. Everything it writes is below its work folder. Not for use by
 * several threads.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration START_BUDGET = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    private static final long STOP_SECONDS = 20;

    private final Configuration settings;
    private final FlinkProcesses processes;
    private final FlinkRest rest;
    private final Map<String, Process> running = new ConcurrentSkipListMap<>();
    /** Where this process is asked to end without closing the cluster. */
    private final Thread atExit = new Thread(() -> running.values().forEach(Process::destroyForcibly));

    private int taskManagersStarted;

    private StandaloneCluster(Configuration settings, FlinkProcesses processes) {
        this.settings = settings;
        this.processes = processes;
        this.rest = new FlinkRest(settings.get(RestOptions.PORT));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a cluster and waits until all of its TaskManagers have offered their slots. */
    static StandaloneCluster start(ProjectFiles files, Path work, int taskManagers)
            throws IOException, InterruptedException {
        Path conf = Files.createDirectories(work.toAbsolutePath().resolve("conf"));
        Configuration settings = settings(files, conf.getParent());
        Files.write(
                conf.resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
                ConfigurationUtils.convertConfigToWritableLines(settings, true));
        Files.copy(
                files.flinkConf().resolve("log4j.properties"),
                conf.resolve("log4j.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        StandaloneCluster cluster = new StandaloneCluster(
                settings, new FlinkProcesses(files.clusterLib(), conf, conf.getParent(), settings));
        boolean started = false;
        try {
            cluster.running.put("jobmanager", cluster.processes.jobManager());
            for (int i = 0; i < taskManagers; i++) {
                cluster.startTaskManager();
            }
            cluster.awaitFreeSlots(taskManagers * settings.get(TaskManagerOptions.NUM_TASK_SLOTS));
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    FlinkRest rest() {
        return rest;
    }

    /** Starts one more; returns its id without waiting for it. */
    String startTaskManager() throws IOException {
        String id = "taskmanager-" + taskManagersStarted++;
        running.put(id, processes.taskManager(id));
        return id;
    }

    /** Ends a TaskManager by {@code kill -9}. */
    void kill(String taskManager) throws IOException, InterruptedException {
        Process process = running.remove(taskManager);
        if (process == null) {
            throw new IllegalArgumentException("expected one of " + running.keySet() + ", found " + taskManager);
        }
        kill(process);
    }

    /** Waits for so many slots without a job. */
    void awaitFreeSlots(int slots) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_BUDGET.toNanos();
        while (rest.freeSlots() < slots) {
            for (Map.Entry<String, Process> process : running.entrySet()) {
                if (!process.getValue().isAlive()) {
                    throw new IOException("expected " + process.getKey() + " to run, found it ended with "
                            + process.getValue().exitValue() + ":\n" + processes.tail(process.getKey()));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("expected " + slots + " free slots within " + START_BUDGET.toSeconds()
                        + " s, found " + rest.freeSlots() + ":\n" + processes.tail("jobmanager"));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /**
     * Starts the stock CLI, which ends when its job does.
     *
     * @param name of its log
     */
    Cli cli(String name, List<String> arguments) throws IOException {
        Process process = processes.cli(name, arguments);
        running.put(name, process);
        return new Cli(name, process);
    }

    /** A command being run by the CLI. */
    final class Cli {
        private final String name;
        private final Process process;

        private Cli(String name, Process process) {
            this.name = name;
            this.process = process;
        }

        boolean isRunning() {
            return process.isAlive();
        }

        /** The exit code, once there is one. */
        int await(Duration budget) throws IOException, InterruptedException {
            if (!process.waitFor(budget.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("expected " + name + " to end within " + budget.toSeconds()
                        + " s, found it running:\n" + output() + "\n" + processes.tail("jobmanager"));
            }
            running.remove(name);
            return process.exitValue();
        }

        /** What it has said, the end of it. */
        String output() {
            return processes.tail(name);
        }
    }

    @Override
    public void close() {
        try {
            for (Process process : running.values()) {
                kill(process);
            }
        } catch (InterruptedException e) {
            running.values().forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        running.clear();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The hook is running: it finds nothing left to do.
        }
    }

    private static void kill(Process process) throws InterruptedException {
        // Of a child this is SIGKILL to its pid.
        process.destroyForcibly();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "expected process " + process.pid() + " to end when killed, found it alive");
        }
    }

    private static Configuration settings(ProjectFiles files, Path work) throws IOException {
        Configuration settings =
                GlobalConfiguration.loadConfiguration(files.flinkConf().toString());
        int[] ports = freePorts();
        settings.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        settings.set(JobManagerOptions.PORT, ports[0]);
        settings.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(RestOptions.PORT, ports[1]);
        settings.set(TaskManagerOptions.HOST, "127.0.0.1");
        settings.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        settings.set(CoreOptions.TMP_DIRS, work.resolve("tmp").toString());
        settings.set(BlobServerOptions.STORAGE_DIRECTORY, work.resolve("blobs").toString());
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                work.resolve("checkpoints").toUri().toString());
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        // A killed process is missed by the next heartbeat, whose connection is refused; a busy machine is not mistaken
        // for it.
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
        settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(15));
        return settings;
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket rpc = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {rpc.getLocalPort(), http.getLocalPort()};
        }
    }
}
