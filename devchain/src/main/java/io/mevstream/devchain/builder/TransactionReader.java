package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.TransactionEncoding;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * Reads signed transactions: legacy, access list, dynamic fee, set code; in their own bytes, or with those within an RLP string
 * as peers send them to each other. What is read encodes to the same bytes again, so that there is one hash for one transaction.
 */
final class TransactionReader {

    private static final int BLOB = 3;
    private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();
    /** EIP-2: of the two signatures that a key can make of everything, the one with the lower s. */
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private TransactionReader() {}

    static PooledTransaction read(byte[] sent) {
        try {
            byte[] raw = unwrapped(sent);
            Fields fields = new Fields(raw);
            Transaction transaction = fields.transaction(sender(fields));
            byte[] again = TransactionEncoding.encode(transaction).array();
            if (!Arrays.equals(again, raw)) {
                throw new IllegalArgumentException("expected the shortest encoding, found another");
            }
            return new PooledTransaction(transaction, new Bytes(raw));
        } catch (IllegalArgumentException | SignatureException | ArithmeticException unreadable) {
            throw Refusal.invalid("failed to decode transaction: " + unreadable.getMessage());
        }
    }

    private static byte[] unwrapped(byte[] sent) {
        boolean isString = sent.length > 0 && (sent[0] & 0xff) >= 0x80 && (sent[0] & 0xff) < 0xc0;
        return isString ? RlpCursor.ofString(sent) : sent;
    }

    private static Address sender(Fields fields) throws SignatureException {
        BigInteger r = fields.r.toBigInteger();
        BigInteger s = fields.s.toBigInteger();
        if (!isSignature(r, s)) {
            throw new IllegalArgumentException("invalid transaction v, r, s values");
        }
        BigInteger key = Sign.recoverFromSignature(fields.parity(), new ECDSASignature(r, s), fields.signed());
        if (key == null) {
            throw new IllegalArgumentException("invalid transaction v, r, s values");
        }
        return Address.of("0x" + Keys.getAddress(key));
    }

    /** Whether both numbers are within their bounds. */
    static boolean isSignature(BigInteger r, BigInteger s) {
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(ORDER) < 0 && s.compareTo(HALF_ORDER) <= 0;
    }

    /** The fields as they come, before it is known who signed them. */
    private static final class Fields {
        private final int type;
        private final @Nullable Long chainId;
        private final long nonce;
        private final UInt256 price;
        private final @Nullable UInt256 priority;
        private final long gasLimit;
        private final @Nullable Address to;
        private final UInt256 value;
        private final Bytes input;
        private final List<Transaction.AccessListEntry> accessList = new ArrayList<>();
        private final List<Transaction.Authorization> authorizations = new ArrayList<>();
        private final UInt256 v;
        private final UInt256 r;
        private final UInt256 s;

        Fields(byte[] raw) {
            if (raw.length == 0) {
                throw new IllegalArgumentException("typed transaction too short");
            }
            boolean legacy = (raw[0] & 0xff) >= 0xc0;
            type = legacy ? 0 : raw[0] & 0xff;
            if (!legacy && (type == 0 || type > TransactionEncoding.LAST_TYPE)) {
                throw new IllegalArgumentException("transaction type not supported");
            }
            if (type == BLOB) {
                throw new IllegalArgumentException("blob transactions are not supported here");
            }
            RlpCursor list = RlpCursor.ofList(raw, legacy ? 0 : 1);
            Long typedChainId = legacy ? null : (Long) list.smallNumber();
            nonce = list.smallNumber();
            priority = type >= 2 ? list.number() : null;
            price = list.number();
            gasLimit = list.smallNumber();
            byte[] callee = list.string();
            to = callee.length == 0 ? null : address(callee);
            value = list.number();
            input = list.data();
            if (!legacy) {
                readAccessList(list.list());
            }
            if (type == TransactionEncoding.LAST_TYPE) {
                readAuthorizations(list.list());
            }
            v = list.number();
            r = list.number();
            s = list.number();
            list.expectEnd();
            chainId = legacy ? TransactionEncoding.legacyChainId(v) : typedChainId;
        }

        private static Address address(byte[] callee) {
            if (callee.length != Address.LENGTH) {
                throw new IllegalArgumentException("expected an address of 20 bytes, found " + callee.length);
            }
            return Address.fromBytes(callee, 0);
        }

        private void readAccessList(RlpCursor entries) {
            while (entries.hasNext()) {
                RlpCursor entry = entries.list();
                Address address = entry.address();
                RlpCursor keys = entry.list();
                List<Hash> slots = new ArrayList<>();
                while (keys.hasNext()) {
                    slots.add(keys.hash());
                }
                entry.expectEnd();
                accessList.add(new Transaction.AccessListEntry(address, slots));
            }
        }

        private void readAuthorizations(RlpCursor entries) {
            while (entries.hasNext()) {
                RlpCursor entry = entries.list();
                authorizations.add(new Transaction.Authorization(
                        entry.number(),
                        entry.address(),
                        entry.smallNumber(),
                        (int) entry.smallNumber(),
                        entry.number(),
                        entry.number()));
                entry.expectEnd();
            }
            if (authorizations.isEmpty()) {
                throw new IllegalArgumentException("set code transaction with empty authorization list");
            }
        }

        int parity() {
            long number = v.toBigInteger().longValueExact();
            long parity = type != 0 ? number : number >= 35 ? (number - 35) % 2 : number - 27;
            if (parity != 0 && parity != 1) {
                throw new IllegalArgumentException("invalid transaction v, r, s values");
            }
            return (int) parity;
        }

        /** What was signed: the encoding without the signature, or for a legacy one with the chain in its place. */
        byte[] signed() {
            List<RlpType> items = new ArrayList<>();
            if (type != 0) {
                items.add(RlpString.create(chainId == null ? 0 : chainId));
            }
            items.add(RlpString.create(nonce));
            if (priority != null) {
                items.add(RlpString.create(priority.toBigInteger()));
            }
            items.add(RlpString.create(price.toBigInteger()));
            items.add(RlpString.create(gasLimit));
            items.add(RlpString.create(to == null ? new byte[0] : to.toBytes()));
            items.add(RlpString.create(value.toBigInteger()));
            items.add(RlpString.create(input.array()));
            if (type != 0) {
                items.add(SignedLists.accessList(accessList));
            } else if (chainId != null) {
                items.addAll(List.of(RlpString.create(chainId), RlpString.create(0), RlpString.create(0)));
            }
            if (type == TransactionEncoding.LAST_TYPE) {
                items.add(SignedLists.authorizations(authorizations));
            }
            byte[] list = RlpEncoder.encode(new RlpList(items));
            if (type == 0) {
                return Keccak.hash(list).toBytes();
            }
            byte[] typed = new byte[1 + list.length];
            typed[0] = (byte) type;
            System.arraycopy(list, 0, typed, 1, list.length);
            return Keccak.hash(typed).toBytes();
        }

        Transaction transaction(Address from) {
            Transaction unhashed = new Transaction(
                    0,
                    Hash.ZERO,
                    type,
                    chainId,
                    from,
                    to,
                    nonce,
                    gasLimit,
                    value,
                    price,
                    priority == null ? null : price,
                    priority,
                    null,
                    input,
                    List.copyOf(accessList),
                    List.of(),
                    List.copyOf(authorizations),
                    v,
                    r,
                    s);
            return PooledTransaction.withHash(unhashed, TransactionEncoding.hash(unhashed));
        }
    }
}
