package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.pool.KnownFactory.FeeTier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The factories and singletons known on one chain, from {@code known-factories.csv} beside this class. */
public final class KnownFactories {

    private static final String RESOURCE = "known-factories.csv";
    private static final int COLUMNS = 8;

    private final List<KnownFactory> factories;

    KnownFactories(List<KnownFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /** Those of a chain by its EIP-155 id; none where the chain is not listed. */
    public static KnownFactories ofChain(long chainId) {
        List<KnownFactory> found = new ArrayList<>();
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("chain_id")) {
                continue;
            }
            String[] columns = line.split(",", COLUMNS);
            if (Long.parseLong(columns[0]) == chainId) {
                found.add(parse(columns));
            }
        }
        return new KnownFactories(found);
    }

    /** The factory or singleton at the address; null where none is known. */
    public @Nullable KnownFactory at(Address address) {
        for (KnownFactory factory : factories) {
            if (factory.address().equals(address)) {
                return factory;
            }
        }
        return null;
    }

    /** The pool as its address proves it for these tokens, in either order; null where no factory we know gives it to them. */
    public @Nullable PoolKnowledge derived(PoolId pool, PoolFamily family, Address one, Address other) {
        Derivation proof = derive(pool, family, one, other);
        return proof == null
                ? null
                : new PoolKnowledge(
                        pool,
                        family,
                        List.of(proof.token0(), proof.token1()),
                        proof.tier().feePips(),
                        proof.tier().tickSpacing(),
                        proof.factory().address(),
                        proof.factory().name(),
                        PoolKnowledge.Proof.DERIVED);
    }

    /** Which factory and fee give exactly this pool's address to these tokens, in either order; null where none does. */
    @Nullable
    Derivation derive(PoolId pool, PoolFamily family, Address one, Address other) {
        if (!pool.isContract() || one.equals(other)) {
            return null;
        }
        boolean sorted = one.compareTo(other) < 0;
        Address token0 = sorted ? one : other;
        Address token1 = sorted ? other : one;
        for (KnownFactory factory : factories) {
            Hash code = factory.initCodeHash();
            if (code == null || factory.family() != family) {
                continue;
            }
            for (FeeTier tier : factory.tiers()) {
                Address address = family == PoolFamily.UNISWAP_V2
                        ? PoolAddress.ofPair(factory.deployer(), code, token0, token1)
                        : PoolAddress.ofTieredPool(factory.deployer(), code, token0, token1, tier.feePips());
                if (address.equals(pool.manager())) {
                    return new Derivation(factory, tier, token0, token1);
                }
            }
        }
        return null;
    }

    /** A factory, a fee and two tokens that a pool's address proves. */
    record Derivation(KnownFactory factory, FeeTier tier, Address token0, Address token1) {}

    private static KnownFactory parse(String[] columns) {
        Address address = Address.of(columns[1]);
        List<FeeTier> tiers = new ArrayList<>();
        for (String tier : columns[4].isEmpty() ? new String[0] : columns[4].split(";", -1)) {
            String[] parts = tier.split(":", -1);
            tiers.add(new FeeTier(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.valueOf(parts[1]) : null));
        }
        return new KnownFactory(
                address,
                columns[2],
                PoolFamily.valueOf(columns[3]),
                List.copyOf(tiers),
                columns[5].isEmpty() ? null : Hash.of(columns[5]),
                columns[6].isEmpty() ? address : Address.of(columns[6]));
    }

    private static List<String> lines() {
        InputStream stream = Objects.requireNonNull(
                KnownFactories.class.getResourceAsStream(RESOURCE), "resource missing beside the class: " + RESOURCE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
