package io.mevstream.jobs.io.chainlog;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an envelope holds. The code is one byte of the wire format: it is never reused, and a reader that meets one it
 * does not know can say so and skip the envelope, since the length stands in front.
 */
public enum WireKind {
    /** A block applied or taken back. */
    CHAIN_RECORD(1, io.mevstream.schemas.chain.ChainRecord.getClassSchema()),
    /** Something a step refused. */
    DEAD_LETTER(2, io.mevstream.schemas.chain.DeadLetter.getClassSchema()),
    /** Something the inspector found, or retracts. */
    DETECTION(3, io.mevstream.schemas.mev.MevDetection.getClassSchema()),
    /** A transaction that was seen before its block. */
    PENDING_TRANSACTION(4, io.mevstream.schemas.chain.PendingTransaction.getClassSchema());

    private final int code;
    private final Schema schema;

    WireKind(int code, Schema schema) {
        this.code = code;
        this.schema = schema;
    }

    /** 1 to 255. */
    public int code() {
        return code;
    }

    /** The schema written today. */
    public Schema schema() {
        return schema;
    }

    /** The kind of a code; null for one not known. */
    static @Nullable WireKind of(int code) {
        for (WireKind kind : values()) {
            if (kind.code == code) return kind;
        }
        return null;
    }
}
