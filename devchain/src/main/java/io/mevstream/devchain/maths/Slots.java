package io.mevstream.devchain.maths;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.num.UInt256;
import java.math.BigInteger;

/** Where Solidity keeps what. */
final class Slots {

    /** Where the tokens of the market, wrapped ether among them, keep their balances. */
    private static final UInt256 BALANCES = UInt256.of(3);

    private Slots() {}

    static Hash at(long slot) {
        return hash(UInt256.of(slot));
    }

    static Hash hash(UInt256 value) {
        byte[] bytes = new byte[32];
        value.toBytes(bytes, 0);
        return Hash.fromBytes(bytes, 0);
    }

    static Hash hash(BigInteger value) {
        return hash(UInt256.of(value));
    }

    /** The slot of a mapping's value. */
    static UInt256 mapped(UInt256 key, UInt256 mapping) {
        byte[] both = new byte[64];
        key.toBytes(both, 0);
        mapping.toBytes(both, 32);
        return UInt256.fromBytes(Keccak.hash(both).toBytes(), 0);
    }

    /** The slot of a mapping's value by a signed key. */
    static UInt256 mapped(int key, UInt256 mapping) {
        return mapped(signed(key), mapping);
    }

    /** A signed number in two's complement. */
    static UInt256 signed(long value) {
        long sign = value >> 63;
        return new UInt256(sign, sign, sign, value);
    }

    static Hash balance(Address owner) {
        return hash(mapped(UInt256.of(new BigInteger(1, owner.toBytes())), BALANCES));
    }
}
