package io.mevstream.jobs.launcher;

/** What {@code ./mevstream} exits with, the same for every command. */
public final class ExitCode {
    /** Done, and nothing is wrong. */
    public static final int OK = 0;
    /** The run itself found a failure, or could not be finished. */
    public static final int FAILED = 1;
    /** The command line was not understood: nothing was done. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
