package io.mevstream.jobs.io.chainlog;

/** What became of some bytes: the value they stand for, or why they stand for none. */
public sealed interface Decoding<T> {

    /** The bytes are one value, whole and unchanged. */
    record Read<T>(T value) implements Decoding<T> {}

    /** The bytes are refused; the detail says what was expected and what was found. */
    record Refused<T>(Reason reason, String detail) implements Decoding<T> {}

    /** Why bytes are refused. A closed list: it is a label of counters and a column. */
    enum Reason {
        /** Fewer bytes than the envelope announces. */
        TRUNCATED,
        /** The bytes do not begin as an envelope does. */
        BAD_MAGIC,
        /** An envelope of a format version this build does not read. */
        UNKNOWN_FORMAT,
        /** A whole envelope of a kind this build does not read, or not where it stands. */
        UNKNOWN_KIND,
        /** Written with a schema that is not among the released ones. */
        UNKNOWN_SCHEMA,
        /** The bytes are not those that were written. */
        CHECKSUM,
        /** The checksum holds, but the payload is not Avro of its schema. */
        UNDECODABLE,
        /** The payload is Avro, but holds a value that cannot be. */
        IMPOSSIBLE_VALUE,
        /** More bytes than the envelope announces, or than the record takes. */
        TRAILING_BYTES
    }
}
