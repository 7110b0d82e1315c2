package io.mevstream.devchain.relay;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.builder.PooledTransaction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** What a relay knows a bundle by. */
final class BundleHash {

    private BundleHash() {}

    /** As Flashbots' client computes it: of the transactions' hashes, one after the other. */
    static Hash of(List<PooledTransaction> transactions) {
        return of(RelayProfile.HashOf.TRANSACTIONS, transactions, 0);
    }

    static Hash of(RelayProfile.HashOf form, List<PooledTransaction> transactions, long block) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        transactions.forEach(transaction -> bytes.writeBytes(transaction.hash().toBytes()));
        if (form == RelayProfile.HashOf.TRANSACTIONS_AND_BLOCK) {
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(block).array());
        }
        return Keccak.hash(bytes.toByteArray());
    }
}
