package io.mevstream.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions whose root is found on another thread are judged as those whose root is not. */
class LargeTransactionsTest {

    private static final Hash OTHER = new Hash(1, 2, 3, 4);

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 40_000, 400_000})
    void saysTheFirstThatIsWrong(int bytes) {
        List<Transaction> right = List.of(transaction(0, bytes, null), transaction(1, bytes, null));
        List<Transaction> wrong = List.of(right.get(0), transaction(1, bytes, OTHER));
        Hash root = root(right);

        assertThat(BlockIntegrity.check(block(right, root, true))).isInstanceOf(Verdict.Proven.class);
        assertReason(Reason.RECEIPT_COUNT, block(right, root, false));
        assertReason(Reason.TRANSACTIONS_ROOT, block(right, OTHER, true));
        assertReason(Reason.TRANSACTIONS_ROOT, block(right, OTHER, false));
        assertReason(Reason.TRANSACTION_HASH, block(wrong, root, true));
        assertReason(Reason.TRANSACTION_HASH, block(wrong, OTHER, false));
        assertReason(Reason.TRANSACTION_INDEX, block(List.of(right.get(1), right.get(0)), OTHER, false));
    }

    private static void assertReason(Reason reason, Block block) {
        assertThat(BlockIntegrity.check(block))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    /** Two leaves under a branch: 0 has the key 0x80, 1 the key 0x01. */
    private static Hash root(List<Transaction> transactions) {
        RlpWriter writer = new RlpWriter(64);
        int branch = writer.beginList();
        for (int nibble = 0; nibble < 17; nibble++) {
            if (nibble == 0 || nibble == 8) {
                RlpWriter leaf = new RlpWriter(64);
                int list = leaf.beginList();
                leaf.string(new byte[] {(byte) (nibble == 0 ? 0x31 : 0x30)}, 0, 1);
                leaf.string(TransactionEncoding.encode(transactions.get(nibble == 0 ? 1 : 0)));
                leaf.endList(list);
                writer.hash(leaf.hashFrom(0));
            } else {
                writer.emptyString();
            }
        }
        writer.endList(branch);
        return Keccak.hash(writer.copyFrom(0));
    }

    /** A block without receipts, whose header says that there are none, or one with a list of none. */
    private static Block block(List<Transaction> transactions, Hash transactionsRoot, boolean fits) {
        BlockHeader unhashed = header(Hash.ZERO, transactionsRoot);
        BlockHeader header = header(HeaderEncoding.hash(unhashed), transactionsRoot);
        return new Block(
                new BlockRef(1, header.hash()),
                header,
                transactions,
                fits ? null : List.of(),
                List.of(),
                header.timestampSeconds());
    }

    private static BlockHeader header(Hash hash, Hash transactionsRoot) {
        return new BlockHeader(
                1,
                hash,
                OTHER,
                OTHER,
                Address.ZERO,
                OTHER,
                transactionsRoot,
                OrderedTrie.EMPTY_ROOT,
                new Bytes(new byte[LogsBloom.LENGTH]),
                UInt256.ZERO,
                30_000_000,
                0,
                100,
                Bytes.EMPTY,
                OTHER,
                new Bytes(new byte[8]),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Transaction transaction(int index, int bytes, @Nullable Hash stated) {
        byte[] input = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            input[i] = (byte) (31 * i + index);
        }
        Transaction unhashed = withHash(index, input, Hash.ZERO);
        return withHash(index, input, stated == null ? TransactionEncoding.hash(unhashed) : stated);
    }

    private static Transaction withHash(int index, byte[] input, Hash hash) {
        return new Transaction(
                index,
                hash,
                0,
                null,
                Address.ZERO,
                Address.ZERO,
                index,
                50_000,
                UInt256.ZERO,
                UInt256.of(9),
                null,
                null,
                null,
                new Bytes(input),
                List.of(),
                List.of(),
                List.of(),
                UInt256.of(27),
                UInt256.of(5),
                UInt256.of(6));
    }
}
