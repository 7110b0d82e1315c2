package io.mevstream.chain;

/**
 * When and where something was first seen. It decides nothing: what decides is the place in the log.
 *
 * @param seenMillis by the clock of whoever saw it, in milliseconds of Unix time
 * @param source the endpoint, or the recorder, that showed it first
 */
public record Sighting(long seenMillis, String source) {}
