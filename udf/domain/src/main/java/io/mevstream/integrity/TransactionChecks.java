package io.mevstream.integrity;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.integrity.Verdict.Refused;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That transactions are in order, hash to their hashes, and are those the header commits to. Both take a hash of nearly the same bytes, which of a
 * large block is most of what checking it takes: the root is found on another thread, if one is free, while the hashes are compared.
 */
final class TransactionChecks {

    /** Below this another thread would hardly have begun by the time that this one is done. */
    private static final int WORTH_A_THREAD_BYTES = 1 << 16;

    private final List<Transaction> transactions;
    private final @Nullable BlockHeader header;
    private final RlpWriter writer = new RlpWriter(1 << 16);
    private final int[] bounds;
    private @Nullable Aside<Hash> root;

    TransactionChecks(List<Transaction> transactions, @Nullable BlockHeader header) {
        this.transactions = transactions;
        this.header = header;
        bounds = new int[transactions.size() + 1];
    }

    /** What is wrong with any of them by itself. */
    @Nullable
    Refused each() {
        Set<Hash> seen = new HashSet<>();
        Refused malformed = null;
        int count = 0;
        while (count < transactions.size() && malformed == null) {
            Transaction t = transactions.get(count);
            malformed = fields(t, count, seen, header);
            if (malformed == null) {
                TransactionEncoding.write(t, writer);
                bounds[++count] = writer.length();
            }
        }
        byte[] encoded = writer.array();
        if (malformed == null && header != null && writer.length() >= WORTH_A_THREAD_BYTES) {
            root = Aside.begin(() -> OrderedTrie.root(writer, bounds));
        }
        for (int i = 0; i < count; i++) {
            Hash hash = Keccak.hash(encoded, bounds[i], bounds[i + 1] - bounds[i]);
            if (!hash.equals(transactions.get(i).hash())) {
                return new Refused(
                        Reason.TRANSACTION_HASH,
                        hash + " from the fields of transaction " + i,
                        transactions.get(i).hash().toString());
            }
        }
        return malformed;
    }

    /** What is wrong with all of them together; asked for when each by itself was found right. */
    @Nullable
    Refused all() {
        if (header == null) {
            return null;
        }
        Hash found = root == null ? OrderedTrie.root(writer, bounds) : root.result();
        return found.equals(header.transactionsRoot())
                ? null
                : new Refused(
                        Reason.TRANSACTIONS_ROOT,
                        header.transactionsRoot().toString(),
                        found + " of " + transactions.size() + " transactions");
    }

    private static @Nullable Refused fields(Transaction t, int index, Set<Hash> seen, @Nullable BlockHeader header) {
        if (t.index() != index) {
            return new Refused(Reason.TRANSACTION_INDEX, "transaction " + index, "transaction " + t.index());
        }
        if (!seen.add(t.hash())) {
            return new Refused(Reason.TRANSACTION_REPEATED, "a hash of its own", t.hash() + " at " + index);
        }
        String problem = TransactionEncoding.problem(t);
        if (problem != null) {
            return new Refused(
                    Reason.TRANSACTION_FIELDS, "the fields of one of the types 0 to 4", problem + " at " + index);
        }
        if (header != null && header.baseFeePerGasWei() != null && t.maxFeePerGasWei() != null) {
            UInt256 price = effectivePrice(t, header.baseFeePerGasWei());
            if (!price.equals(t.gasPriceWei())) {
                return new Refused(
                        Reason.TRANSACTION_PRICE, price + " wei", t.gasPriceWei() + " wei in transaction " + index);
            }
        }
        return null;
    }

    /** The price of a dynamic fee transaction (EIP-1559): the base fee and the tip, at most the cap. */
    static UInt256 effectivePrice(Transaction t, UInt256 baseFee) {
        return effectivePrice(baseFee, requireCap(t.maxFeePerGasWei()), requireCap(t.maxPriorityFeePerGasWei()));
    }

    private static UInt256 requireCap(@Nullable UInt256 cap) {
        return cap == null ? UInt256.ZERO : cap;
    }

    static UInt256 effectivePrice(UInt256 baseFee, UInt256 cap, UInt256 tip) {
        if (baseFee.bitLength() < 63 && tip.bitLength() < 63) {
            UInt256 sum = UInt256.of(baseFee.w0() + tip.w0());
            return sum.compareTo(cap) < 0 ? sum : cap;
        }
        BigInteger sum = baseFee.toBigInteger().add(tip.toBigInteger());
        return sum.compareTo(cap.toBigInteger()) < 0 ? UInt256.of(sum) : cap;
    }
}
