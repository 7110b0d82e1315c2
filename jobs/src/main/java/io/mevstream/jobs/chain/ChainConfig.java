package io.mevstream.jobs.chain;

import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.PoolRegistry;
import io.mevstream.pool.PoolSnapshots;
import java.io.Serializable;
import java.util.List;

/**
 * Which chain, and what is known of its pools beforehand.
 *
 * @param chainId the EIP-155 chain id that every record of the log must carry
 * @param registry the lines of the pool registry file; empty for none
 * @param snapshots what pools were before the log's first block
 */
public record ChainConfig(long chainId, List<String> registry, PoolSnapshots snapshots) implements Serializable {

    public ChainConfig {
        registry = List.copyOf(registry);
    }

    /** A chain whose log begins with its pools, or knows nothing of them before. */
    public ChainConfig(long chainId, List<String> registry) {
        this(chainId, registry, PoolSnapshots.NONE);
    }

    /** A chain whose pools are known by their factories only. */
    public static ChainConfig of(long chainId) {
        return new ChainConfig(chainId, List.of());
    }

    /** The factories that are known of this chain. */
    public KnownFactories factories() {
        return KnownFactories.ofChain(chainId);
    }

    PoolRegistry pools() {
        return PoolRegistry.parse(registry);
    }
}
