package io.mevstream.integrity;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A calculation that another thread does if one is free by now, and else the one that asks for its result: so it is never waited for in
 * a queue. It must be a pure function of what nobody writes to meanwhile.
 */
final class Aside<T> {

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private static final long IDLE_SECONDS = 60;

    /** Takes what a thread is free for, or may be started for, and leaves everything else. */
    private static final ThreadPoolExecutor FREE_THREADS = new ThreadPoolExecutor(
            0,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Aside::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    private final FutureTask<T> task;

    private Aside(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Aside<T> begin(Callable<T> calculation) {
        FutureTask<T> task = new FutureTask<>(calculation);
        FREE_THREADS.execute(task);
        return new Aside<>(task);
    }

    /** The result; what the calculation threw, if it did. */
    T result() {
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a calculation beside a block's checks failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "block-integrity");
        thread.setDaemon(true);
        return thread;
    }
}
