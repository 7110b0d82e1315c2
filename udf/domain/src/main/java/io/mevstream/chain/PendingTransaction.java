package io.mevstream.chain;

/**
 * A transaction that was seen before its block, at its place in the chain's log.
 *
 * @param chainId the EIP-155 chain id
 * @param position its place in the log, in one count with the records of blocks
 */
public record PendingTransaction(long chainId, long position, SeenTransaction transaction) {}
