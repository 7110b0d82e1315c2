package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.event.PoolFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract whose pools we know: what it announces is true, and where it deploys by CREATE2 a pool's address proves its
 * tokens and fee.
 *
 * @param address the contract that announces pools, or the singleton that holds them
 * @param name the fork's name
 * @param tiers the fees its pools can have; empty where they are free
 * @param initCodeHash the Keccak-256 of the pools' creation code; null where addresses are not derived
 * @param deployer the contract that executes CREATE2; the factory itself except for Pancake V3
 */
public record KnownFactory(
        Address address,
        String name,
        PoolFamily family,
        List<FeeTier> tiers,
        @Nullable Hash initCodeHash,
        Address deployer) {

    /**
     * A fee a factory offers.
     *
     * @param feePips in millionths
     * @param tickSpacing null where the family has no ticks
     */
    public record FeeTier(int feePips, @Nullable Integer tickSpacing) {}
}
