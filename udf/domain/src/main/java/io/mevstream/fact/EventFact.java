package io.mevstream.fact;

import io.mevstream.decode.EventFields;
import io.mevstream.event.ChainEvent;

/**
 * A decoded log of any kind.
 *
 * @param protocol the decoding protocol's name
 * @param name the event's name as its source spells it
 */
public record EventFact(
        Origin origin, LogRef log, String protocol, String name, EventFields fields, ChainEvent event) {}
