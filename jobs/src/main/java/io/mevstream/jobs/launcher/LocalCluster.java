package io.mevstream.jobs.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process, set up by {@code flink-conf/config.yaml} like any other. */
final class LocalCluster {
    private static final int ATTEMPTS = 3;
    private static final Duration POLL = Duration.ofMillis(250);

    private final StreamExecutionEnvironment environment;

    /** @param checkpoints where the job's checkpoints go */
    LocalCluster(Path home, Path checkpoints, int parallelism) {
        Configuration settings =
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString());
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        // Someone is waiting: what fails each time is to be said, not tried for ever.
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, ATTEMPTS);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    }

    /** To add the job to. */
    StreamExecutionEnvironment environment() {
        return environment;
    }

    /** Runs the job to its end, calling {@code meanwhile} every so often. */
    void run(String name, Runnable meanwhile) throws Exception {
        JobClient job = environment.executeAsync(name);
        var result = job.getJobExecutionResult();
        while (true) {
            try {
                result.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException running) {
                meanwhile.run();
            } catch (ExecutionException failed) {
                throw Refusal.failed("the job " + name + " failed " + (ATTEMPTS + 1) + " times, the last time with: "
                        + rootOf(failed));
            } catch (InterruptedException stopped) {
                job.cancel();
                throw stopped;
            }
        }
    }

    /** Runs a job that has no end until there is no more need for it, asked every so often; then it is cancelled. */
    void runUntil(String name, BooleanSupplier isOver) throws Exception {
        JobClient job = environment.executeAsync(name);
        try {
            while (!isOver.getAsBoolean()) {
                if (job.getJobStatus().get().isGloballyTerminalState()) {
                    job.getJobExecutionResult().get();
                    throw Refusal.failed("expected the job " + name + " to run, found it ended");
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (ExecutionException failed) {
            throw Refusal.failed(
                    "the job " + name + " failed " + (ATTEMPTS + 1) + " times, the last time with: " + rootOf(failed));
        } finally {
            job.cancel();
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
