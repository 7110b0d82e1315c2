package io.mevstream.event;

/**
 * An event of a protocol that has no record shared across protocols: a borrow, a collateral flag, a configuration
 * change. Its meaning is its name and its fields, which the decoded log carries.
 */
public record ProtocolEvent(String protocol, String name) implements ChainEvent {}
