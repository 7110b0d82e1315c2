package io.mevstream.jobs.launcher;

import java.util.concurrent.Callable;

/**
 * A picocli command that another module adds to {@code ./mevstream}, found through {@link java.util.ServiceLoader}. It
 * returns one of the {@link ExitCode}s.
 */
public interface Subcommand extends Callable<Integer> {}
