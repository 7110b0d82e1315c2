package io.mevstream.jobs.io.jsonrpc;

/** A piece of input gives no block; caught within this package and turned into an {@link InputRefusal}. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final InputRefusal.Reason reason;

    Unreadable(InputRefusal.Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    InputRefusal.Reason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** The same, with the place it happened at. */
    Unreadable within(String place) {
        return new Unreadable(reason, place + ": " + detail());
    }
}
