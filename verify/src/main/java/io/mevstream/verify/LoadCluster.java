package io.mevstream.verify;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Two TaskManagers in this process, one of which can be killed under a running job. */
final class LoadCluster implements AutoCloseable {
    private static final int TASK_MANAGERS = 2;
    private static final long POLL_MILLIS = 50;
    private static final long GIVE_UP_MILLIS = 60_000;

    private final MiniCluster cluster;
    private final StreamExecutionEnvironment environment;

    LoadCluster(int parallelism, Path checkpoints) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.enableCheckpointing(200);
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
        cluster.start();
    }

    StreamExecutionEnvironment environment() {
        return environment;
    }

    void run() throws Exception {
        run(() -> {});
    }

    /**
     * Kills one TaskManager after the other once {@code midway} holds: which of them the job is on is not ours to say.
     *
     * @return whether the job was restarted for it
     */
    boolean runKillingATaskManager(Callable<Boolean> midway) throws Exception {
        JobID job = run(() -> {
            await(midway);
            cluster.terminateTaskManager(0).get();
            cluster.startTaskManager();
            cluster.terminateTaskManager(1).get();
            cluster.startTaskManager();
        });
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (task.getCurrentExecutionAttempt().getAttemptNumber() > 0) {
                return true;
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Meanwhile {
        void run() throws Exception;
    }

    private JobID run(Meanwhile meanwhile) throws Exception {
        JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph())
                .get()
                .getJobID();
        meanwhile.run();
        cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
        return job;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (long waited = 0; waited < GIVE_UP_MILLIS; waited += POLL_MILLIS) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("expected the load to begin within " + GIVE_UP_MILLIS + " ms, found no row");
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
