package io.mevstream.jobs.launcher;

/** A command cannot be carried out as asked. The message says what was expected, what was found and what to do. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int exitCode;

    public Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked cannot be done with what was found. */
    public static Refusal failed(String message) {
        return new Refusal(ExitCode.FAILED, message);
    }

    /** What was asked makes no sense. */
    public static Refusal usage(String message) {
        return new Refusal(ExitCode.USAGE, message);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
