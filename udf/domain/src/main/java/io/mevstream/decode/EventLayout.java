package io.mevstream.decode;

import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;

/** How one event is laid out in a log: which topics it has and what its data holds. */
public interface EventLayout {

    /** The event's name as its source spells it. */
    String name();

    /** The first topic of every such log. */
    Hash topic0();

    /** How many topics every such log has, the first included. */
    int topicCount();

    /** The declaration in canonical form: layouts are the same where this text is the same. */
    String declaration();

    /** Whether the log has this layout's number of topics and a possible length of data. */
    boolean fits(RawLog log);

    /** Reads every field; throws {@link Refused} for any log that is not exactly so laid out. */
    EventFields read(RawLog log) throws Refused;
}
