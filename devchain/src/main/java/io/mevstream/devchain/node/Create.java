package io.mevstream.devchain.node;

import io.mevstream.chain.Address;
import io.mevstream.chain.Keccak;

/** The address that CREATE gives a contract: the last 20 bytes of keccak256(rlp([creator, nonce])). */
final class Create {

    private Create() {}

    static Address address(Address creator, long nonce) {
        byte[] number = number(nonce);
        byte[] rlp = new byte[1 + 21 + number.length];
        rlp[0] = (byte) (0xc0 + rlp.length - 1);
        rlp[1] = (byte) 0x94;
        creator.toBytes(rlp, 2);
        System.arraycopy(number, 0, rlp, 22, number.length);
        return Address.fromBytes(Keccak.hash(rlp).toBytes(), 12);
    }

    /** The nonce as RLP has it: without leading zeros, behind its length where it is not a single small byte. */
    private static byte[] number(long nonce) {
        if (nonce == 0) {
            return new byte[] {(byte) 0x80};
        }
        if (nonce < 0x80) {
            return new byte[] {(byte) nonce};
        }
        int length = (71 - Long.numberOfLeadingZeros(nonce)) / 8;
        byte[] out = new byte[1 + length];
        out[0] = (byte) (0x80 + length);
        for (int i = 0; i < length; i++) {
            out[1 + i] = (byte) (nonce >>> 8 * (length - 1 - i));
        }
        return out;
    }
}
