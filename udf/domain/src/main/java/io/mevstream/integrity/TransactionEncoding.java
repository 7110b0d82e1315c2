package io.mevstream.integrity;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * The signed encoding of a transaction, which its hash and the block's transactions root are taken of: legacy (with and
 * without EIP-155), access list (EIP-2930), dynamic fee (EIP-1559), blob (EIP-4844, without its sidecar), set code (EIP-7702).
 */
public final class TransactionEncoding {

    /** The highest transaction type known here. */
    public static final int LAST_TYPE = 4;

    private TransactionEncoding() {}

    /** The bytes a node gossips: for typed transactions the type, then the list. */
    public static Bytes encode(Transaction transaction) {
        RlpWriter writer = new RlpWriter(512);
        write(transaction, writer);
        return new Bytes(writer.copyFrom(0));
    }

    /** The hash of {@link #encode}, which is what {@link Transaction#hash()} must be. */
    public static Hash hash(Transaction transaction) {
        RlpWriter writer = new RlpWriter(512);
        write(transaction, writer);
        return writer.hashFrom(0);
    }

    /** What keeps the transaction from being encoded as its type demands; null when nothing does. */
    public static @Nullable String problem(Transaction t) {
        if (t.type() < 0 || t.type() > LAST_TYPE) {
            return "type " + t.type();
        }
        if (t.type() > 0 && t.chainId() == null) {
            return "type " + t.type() + " without a chain id";
        }
        if (t.type() >= 2 && (t.maxFeePerGasWei() == null || t.maxPriorityFeePerGasWei() == null)) {
            return "type " + t.type() + " without fee caps";
        }
        if (t.type() == 3 && t.maxFeePerBlobGasWei() == null) {
            return "type 3 without a blob fee cap";
        }
        if (t.type() >= 3 && t.to() == null) {
            return "type " + t.type() + " that creates a contract";
        }
        return foreignField(t);
    }

    /** A field that the type's encoding leaves out is covered by no hash: it must not be there. */
    private static @Nullable String foreignField(Transaction t) {
        if (t.type() < 1 && !t.accessList().isEmpty()) return "access list in type " + t.type();
        if (t.type() < 2 && (t.maxFeePerGasWei() != null || t.maxPriorityFeePerGasWei() != null)) {
            return "fee caps in type " + t.type();
        }
        if (t.type() != 3
                && (t.maxFeePerBlobGasWei() != null || !t.blobVersionedHashes().isEmpty())) {
            return "blob fields in type " + t.type();
        }
        if (t.type() != 4 && !t.authorizations().isEmpty()) return "authorizations in type " + t.type();
        if (t.type() == 0 && !legacyChainIdFits(t)) {
            return "chain id " + t.chainId() + " beside v " + t.signatureV();
        }
        return null;
    }

    /** EIP-155: v is 35 + 2 * chain id + parity; without replay protection it is 27 + parity. */
    private static boolean legacyChainIdFits(Transaction t) {
        UInt256 v = t.signatureV();
        Long chainId = legacyChainId(v);
        return chainId == null ? t.chainId() == null : chainId.equals(t.chainId());
    }

    /** The chain id within a legacy signature's v (EIP-155); null without replay protection. */
    public static @Nullable Long legacyChainId(UInt256 v) {
        boolean isProtected = (v.w3() | v.w2() | v.w1()) == 0 && v.w0() >= 35;
        return isProtected ? (v.w0() - 35) / 2 : null;
    }

    static void write(Transaction t, RlpWriter writer) {
        if (t.type() != 0) {
            writer.rawByte(t.type());
        }
        int list = writer.beginList();
        if (t.type() != 0) {
            number(t.chainId(), writer);
        }
        writer.number(t.nonce());
        if (t.type() >= 2) {
            number(t.maxPriorityFeePerGasWei(), writer);
            number(t.maxFeePerGasWei(), writer);
        } else {
            writer.number(t.gasPriceWei());
        }
        writer.number(t.gasLimit());
        if (t.to() == null) {
            writer.emptyString();
        } else {
            writer.address(t.to());
        }
        writer.number(t.valueWei());
        writer.string(t.input());
        if (t.type() != 0) {
            typedLists(t, writer);
        }
        writer.number(t.signatureV());
        writer.number(t.signatureR());
        writer.number(t.signatureS());
        writer.endList(list);
    }

    private static void typedLists(Transaction t, RlpWriter writer) {
        int entries = writer.beginList();
        for (Transaction.AccessListEntry entry : t.accessList()) {
            int list = writer.beginList();
            writer.address(entry.address());
            int keys = writer.beginList();
            entry.storageKeys().forEach(writer::hash);
            writer.endList(keys);
            writer.endList(list);
        }
        writer.endList(entries);
        if (t.type() == 3) {
            number(t.maxFeePerBlobGasWei(), writer);
            int blobs = writer.beginList();
            t.blobVersionedHashes().forEach(writer::hash);
            writer.endList(blobs);
        } else if (t.type() == 4) {
            int authorizations = writer.beginList();
            t.authorizations().forEach(authorization -> write(authorization, writer));
            writer.endList(authorizations);
        }
    }

    private static void write(Transaction.Authorization authorization, RlpWriter writer) {
        int list = writer.beginList();
        writer.number(authorization.chainId());
        writer.address(authorization.address());
        writer.number(authorization.nonce());
        writer.number(authorization.yParity());
        writer.number(authorization.signatureR());
        writer.number(authorization.signatureS());
        writer.endList(list);
    }

    private static void number(@Nullable Long value, RlpWriter writer) {
        writer.number(value == null ? 0 : value);
    }

    private static void number(@Nullable UInt256 value, RlpWriter writer) {
        writer.number(value == null ? UInt256.ZERO : value);
    }
}
