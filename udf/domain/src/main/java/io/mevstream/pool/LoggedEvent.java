package io.mevstream.pool;

import io.mevstream.event.ChainEvent;
import io.mevstream.fact.LogRef;

/**
 * A decoded log: where it stands, which protocol claimed it, what it means.
 *
 * @param protocol the decoding protocol's name
 */
public record LoggedEvent(LogRef log, String protocol, ChainEvent event) {}
