package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Pool;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** A position in a V4 pool that the test router holds, told from others by a salt, the account's address. */
record V4Position(Deployment deployment, Pool pool, int lower, int upper, Address account) {

    /** Where the manager keeps its pools, and a pool its positions. */
    private static final int POOLS_SLOT = 6;

    private static final int POSITIONS_OFFSET = 6;

    /** Calldata of the router to change the liquidity. */
    byte[] modify(BigInteger delta) {
        int spacing = Objects.requireNonNull(pool.tickSpacing(), "a V4 pool without ticks");
        return Abi.call(
                "modifyLiquidity((address,address,uint24,int24,address),(int24,int24,int256,bytes32),bytes)",
                List.of(pool.tokens().get(0), pool.tokens().get(1), pool.feePips(), spacing, Address.ZERO),
                List.of(lower, upper, delta, salt()),
                Bytes.EMPTY);
    }

    /** The storage slot of the manager that holds the position's liquidity. */
    Hash liquiditySlot() {
        Hash poolId = Objects.requireNonNull(pool.id(), "a V4 pool without an id");
        Hash state = Keccak.hash(Abi.encode("(bytes32,uint256)", poolId, POOLS_SLOT));
        BigInteger positions = new BigInteger(1, state.toBytes()).add(BigInteger.valueOf(POSITIONS_OFFSET));
        Address owner = deployment.contract("uniswap-v4/liquidity-router");
        byte[] key = ByteBuffer.allocate(20 + 3 + 3 + 32)
                .put(owner.toBytes())
                .put(tick(lower))
                .put(tick(upper))
                .put(salt().toBytes())
                .array();
        return Keccak.hash(Abi.encode("(bytes32,uint256)", Keccak.hash(key), positions));
    }

    private static byte[] tick(int tick) {
        return new byte[] {(byte) (tick >> 16), (byte) (tick >> 8), (byte) tick};
    }

    private Hash salt() {
        byte[] salt = new byte[32];
        account.toBytes(salt, 12);
        return Hash.fromBytes(salt, 0);
    }
}
