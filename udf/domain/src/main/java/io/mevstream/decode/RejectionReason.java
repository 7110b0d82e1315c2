package io.mevstream.decode;

/** Why a log that a protocol claims could not be read. A closed list: it is a label of counters and a column. */
public enum RejectionReason {
    /** The number of topics is not that of any layout of the event. */
    TOPIC_COUNT,
    /** The data is shorter or longer than the event's layout. */
    DATA_LENGTH,
    /** Padding bytes that must be zero (or the sign) are not. */
    DIRTY_PADDING,
    /** An offset or length of a dynamic field points outside the data. */
    BAD_OFFSET,
    /** A value the protocol cannot produce: a tick out of bounds, a boolean of 2, an index beyond the pool. */
    IMPOSSIBLE_VALUE
}
