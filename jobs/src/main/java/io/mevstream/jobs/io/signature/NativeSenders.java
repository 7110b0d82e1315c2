package io.mevstream.jobs.io.signature;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.integrity.SignedTransaction;
import java.util.Optional;

/** Who signed a transaction, by libsecp256k1. */
public final class NativeSenders {

    private static final Secp256k1 NATIVE = Secp256k1.get();
    private static final int KEY_BYTES = 64;

    private NativeSenders() {}

    /** The sender; empty where the signature is none of any key. */
    public static Optional<Address> of(SignedTransaction transaction) {
        byte[] key;
        try {
            key = NATIVE.ecdsaRecover(
                    transaction.signature(), transaction.signingHash().toBytes(), transaction.parity());
        } catch (Secp256k1Exception none) {
            return Optional.empty();
        }
        // Uncompressed, behind a byte that says so.
        Hash hash = Keccak.hash(key, 1, KEY_BYTES);
        return Optional.of(Address.fromBytes(hash.toBytes(), Hash.LENGTH - Address.LENGTH));
    }
}
