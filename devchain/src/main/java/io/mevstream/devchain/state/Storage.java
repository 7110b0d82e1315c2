package io.mevstream.devchain.state;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.num.UInt256;

/** Where Solidity keeps the values of a mapping. */
final class Storage {

    private Storage() {}

    static UInt256 mapped(UInt256 key, UInt256 mapping) {
        byte[] both = new byte[2 * Hash.LENGTH];
        key.toBytes(both, 0);
        mapping.toBytes(both, Hash.LENGTH);
        return UInt256.fromBytes(Keccak.hash(both).toBytes(), 0);
    }

    static Hash hash(UInt256 value) {
        byte[] bytes = new byte[Hash.LENGTH];
        value.toBytes(bytes, 0);
        return Hash.fromBytes(bytes, 0);
    }
}
