package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.RawLog;
import java.util.List;

/**
 * What holds for every chain record, checked on both sides of the log: a writer refuses to append what a reader would
 * refuse to decode. What a block claims about itself (hashes, roots) was proven before and is not repeated here.
 */
final class ChainRecordRules {

    private static final int MAX_TOPICS = 4;

    private ChainRecordRules() {}

    /** Returns the record; throws {@link ImpossibleValueException} naming the first rule it breaks. */
    static ChainRecord check(ChainRecord chainRecord) {
        if (chainRecord.chainId() <= 0) throw impossible("a chain id above 0", chainRecord.chainId());
        if (chainRecord.position() < 0) throw impossible("a position of at least 0", chainRecord.position());
        if (chainRecord.runStart() < 0 || chainRecord.runStart() > chainRecord.position()) {
            throw impossible("a run start of 0 to " + chainRecord.position(), chainRecord.runStart());
        }
        Block block = chainRecord.block();
        if (block.number() < 0) throw impossible("a block number of at least 0", block.number());
        BlockHeader header = block.header();
        if (header != null && header.number() != block.number()) {
            throw impossible("the block's number " + block.number() + " in its header", header.number());
        }
        if (header != null && !header.hash().equals(block.hash())) {
            throw impossible("the block's hash " + block.hash() + " in its header", header.hash());
        }
        checkLogs(block.logs());
        if (block.logCoverage() == Block.LogCoverage.NONE && !block.logs().isEmpty()) {
            throw impossible(
                    "no logs in a block that says it has none", block.logs().size());
        }
        return chainRecord;
    }

    private static void checkLogs(List<RawLog> logs) {
        for (int i = 0; i < logs.size(); i++) {
            RawLog log = logs.get(i);
            int topics = log.topics().size();
            if (log.logIndex() != i) throw impossible("log index " + i, log.logIndex());
            if (log.transactionIndex() < 0) throw impossible("a transaction index from 0", log.transactionIndex());
            if (topics > MAX_TOPICS) throw impossible("at most " + MAX_TOPICS + " topics", topics);
        }
    }

    private static ImpossibleValueException impossible(String expected, Object found) {
        return new ImpossibleValueException("expected " + expected + ", found " + found);
    }
}
