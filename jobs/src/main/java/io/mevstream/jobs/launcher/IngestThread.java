package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestRun;
import org.jspecify.annotations.Nullable;

/** An ingest on a thread of its own. What it ends with is told to whoever joins it. */
final class IngestThread {
    private final Thread thread;
    private volatile @Nullable Exception failure;

    private IngestThread(IngestRun run) {
        thread = new Thread(
                () -> {
                    try {
                        run.run();
                    } catch (Exception thrown) {
                        failure = thrown;
                    }
                },
                "ingest");
        thread.setDaemon(true);
    }

    static IngestThread start(IngestRun run) {
        IngestThread started = new IngestThread(run);
        started.thread.start();
        return started;
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** Waits for its end; throws what it failed with. */
    void join() throws Exception {
        thread.join();
        Exception thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
