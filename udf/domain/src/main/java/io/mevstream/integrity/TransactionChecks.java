package io.mevstream.integrity;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.integrity.Verdict.Refused;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** That transactions are in order, hash to their hashes, and are those the header commits to. */
final class TransactionChecks {

    private TransactionChecks() {}

    static @Nullable Refused check(List<Transaction> transactions, @Nullable BlockHeader header) {
        RlpWriter writer = new RlpWriter(1 << 16);
        int[] bounds = new int[transactions.size() + 1];
        Set<Hash> seen = new HashSet<>();
        for (int i = 0; i < transactions.size(); i++) {
            Transaction t = transactions.get(i);
            Refused refused = fields(t, i, seen, header);
            if (refused != null) {
                return refused;
            }
            TransactionEncoding.write(t, writer);
            bounds[i + 1] = writer.length();
            Hash hash = writer.hash(bounds[i], bounds[i + 1]);
            if (!hash.equals(t.hash())) {
                return new Refused(
                        Reason.TRANSACTION_HASH,
                        hash + " from the fields of transaction " + i,
                        t.hash().toString());
            }
        }
        if (header == null) {
            return null;
        }
        Hash root = OrderedTrie.root(writer, bounds);
        return root.equals(header.transactionsRoot())
                ? null
                : new Refused(
                        Reason.TRANSACTIONS_ROOT,
                        header.transactionsRoot().toString(),
                        root + " of " + transactions.size() + " transactions");
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
