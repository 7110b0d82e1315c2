package io.mevstream.decode;

import io.mevstream.event.ChainEvent;

/** What became of one log. Every log of a block is exactly one of these; none is lost. */
public sealed interface LogOutcome {

    /** The log is an event we know, read in full. */
    record Decoded(EventSpec spec, EventFields fields, ChainEvent event) implements LogOutcome {}

    /** The log is an event we know and deliberately do not read; the reason stands in its spec. */
    record Ignored(EventSpec spec) implements LogOutcome {}

    /** No protocol claims the log's first topic, or it has no topics. */
    record Unknown() implements LogOutcome {}

    /** A protocol claims the log's first topic, but the log is not what that event looks like. */
    record Rejected(RejectionReason reason, String detail) implements LogOutcome {}
}
