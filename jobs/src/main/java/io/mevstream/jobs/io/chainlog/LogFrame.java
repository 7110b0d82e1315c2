package io.mevstream.jobs.io.chainlog;

/**
 * One record of the chain log as bytes: its position and its envelope. Not a key: the array has no value equality.
 *
 * @param position 0, 1, 2 and on, without gaps
 * @param payload the envelope that {@link ChainRecordCodec} reads
 */
public record LogFrame(long position, byte[] payload) {}
