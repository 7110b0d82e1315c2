package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestRun;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** An ingest on a thread of its own. What it ends with, an error of the machine too, is told to whoever joins it. */
final class IngestThread {
    private final FutureTask<Void> task;

    private IngestThread(IngestRun run) {
        task = new FutureTask<>(() -> {
            run.run();
            return null;
        });
    }

    static IngestThread start(IngestRun run) {
        IngestThread started = new IngestThread(run);
        Thread thread = new Thread(started.task, "ingest");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    boolean hasEnded() {
        return task.isDone();
    }

    /** Waits for its end; throws what it failed with. */
    void join() throws Exception {
        try {
            task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw failed;
        }
    }
}
