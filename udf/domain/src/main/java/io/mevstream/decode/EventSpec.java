package io.mevstream.decode;

import io.mevstream.chain.Hash;

/**
 * One event of one protocol.
 *
 * @param protocol the protocol's name, kebab case
 * @param name the event's name as its source spells it
 * @param topic0 the Keccak-256 of its canonical signature
 */
public record EventSpec(String protocol, String name, Hash topic0) {}
