package io.mevstream.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks without a header, whose parts can contradict each other all the same. */
class BlockIntegrityTest {

    private static final Address SENDER = Address.of("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0");
    /** What the sender's transactions of nonce 0 and 1 create: the examples that every text on CREATE has. */
    private static final Address CREATED_BY_0 = Address.of("0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d");

    private static final Address CREATED_BY_1 = Address.of("0x343c43a37d37dff08ae8c4a11544c718abb4fcf8");

    @Test
    void refusesLogsWhoseTransactionsStandInAnotherOrder() {
        assertThat(verdict(log(0, 1, 7), log(1, 2, 8))).isEqualTo(new Verdict.Proven(ChainRecord.Proof.UNPROVEN));
        refuses(Reason.LOG_TRANSACTION_ORDER, verdict(log(0, 2, 8), log(1, 1, 7)));
    }

    @Test
    void refusesOneTransactionHashAtTwoPlaces() {
        refuses(Reason.LOG_TRANSACTION_HASH, verdict(log(0, 1, 7), log(1, 2, 7)));
        refuses(Reason.LOG_TRANSACTION_HASH, verdict(log(0, 1, 7), log(1, 1, 8)));
        refuses(Reason.LOG_TRANSACTION_HASH, verdict(log(0, 1, 7), log(1, 2, 8), log(2, 3, 7)));
    }

    @Test
    void refusesAReceiptOfMoreGasThanItsTransactionMayUse() {
        Transaction body = creation(0, 50_000);
        assertThat(verdict(body, receipt(body, 50_000, CREATED_BY_0))).isInstanceOf(Verdict.Proven.class);
        refuses(Reason.RECEIPT_OF_ANOTHER_TRANSACTION, verdict(body, receipt(body, 50_001, CREATED_BY_0)));
    }

    @Test
    void refusesAContractThatItsTransactionDoesNotCreate() {
        Transaction second = creation(1, 50_000);
        assertThat(verdict(second, receipt(second, 21_000, CREATED_BY_1))).isInstanceOf(Verdict.Proven.class);
        assertThat(verdict(second, receipt(second, 21_000, null))).isInstanceOf(Verdict.Proven.class);
        refuses(Reason.RECEIPT_OF_ANOTHER_TRANSACTION, verdict(second, receipt(second, 21_000, CREATED_BY_0)));
    }

    private static void refuses(Reason reason, Verdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    private static Verdict verdict(RawLog... logs) {
        return BlockIntegrity.check(new Block(new BlockRef(1, hash(1)), null, null, null, List.of(logs), null));
    }

    private static Verdict verdict(Transaction body, Receipt receipt) {
        return BlockIntegrity.check(
                new Block(new BlockRef(1, hash(1)), null, List.of(body), List.of(receipt), List.of(), null));
    }

    private static RawLog log(int index, int transaction, int hash) {
        return new RawLog(index, transaction, hash(hash), SENDER, List.of(), Bytes.EMPTY);
    }

    private static Transaction creation(long nonce, long gasLimit) {
        return withHash(nonce, gasLimit, TransactionEncoding.hash(withHash(nonce, gasLimit, Hash.ZERO)));
    }

    private static Transaction withHash(long nonce, long gasLimit, Hash hash) {
        return new Transaction(
                0,
                hash,
                0,
                null,
                SENDER,
                null,
                nonce,
                gasLimit,
                UInt256.ZERO,
                UInt256.of(9),
                null,
                null,
                null,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                UInt256.of(27),
                UInt256.of(5),
                UInt256.of(6));
    }

    private static Receipt receipt(Transaction body, long gasUsed, @Nullable Address created) {
        return new Receipt(0, body.hash(), 0, 1, null, gasUsed, gasUsed, UInt256.of(9), SENDER, null, created);
    }

    private static Hash hash(int n) {
        return new Hash(0, 0, 0, n);
    }
}
