package io.mevstream.verify;

/** A proof cannot be run here, because what it needs is not there; the message says what. */
public final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Skipped(String reason) {
        super(reason);
    }
}
