package io.mevstream.jobs.io.chainlog;

import java.io.IOException;

/**
 * Says that this writer may not write: another one holds the log, or has taken it over since. The other one goes on;
 * this one must stop.
 */
public final class ChainLogFencedException extends IOException {

    private static final long serialVersionUID = 1;

    public ChainLogFencedException(String message) {
        super(message);
    }
}
