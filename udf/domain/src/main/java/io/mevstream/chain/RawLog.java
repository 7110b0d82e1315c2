package io.mevstream.chain;

import java.util.List;

/**
 * One log as the chain recorded it.
 *
 * @param logIndex the log's place in its block, counted from 0 across all transactions
 * @param transactionIndex the place of its transaction in the block
 * @param topics none to four
 */
public record RawLog(
        int logIndex, int transactionIndex, Hash transactionHash, Address address, List<Hash> topics, Bytes data) {}
