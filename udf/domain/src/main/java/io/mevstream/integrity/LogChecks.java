package io.mevstream.integrity;

import io.mevstream.chain.Block;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.integrity.Verdict.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** That logs are all there, in order, and each belongs to the transaction it names. */
final class LogChecks {

    private static final int MOST_TOPICS = 4;

    private LogChecks() {}

    static @Nullable Refused order(List<RawLog> logs) {
        Set<Hash> transactions = new HashSet<>();
        RawLog before = null;
        for (int i = 0; i < logs.size(); i++) {
            RawLog log = logs.get(i);
            if (log.logIndex() != i) {
                Reason reason = log.logIndex() > i ? Reason.LOG_INDEX_GAP : Reason.LOG_INDEX_RESTART;
                return refused(reason, "log index " + i, "log index " + log.logIndex() + ofTransaction(log));
            }
            if (log.topics().size() > MOST_TOPICS) {
                return refused(Reason.LOG_TOPICS, "up to 4 topics", log.topics().size() + " in log " + i);
            }
            Refused refused = transaction(before, log, transactions);
            if (refused != null) {
                return refused;
            }
            before = log;
        }
        return null;
    }

    private static @Nullable Refused transaction(@Nullable RawLog before, RawLog log, Set<Hash> seen) {
        if (before != null && log.transactionIndex() == before.transactionIndex()) {
            return log.transactionHash().equals(before.transactionHash())
                    ? null
                    : refused(
                            Reason.LOG_TRANSACTION_HASH,
                            before.transactionHash().toString(),
                            log.transactionHash() + " in log " + log.logIndex());
        }
        if (log.transactionIndex() < (before == null ? 0 : before.transactionIndex())) {
            return refused(
                    Reason.LOG_TRANSACTION_ORDER,
                    "a transaction index of at least " + (before == null ? 0 : before.transactionIndex()),
                    log.transactionIndex() + " in log " + log.logIndex());
        }
        return seen.add(log.transactionHash())
                ? null
                : refused(
                        Reason.LOG_TRANSACTION_HASH,
                        "another transaction's hash",
                        log.transactionHash() + " once more in log " + log.logIndex());
    }

    /** That each log's transaction stands at its index among {@code count} known ones. */
    static @Nullable Refused transactions(Block block, int count, IntFunction<Hash> hashAt) {
        for (RawLog log : block.logs()) {
            if (log.transactionIndex() >= count) {
                return refused(
                        Reason.LOG_TRANSACTION_MISSING,
                        count + " transactions",
                        "log " + log.logIndex() + ofTransaction(log));
            }
            Hash expected = hashAt.apply(log.transactionIndex());
            if (!expected.equals(log.transactionHash())) {
                return refused(
                        Reason.LOG_TRANSACTION_HASH,
                        expected.toString(),
                        log.transactionHash() + " in log " + log.logIndex());
            }
        }
        return null;
    }

    private static String ofTransaction(RawLog log) {
        return " of transaction " + log.transactionIndex();
    }

    private static Refused refused(Reason reason, String expected, String found) {
        return new Refused(reason, expected, found);
    }
}
