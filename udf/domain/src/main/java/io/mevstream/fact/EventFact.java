package io.mevstream.fact;

import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventSpec;
import io.mevstream.event.ChainEvent;

/** A decoded log of any kind. */
public record EventFact(Origin origin, LogRef log, EventSpec spec, EventFields fields, ChainEvent event) {}
