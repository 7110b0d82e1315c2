package io.mevstream.devchain.wire;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a relay fails.
 *
 * @param accepted whether the request is carried out all the same; null for what the kind's name suggests
 * @param millis of a delay, or between two pieces of what drips; null for 100
 * @param status the HTTP status; null for the kind's own
 * @param bytes the size of an oversized body, or of the pieces that drip; null for the kind's own
 * @param text a header's value or a body; null for the kind's own
 */
public record Fault(
        Kind kind,
        @Nullable Boolean accepted,
        @Nullable Long millis,
        @Nullable Integer status,
        @Nullable Long bytes,
        @Nullable String text) {

    /** What happens. */
    public enum Kind {
        /** The answer comes later. Together with another fault, both happen. */
        DELAY(Stage.ANSWER, true),
        /** No answer comes, and the connection stays open. */
        SILENCE(Stage.ANSWER, false),
        /** The connection is reset before a byte of the answer. */
        RESET(Stage.ANSWER, false),
        /** The connection is closed in order before a byte of the answer. */
        CLOSE(Stage.ANSWER, false),
        /** The connection is reset in the middle of the answer's body. */
        RESET_IN_BODY(Stage.ANSWER, true),
        /** The connection is closed in order in the middle of the answer's body. */
        CLOSE_IN_BODY(Stage.ANSWER, true),
        /** An HTTP status (503) with the text as its body. */
        STATUS(Stage.ANSWER, false),
        /** 429; the text, if there is one, is Retry-After. */
        TOO_MANY(Stage.ANSWER, false),
        /** A redirect (301) to the text. */
        REDIRECT(Stage.ANSWER, false),
        /** 200 with a page of HTML. */
        HTML(Stage.ANSWER, false),
        /** 200 with the first half of the JSON. */
        TRUNCATED_JSON(Stage.ANSWER, true),
        /** 200 with the text as it is, or with none. */
        BODY(Stage.ANSWER, false),
        /** The right answer to another id. */
        WRONG_ID(Stage.ANSWER, true),
        /** The answer that was given to the request before. */
        OTHER_ANSWER(Stage.ANSWER, true),
        /** A result and an error at once. */
        RESULT_AND_ERROR(Stage.ANSWER, true),
        /** Neither a result nor an error. */
        NO_RESULT(Stage.ANSWER, true),
        /** The result twice, first another one. */
        DUPLICATE_KEYS(Stage.ANSWER, true),
        /** The answer's head comes a piece at a time. */
        DRIP_HEAD(Stage.ANSWER, true),
        /** The answer's body comes a piece at a time. */
        DRIP_BODY(Stage.ANSWER, true),
        /** A body of 400 MiB, or as many bytes as are said. */
        OVERSIZED(Stage.ANSWER, true),
        /** A good answer to a request that is forgotten. */
        FORGET(Stage.ANSWER, false),

        /** Nobody listens at the port. */
        REFUSE_CONNECTION(Stage.LISTENER, false),
        /** Connections are reset as soon as they are there. */
        RESET_CONNECTION(Stage.CONNECTION, false),
        /** Connections are taken and nothing is ever read. */
        SILENT_CONNECTION(Stage.CONNECTION, false),
        /** The connection is reset after the client's first message of TLS. */
        TLS_CUT(Stage.CONNECTION, false),
        /** The certificate's time is over. */
        TLS_EXPIRED(Stage.CONNECTION, false),
        /** The certificate is of another host. */
        TLS_WRONG_HOST(Stage.CONNECTION, false),
        /** The certificate is signed by nobody that is known. */
        TLS_UNKNOWN_ISSUER(Stage.CONNECTION, false);

        private final Stage stage;
        private final boolean carriesOut;

        Kind(Stage stage, boolean carriesOut) {
            this.stage = stage;
            this.carriesOut = carriesOut;
        }

        public Stage stage() {
            return stage;
        }
    }

    /** When a fault strikes. */
    public enum Stage {
        LISTENER,
        CONNECTION,
        ANSWER
    }

    public static Fault of(Kind kind) {
        return new Fault(kind, null, null, null, null, null);
    }

    /** The request is carried out, or not. */
    public Fault accepted(boolean carriedOut) {
        return new Fault(kind, carriedOut, millis, status, bytes, text);
    }

    public Fault millis(long value) {
        return new Fault(kind, accepted, value, status, bytes, text);
    }

    public Fault status(int value) {
        return new Fault(kind, accepted, millis, value, bytes, text);
    }

    public Fault bytes(long value) {
        return new Fault(kind, accepted, millis, status, value, text);
    }

    public Fault text(String value) {
        return new Fault(kind, accepted, millis, status, bytes, value);
    }

    /** Whether the request is carried out. */
    public boolean isCarriedOut() {
        return accepted == null ? kind.carriesOut : accepted;
    }

    long pauseMillis() {
        return millis == null ? 100 : millis;
    }
}
