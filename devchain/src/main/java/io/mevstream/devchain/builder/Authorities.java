package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.Transaction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;

/** Who signed the delegations of a set-code transaction (EIP-7702): each that takes effect uses up a nonce of its signer's. */
final class Authorities {

    private static final byte MAGIC = 5;

    private Authorities() {}

    /** The signer; null when the signature is of nobody. */
    static @Nullable Address signer(Transaction.Authorization authorization) {
        byte[] list = RlpEncoder.encode(new RlpList(
                RlpString.create(authorization.chainId().toBigInteger()),
                RlpString.create(authorization.address().toBytes()),
                RlpString.create(authorization.nonce())));
        byte[] signed = new byte[1 + list.length];
        signed[0] = MAGIC;
        System.arraycopy(list, 0, signed, 1, list.length);
        BigInteger r = authorization.signatureR().toBigInteger();
        BigInteger s = authorization.signatureS().toBigInteger();
        if (authorization.yParity() > 1 || !TransactionReader.isSignature(r, s)) {
            return null;
        }
        BigInteger key = Sign.recoverFromSignature(
                authorization.yParity(),
                new ECDSASignature(r, s),
                Keccak.hash(signed).toBytes());
        return key == null ? null : Address.of("0x" + Keys.getAddress(key));
    }

    /** Whether the delegation is for this chain or for all. */
    static boolean isFor(Transaction.Authorization authorization, long chainId) {
        BigInteger meant = authorization.chainId().toBigInteger();
        return meant.signum() == 0 || meant.equals(BigInteger.valueOf(chainId));
    }
}
