package io.mevstream.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** Starts Flink's own main classes from its jars, with the memory and flags its start scripts would give them. */
final class FlinkProcesses {
    private final Path lib;
    private final Path conf;
    private final Path work;
    private final Configuration settings;

    /**
     * @param lib Flink's jars
     * @param conf the folder with {@code config.yaml} and {@code log4j.properties}
     * @param work where logs and temporary files go
     * @param settings what {@code config.yaml} says
     */
    FlinkProcesses(Path lib, Path conf, Path work, Configuration settings) {
        this.lib = lib;
        this.conf = conf;
        this.work = work;
        this.settings = settings;
    }

    Process jobManager() throws IOException {
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(settings);
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        return start(
                "jobmanager",
                words(JobManagerProcessUtils.generateJvmParametersStr(memory, settings)),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                arguments);
    }

    /** @param id its name among the cluster's TaskManagers and of its log */
    Process taskManager(String id) throws IOException {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(settings);
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.add("-Dtaskmanager.resource-id=" + id);
        return start(
                id,
                words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments);
    }

    /** The CLI that {@code bin/flink} starts. */
    Process cli(String log, List<String> arguments) throws IOException {
        return start(log, List.of("-Xmx512m"), "org.apache.flink.client.cli.CliFrontend", arguments);
    }

    Path log(String name) {
        return work.resolve(name + ".log");
    }

    /** The end of a process's log, for a message. */
    String tail(String name) {
        try {
            List<String> lines = Files.readAllLines(log(name));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log of " + name, e);
        }
    }

    private Process start(String name, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        Path temporary = Files.createDirectories(work.resolve("tmp").resolve(name));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(words(settings.get(CoreOptions.FLINK_JVM_OPTIONS)));
        // Short-lived, several at once, on few cores.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dlog4j.configurationFile=" + conf.resolve("log4j.properties"));
        command.addAll(List.of("-cp", lib + "/*", mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        return builder.start();
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
