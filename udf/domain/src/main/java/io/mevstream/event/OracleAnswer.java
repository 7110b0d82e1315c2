package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;

/**
 * A price feed got a new answer.
 *
 * @param feed the aggregator that emitted it
 * @param answerRaw in the feed's own decimals
 */
public record OracleAnswer(Address feed, Int256 answerRaw, UInt256 roundId, UInt256 updatedAtSeconds)
        implements ChainEvent {}
