package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.LogsBloom;
import io.mevstream.integrity.TransactionEncoding;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.jobs.io.jsonrpc.Piece.HeaderPiece;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks with their transactions, from JSON-RPC objects. */
final class HeaderMapper {

    private HeaderMapper() {}

    static HeaderPiece piece(RpcObject block) throws Unreadable {
        BlockHeader header = header(block);
        List<?> list = block.listOrNull("transactions");
        if (list == null) {
            return new HeaderPiece(header, null, null);
        }
        if (!list.isEmpty() && list.get(0) instanceof Text) {
            return new HeaderPiece(header, null, block.hashes("transactions"));
        }
        List<Transaction> transactions = new ArrayList<>(list.size());
        for (Object value : list) {
            try {
                transactions.add(transaction(RpcObject.of(value), header));
            } catch (Unreadable e) {
                throw e.within("transactions[" + transactions.size() + "]");
            }
        }
        return new HeaderPiece(header, transactions, null);
    }

    private static BlockHeader header(RpcObject block) throws Unreadable {
        return new BlockHeader(
                block.quantity("number"),
                block.hash("hash"),
                block.hash("parentHash"),
                block.hash("sha3Uncles"),
                block.address("miner"),
                block.hash("stateRoot"),
                block.hash("transactionsRoot"),
                block.hash("receiptsRoot"),
                block.data("logsBloom", LogsBloom.LENGTH),
                block.number("difficulty"),
                block.quantity("gasLimit"),
                block.quantity("gasUsed"),
                block.quantity("timestamp"),
                block.data("extraData"),
                block.hash("mixHash"),
                block.data("nonce", 8),
                block.numberOrNull("baseFeePerGas"),
                block.hashOrNull("withdrawalsRoot"),
                block.quantityOrNull("blobGasUsed"),
                block.quantityOrNull("excessBlobGas"),
                block.hashOrNull("parentBeaconBlockRoot"),
                block.hashOrNull("requestsHash"));
    }

    private static Transaction transaction(RpcObject t, BlockHeader header) throws Unreadable {
        requireBlock(t, header.number(), header.hash());
        requireTime(t, header.timestampSeconds());
        return transaction(t, t.index("transactionIndex"), header.baseFeePerGasWei());
    }

    /** A transaction that is in no block: at index 0, at a price that is the most it pays where none is stated. */
    static Transaction pending(RpcObject t) throws Unreadable {
        return transaction(t, 0, null);
    }

    private static Transaction transaction(RpcObject t, int index, @Nullable UInt256 baseFee) throws Unreadable {
        Long statedType = t.quantityOrNull("type");
        int type = statedType == null ? 0 : t.index("type");
        boolean hasCaps = type >= 2;
        UInt256 cap = hasCaps ? t.number("maxFeePerGas") : null;
        UInt256 tip = hasCaps ? t.number("maxPriorityFeePerGas") : null;
        UInt256 v = signatureV(t, type);
        return new Transaction(
                index,
                t.hash("hash"),
                type,
                chainId(t, type, v),
                t.address("from"),
                t.addressOrNull("to"),
                t.quantity("nonce"),
                t.quantity("gas"),
                t.number("value"),
                cap == null || tip == null ? t.number("gasPrice") : price(t, baseFee, cap, tip),
                cap,
                tip,
                type == 3 ? t.number("maxFeePerBlobGas") : null,
                t.data("input"),
                type >= 1 ? accessList(t) : List.of(),
                type == 3 ? t.hashes("blobVersionedHashes") : List.of(),
                type == 4 ? authorizations(t) : List.of(),
                v,
                t.signaturePart("r"),
                t.signaturePart("s"));
    }

    /** A part that names a block must name this one. */
    static void requireBlock(RpcObject part, long number, Hash hash) throws Unreadable {
        Hash statedHash = part.hashOrNull("blockHash");
        Long statedNumber = part.quantityOrNull("blockNumber");
        if (statedHash != null && !statedHash.equals(hash) || statedNumber != null && statedNumber != number) {
            throw new Unreadable(
                    Reason.MIXED_BLOCKS,
                    "expected block " + number + " (" + hash + "), found " + statedNumber + " (" + statedHash + ")");
        }
    }

    private static void requireTime(RpcObject part, long seconds) throws Unreadable {
        Long stated = part.secondsOrNull("blockTimestamp");
        if (stated != null && stated != seconds) {
            throw new Unreadable(Reason.MIXED_BLOCKS, "blockTimestamp: expected " + seconds + ", found " + stated);
        }
    }

    /** Typed transactions state the parity as v, as yParity or as both. */
    private static UInt256 signatureV(RpcObject t, int type) throws Unreadable {
        UInt256 parity = type == 0 ? null : t.numberOrNull("yParity");
        if (parity == null) {
            return t.number("v");
        }
        UInt256 v = t.numberOrNull("v");
        if (v != null && !v.equals(parity)) {
            throw new Unreadable(Reason.FIELD_MALFORMED, "v: expected yParity " + parity + ", found " + v);
        }
        return parity;
    }

    /** For legacy transactions the one within the signature; where another is stated, that one, to be refused for it. */
    private static @Nullable Long chainId(RpcObject t, int type, UInt256 v) throws Unreadable {
        Long stated = t.quantityOrNull("chainId");
        if (type != 0 || stated != null && TransactionEncoding.legacyChainId(v) != null) {
            return stated;
        }
        return TransactionEncoding.legacyChainId(v);
    }

    /** The price paid where the node states it, else what caps and base fee give. */
    private static UInt256 price(RpcObject t, @Nullable UInt256 baseFee, UInt256 cap, UInt256 tip) throws Unreadable {
        UInt256 stated = t.numberOrNull("gasPrice");
        if (stated != null || baseFee == null) {
            return stated != null ? stated : cap;
        }
        BigInteger sum = baseFee.toBigInteger().add(tip.toBigInteger());
        return sum.compareTo(cap.toBigInteger()) < 0 ? UInt256.of(sum) : cap;
    }

    private static List<Transaction.AccessListEntry> accessList(RpcObject t) throws Unreadable {
        List<Transaction.AccessListEntry> entries = new ArrayList<>();
        for (Object value : t.list("accessList")) {
            RpcObject entry = RpcObject.of(value);
            entries.add(new Transaction.AccessListEntry(entry.address("address"), entry.hashes("storageKeys")));
        }
        return entries;
    }

    private static List<Transaction.Authorization> authorizations(RpcObject t) throws Unreadable {
        List<Transaction.Authorization> authorizations = new ArrayList<>();
        for (Object value : t.list("authorizationList")) {
            RpcObject entry = RpcObject.of(value);
            authorizations.add(new Transaction.Authorization(
                    entry.number("chainId"),
                    entry.address("address"),
                    entry.quantity("nonce"),
                    entry.index("yParity"),
                    entry.signaturePart("r"),
                    entry.signaturePart("s")));
        }
        return authorizations;
    }
}
