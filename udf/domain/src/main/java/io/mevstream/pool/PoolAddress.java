package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.num.Words;

/**
 * The addresses factories give their pools: CREATE2 (EIP-1014) over a salt of the tokens, as {@code UniswapV2Library
 * .pairFor} and {@code PoolAddress.computeAddress} of the V2 and V3 peripheries compute them.
 */
final class PoolAddress {

    private static final int WORD = Hash.LENGTH;

    private PoolAddress() {}

    /** The pair's address: the salt is the two addresses packed. */
    static Address ofPair(Address deployer, Hash initCodeHash, Address token0, Address token1) {
        byte[] packed = new byte[2 * Address.LENGTH];
        token0.toBytes(packed, 0);
        token1.toBytes(packed, Address.LENGTH);
        return create2(deployer, Keccak.hash(packed), initCodeHash);
    }

    /** The concentrated-liquidity pool's address: the salt is tokens and fee in a word each. */
    static Address ofTieredPool(Address deployer, Hash initCodeHash, Address token0, Address token1, int feePips) {
        byte[] words = new byte[3 * WORD];
        token0.toBytes(words, WORD - Address.LENGTH);
        token1.toBytes(words, 2 * WORD - Address.LENGTH);
        Words.writeInt(feePips, words, 3 * WORD - Integer.BYTES);
        return create2(deployer, Keccak.hash(words), initCodeHash);
    }

    private static Address create2(Address deployer, Hash salt, Hash initCodeHash) {
        byte[] preimage = new byte[1 + Address.LENGTH + 2 * WORD];
        preimage[0] = (byte) 0xff;
        deployer.toBytes(preimage, 1);
        salt.toBytes(preimage, 1 + Address.LENGTH);
        initCodeHash.toBytes(preimage, 1 + Address.LENGTH + WORD);
        return Address.fromBytes(Keccak.hash(preimage).toBytes(), WORD - Address.LENGTH);
    }
}
