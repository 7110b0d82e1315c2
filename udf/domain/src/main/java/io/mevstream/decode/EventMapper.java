package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.event.ChainEvent;

/** Says what an event means, given its fields and the contract that emitted it. */
@FunctionalInterface
public interface EventMapper {

    /** Throws {@link Refused} when the fields hold what the protocol cannot produce. */
    ChainEvent map(EventFields fields, Address emitter) throws Refused;
}
