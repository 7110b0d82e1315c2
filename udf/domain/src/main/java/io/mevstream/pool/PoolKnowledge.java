package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pool that does not change from trade to trade, and how it came to be known.
 *
 * @param tokens in the pool's order, null where not known; empty where not even their number is known
 * @param feePips the fee in millionths; null where not known or not constant
 * @param tickSpacing null where not known or the family has no ticks
 * @param factory the announcing contract; null where not known
 * @param name the fork's name from the registry ({@code uniswap-v2}, {@code sushiswap}); null where not known
 */
public record PoolKnowledge(
        PoolId pool,
        PoolFamily family,
        List<@Nullable Address> tokens,
        @Nullable Integer feePips,
        @Nullable Integer tickSpacing,
        @Nullable Address factory,
        @Nullable String name,
        Proof proof) {

    /** How the tokens came to be known. Nothing is priced through a pool that is not proven. */
    public enum Proof {
        /** A factory or singleton we know announced them. */
        FACTORY,
        /** The pool's address is the one a factory we know gives to exactly these tokens and this fee. */
        DERIVED,
        /** The registry file states them. */
        REGISTRY,
        /** The transfers of executed swaps showed them. */
        TRANSFERS,
        /** Not proven. */
        NONE,
        /** Two proofs contradict each other. */
        CONTRADICTED
    }

    public boolean isProven() {
        return proof != Proof.NONE && proof != Proof.CONTRADICTED;
    }
}
