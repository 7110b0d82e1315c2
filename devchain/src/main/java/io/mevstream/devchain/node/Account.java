package io.mevstream.devchain.node;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Keccak;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** A key that everybody can derive from its name, and the account that it owns: never for anything of value. */
public final class Account {

    private final String name;
    private final Credentials credentials;
    private final Address address;

    private Account(String name, Credentials credentials) {
        this.name = name;
        this.credentials = credentials;
        this.address = Address.of(credentials.getAddress());
    }

    /** The account whose key is the Keccak-256 of {@code mevstream development chain: NAME}. */
    public static Account named(String name) {
        Hash key = Keccak.hash("mevstream development chain: " + name);
        return new Account(name, Credentials.create(ECKeyPair.create(new BigInteger(1, key.toBytes()))));
    }

    public String name() {
        return name;
    }

    public Address address() {
        return address;
    }

    /** The private key, to sign with elsewhere. */
    public BigInteger privateKey() {
        return credentials.getEcKeyPair().getPrivateKey();
    }

    /** The address of the contract that this account's transaction of the nonce creates. */
    public Address created(long nonce) {
        return Create.address(address, nonce);
    }

    /** The signed EIP-1559 transaction. */
    public SignedTransaction sign(long chainId, long nonce, Call call, Fee fee) {
        RawTransaction raw = RawTransaction.createTransaction(
                chainId,
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(call.gasLimit()),
                call.to() == null ? "" : call.to().toString(),
                call.valueWei(),
                Hex.encode(call.data().array()),
                BigInteger.valueOf(fee.priorityWei()),
                BigInteger.valueOf(fee.maxWei()));
        Hash unsigned = Keccak.hash(TransactionEncoder.encode(raw));
        byte[] bytes = TransactionEncoder.encode(raw, Signatures.sign(unsigned, privateKey()));
        return new SignedTransaction(Keccak.hash(bytes), address, nonce, call, Hex.encode(bytes));
    }

    @Override
    public String toString() {
        return name + " " + address;
    }
}
