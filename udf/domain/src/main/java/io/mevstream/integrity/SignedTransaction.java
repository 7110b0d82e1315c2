package io.mevstream.integrity;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.num.UInt256;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A signed transaction as nodes gossip it, read from its bytes: what a mempool is judged by. Legacy, access list, dynamic fee, blob
 * (without its sidecar), set code. Lists are checked and passed over; the calldata is not copied.
 *
 * @param chainId null for a legacy transaction without replay protection
 * @param to null creates a contract
 * @param capWei the most it pays a gas: the price, for types 0 and 1
 * @param tipWei the most of it that goes to the producer; the price, for types 0 and 1
 * @param inputAt where the calldata begins in {@code raw}, and how long it is
 * @param unsignedEnd where the signature begins in {@code raw}
 */
public record SignedTransaction(
        Bytes raw,
        int type,
        @Nullable Long chainId,
        long nonce,
        UInt256 capWei,
        UInt256 tipWei,
        long gasLimit,
        @Nullable Address to,
        UInt256 valueWei,
        int inputAt,
        int inputLength,
        int listAt,
        int unsignedEnd,
        int parity,
        UInt256 r,
        UInt256 s) {

    private static final int BLOB = 3;
    private static final int SET_CODE = 4;
    private static final int SIGNATURE = 64;

    /** Reads one; {@link IllegalArgumentException} for bytes that are none, or none in the shortest encoding. */
    public static SignedTransaction read(byte[] raw) {
        if (raw.length == 0) {
            throw new IllegalArgumentException("expected a transaction, found no bytes");
        }
        int first = raw[0] & 0xff;
        int type = first >= 0xc0 ? 0 : first;
        if (type > TransactionEncoding.LAST_TYPE || (first < 0xc0 && type == 0)) {
            throw new IllegalArgumentException("expected a transaction of type 0 to 4, found " + first);
        }
        RlpReader outer = new RlpReader(raw, type == 0 ? 0 : 1, raw.length);
        RlpReader list = outer.list();
        outer.expectEnd();
        return fields(raw, type, list);
    }

    private static SignedTransaction fields(byte[] raw, int type, RlpReader list) {
        int listAt = list.at();
        Long typedChain = type == 0 ? null : (Long) list.small();
        long nonce = list.small();
        UInt256 tip = type >= 2 ? list.number() : null;
        UInt256 cap = list.number();
        long gasLimit = list.small();
        Address to = callee(raw, list);
        UInt256 value = list.number();
        int inputLength = list.string();
        int inputAt = list.at() - inputLength;
        if (type != 0) {
            passLists(type, list);
        }
        int unsignedEnd = list.at();
        UInt256 v = list.number();
        UInt256 r = list.number();
        UInt256 s = list.number();
        list.expectEnd();
        return new SignedTransaction(
                new Bytes(raw),
                type,
                type == 0 ? TransactionEncoding.legacyChainId(v) : typedChain,
                nonce,
                cap,
                tip == null ? cap : tip,
                gasLimit,
                to,
                value,
                inputAt,
                inputLength,
                listAt,
                unsignedEnd,
                parity(type, v),
                r,
                s);
    }

    private static @Nullable Address callee(byte[] raw, RlpReader list) {
        int length = list.string();
        if (length != 0 && length != Address.LENGTH) {
            throw new IllegalArgumentException("expected a callee of 20 bytes or none, found " + length);
        }
        return length == 0 ? null : Address.fromBytes(raw, list.at() - length);
    }

    private static void passLists(int type, RlpReader list) {
        RlpReader entries = list.list();
        while (entries.hasNext()) {
            RlpReader entry = entries.list();
            entry.address();
            RlpReader keys = entry.list();
            while (keys.hasNext()) {
                keys.hash();
            }
            entry.expectEnd();
        }
        if (type == BLOB) {
            list.number();
            RlpReader hashes = list.list();
            while (hashes.hasNext()) {
                hashes.hash();
            }
        } else if (type == SET_CODE) {
            RlpReader authorizations = list.list();
            while (authorizations.hasNext()) {
                passAuthorization(authorizations.list());
            }
        }
    }

    private static void passAuthorization(RlpReader authorization) {
        authorization.number();
        authorization.address();
        authorization.small();
        authorization.number();
        authorization.number();
        authorization.number();
        authorization.expectEnd();
    }

    private static int parity(int type, UInt256 v) {
        boolean isSmall = v.bitLength() < 63;
        long number = v.w0();
        long parity = type != 0 ? number : number >= 35 ? (number - 35) % 2 : number - 27;
        if (!isSmall || (parity != 0 && parity != 1)) {
            throw new IllegalArgumentException("expected a signature's v, found " + v);
        }
        return (int) parity;
    }

    /** Its hash. */
    public Hash hash() {
        return Keccak.hash(raw.array());
    }

    /** What its sender signed the hash of: the fields without the signature, or with the chain in its place. */
    public Hash signingHash() {
        int fields = unsignedEnd - listAt;
        RlpWriter writer = new RlpWriter(fields + 32);
        if (type != 0) {
            writer.rawByte(type);
        }
        int list = writer.beginList();
        writer.rawBytes(raw.array(), listAt, fields);
        if (type == 0 && chainId != null) {
            writer.number(chainId);
            writer.number(0);
            writer.number(0);
        }
        writer.endList(list);
        return writer.hashFrom(0);
    }

    /** The signature's two numbers, 32 bytes each. */
    public byte[] signature() {
        byte[] both = new byte[SIGNATURE];
        r.toBytes(both, 0);
        s.toBytes(both, SIGNATURE / 2);
        return both;
    }

    /** The first four bytes of the calldata; 0 where there are fewer. */
    public int selector() {
        return inputLength < 4 ? 0 : ByteBuffer.wrap(raw.array()).getInt(inputAt);
    }
}
