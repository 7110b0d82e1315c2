package io.mevstream.integrity;

import io.mevstream.chain.ChainRecord;

/** What {@link BlockIntegrity} found: how far the block is proven, or why it is refused. */
public sealed interface Verdict {

    /** Nothing contradicts; this much is proven. */
    record Proven(ChainRecord.Proof proof) implements Verdict {}

    /**
     * The block contradicts itself.
     *
     * @param expected what the rest of the block demands
     * @param found what stands there
     */
    record Refused(Reason reason, String expected, String found) implements Verdict {

        /** {@code REASON: expected .., found ..}. */
        @Override
        public String toString() {
            return reason + ": expected " + expected + ", found " + found;
        }
    }

    /** Why a block is refused. */
    enum Reason {
        /** The header's fields do not hash to the block's hash. */
        HEADER_HASH,
        /** The header lacks a field of a fork whose successor's field it has. */
        HEADER_FIELDS,
        /** The header is that of another number or hash. */
        HEADER_OF_ANOTHER_BLOCK,
        /** Header and logs state different times. */
        TIMESTAMP,
        /** A log is missing. */
        LOG_INDEX_GAP,
        /** Log indexes start again: the source numbers them within each transaction, or a log is there twice. */
        LOG_INDEX_RESTART,
        /** A log of an earlier transaction stands after one of a later. */
        LOG_TRANSACTION_ORDER,
        /** A log names a transaction that does not stand at its index. */
        LOG_TRANSACTION_HASH,
        /** A log names a transaction index that the block does not have. */
        LOG_TRANSACTION_MISSING,
        /** A log has more than four topics. */
        LOG_TOPICS,
        /** The header's bloom announces logs and none are there. */
        LOGS_MISSING,
        /** A transaction does not stand at its index. */
        TRANSACTION_INDEX,
        /** Two transactions have one hash. */
        TRANSACTION_REPEATED,
        /** A transaction's fields are not those of its type. */
        TRANSACTION_FIELDS,
        /** A transaction's fields do not hash to its hash. */
        TRANSACTION_HASH,
        /** A transaction's price is not what its caps and the base fee give. */
        TRANSACTION_PRICE,
        /** The transactions are not those of the header. */
        TRANSACTIONS_ROOT,
        /** There are more or fewer receipts than transactions. */
        RECEIPT_COUNT,
        /** A receipt does not stand at its index. */
        RECEIPT_INDEX,
        /** A receipt contradicts its transaction. */
        RECEIPT_OF_ANOTHER_TRANSACTION,
        /** A receipt has neither a status nor a state root, or both. */
        RECEIPT_OUTCOME,
        /** A receipt's bloom is not that of its logs. */
        RECEIPT_BLOOM,
        /** Cumulative gas does not rise by each transaction's gas. */
        CUMULATIVE_GAS,
        /** The header's gas is not that of the last receipt. */
        GAS_USED,
        /** The receipts are not those of the header. */
        RECEIPTS_ROOT,
        /** The logs are not those of the header's bloom. */
        LOGS_BLOOM,
        /** A call stands before another that was made earlier, or twice. */
        TRACE_ORDER,
        /** A call's caller is not there. */
        TRACE_PARENT,
        /** A call made more or fewer calls than it says. */
        TRACE_SUBTRACES,
        /** A trace contradicts the transaction, receipt or log of its index. */
        TRACE_OF_ANOTHER_TRANSACTION,
        /** A call says otherwise than its errors, or its transaction's receipt, whether it was undone. */
        TRACE_OUTCOME
    }
}
