package io.mevstream.fact;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;

/** Which log of its block a fact follows from. */
public record LogRef(int logIndex, int transactionIndex, Hash transactionHash, Address emitter) {

    public static LogRef of(RawLog log) {
        return new LogRef(log.logIndex(), log.transactionIndex(), log.transactionHash(), log.address());
    }
}
