package io.mevstream.jobs.io.chainlog;

import java.io.IOException;

/**
 * Says that acknowledged bytes of a chain log are not what was written, or that a part of it is missing. Nothing repairs
 * this: the log is restored from a copy, or made anew from the chain.
 */
public final class CorruptChainLogException extends IOException {

    private static final long serialVersionUID = 1;

    public CorruptChainLogException(String message) {
        super(message);
    }
}
