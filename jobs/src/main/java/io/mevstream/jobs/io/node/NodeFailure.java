package io.mevstream.jobs.io.node;

import java.io.IOException;

/** An endpoint did not give what it was asked for. An ordinary event: it is counted, and another endpoint is asked. */
public final class NodeFailure extends IOException {

    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Kind {
        /** No connection, or one that broke. */
        UNREACHABLE,
        /** No answer in time. */
        TIMEOUT,
        /** HTTP 429, or the error by which nodes say the same. */
        RATE_LIMITED,
        /** HTTP 401 or 403. */
        UNAUTHORIZED,
        /** Another HTTP status than 200. */
        HTTP_STATUS,
        /** The answer is larger than any block. */
        TOO_LARGE,
        /** The answer is no JSON-RPC, or not in the shape of what was asked for. */
        GARBAGE,
        /** The node says that it does not know the method. */
        UNSUPPORTED,
        /** The node answered with another error. */
        RPC_ERROR,
        /** The node does not have it: null. */
        NULL_ANSWER,
        /** What the node gave contradicts its own hashes, roots or blooms, or is not what was asked for. */
        CONTRADICTION,
        /** The node is of another chain. */
        WRONG_CHAIN,
        /** Other endpoints had a later head for longer than allowed. */
        LATE_HEAD,
        /** No answer within the time after which the next endpoint is asked as well. */
        MISSED_REPLY,
        /** There is no endpoint that could be asked. */
        NO_ENDPOINT
    }

    private final Kind kind;

    public NodeFailure(Kind kind, String detail) {
        super(kind + ": " + detail);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The failure that a future ended with; anything else is a connection's. */
    static NodeFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof NodeFailure) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof NodeFailure failure) {
            return failure;
        }
        if (cause instanceof java.util.concurrent.TimeoutException
                || cause instanceof java.net.http.HttpTimeoutException) {
            return new NodeFailure(Kind.TIMEOUT, "expected an answer in time, found none");
        }
        return new NodeFailure(Kind.UNREACHABLE, String.valueOf(cause));
    }
}
