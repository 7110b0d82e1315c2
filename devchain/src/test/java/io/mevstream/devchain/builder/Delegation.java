package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.Transaction;
import io.mevstream.devchain.node.Account;
import io.mevstream.integrity.TransactionEncoding;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.List;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Set-code transactions (EIP-7702), which web3j 4 cannot sign. */
final class Delegation {

    private static final UInt256 TIP = UInt256.of(BareChain.GWEI);
    private static final UInt256 MOST = UInt256.of(100 * BareChain.GWEI);
    private static final long GAS = 100_000;

    private Delegation() {}

    /** The sender's transaction with the authority's delegation to nobody's code. */
    static PooledTransaction by(Account sender, long nonce, Account authority, long authorityNonce, long chainId) {
        Address code = BareChain.DILUTE;
        Address callee = Address.of("0x" + "ee".repeat(20));
        RlpList delegated = new RlpList(
                RlpString.create(chainId), RlpString.create(code.toBytes()), RlpString.create(authorityNonce));
        Sign.SignatureData consent = sign(authority, 5, delegated);
        Transaction.Authorization authorization = new Transaction.Authorization(
                UInt256.of(chainId),
                code,
                authorityNonce,
                parity(consent),
                number(consent.getR()),
                number(consent.getS()));
        RlpType[] fields = {
            RlpString.create(chainId),
            RlpString.create(nonce),
            RlpString.create(TIP.toBigInteger()),
            RlpString.create(MOST.toBigInteger()),
            RlpString.create(GAS),
            RlpString.create(callee.toBytes()),
            RlpString.create(0),
            RlpString.create(new byte[0]),
            new RlpList(),
            new RlpList(new RlpList(
                    RlpString.create(chainId),
                    RlpString.create(code.toBytes()),
                    RlpString.create(authorityNonce),
                    RlpString.create(parity(consent)),
                    RlpString.create(new BigInteger(1, consent.getR())),
                    RlpString.create(new BigInteger(1, consent.getS()))))
        };
        Sign.SignatureData signature = sign(sender, 4, new RlpList(fields));
        Transaction transaction = new Transaction(
                0,
                Hash.ZERO,
                4,
                chainId,
                sender.address(),
                callee,
                nonce,
                GAS,
                UInt256.ZERO,
                MOST,
                MOST,
                TIP,
                null,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                List.of(authorization),
                UInt256.of(parity(signature)),
                number(signature.getR()),
                number(signature.getS()));
        return PooledTransaction.read(TransactionEncoding.encode(transaction).array());
    }

    private static Sign.SignatureData sign(Account account, int prefix, RlpList list) {
        byte[] encoded = RlpEncoder.encode(list);
        byte[] signed = new byte[1 + encoded.length];
        signed[0] = (byte) prefix;
        System.arraycopy(encoded, 0, signed, 1, encoded.length);
        return Sign.signMessage(Keccak.hash(signed).toBytes(), ECKeyPair.create(account.privateKey()), false);
    }

    private static int parity(Sign.SignatureData signature) {
        return signature.getV()[0] - 27;
    }

    private static UInt256 number(byte[] bytes) {
        return UInt256.of(new BigInteger(1, bytes));
    }
}
