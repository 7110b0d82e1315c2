package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.pool.KnownFactories.Derivation;
import io.mevstream.pool.PoolKnowledge.Proof;
import io.mevstream.pool.SwapEvidence.Status;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a pool comes to be known: by an announcement of a factory we know, by the registry file, by its own address, or by
 * the transfers of its swaps. Two of these that disagree prove nothing any more.
 */
final class PoolIdentity {

    private final KnownFactories factories;
    private final PoolRegistry registry;

    PoolIdentity(KnownFactories factories, PoolRegistry registry) {
        this.factories = factories;
        this.registry = registry;
    }

    /** Whether pools of the family order their tokens by address. */
    static boolean sortsTokens(PoolFamily family) {
        return switch (family) {
            case UNISWAP_V2, SOLIDLY, UNISWAP_V3, PANCAKE_V3, UNISWAP_V4 -> true;
            case CURVE_STABLE, CURVE_CRYPTO, BALANCER_V1, BALANCER_V2 -> false;
        };
    }

    /** What is known of a pool before its first event. */
    PoolKnowledge initially(PoolId pool, PoolEvent first) {
        PoolKnowledge stated = registry.find(pool);
        return stated != null
                ? stated
                : new PoolKnowledge(pool, familyOf(first), List.of(), null, null, null, null, Proof.NONE);
    }

    /** What is known after the event. */
    PoolKnowledge after(PoolKnowledge known, PoolEvent event, @Nullable SwapEvidence evidence) {
        PoolKnowledge typed = refineFamily(known, event);
        if (event instanceof PoolCreated created) {
            return announced(typed, created);
        }
        boolean backed =
                evidence != null && (evidence.status() == Status.PROVEN || evidence.status() == Status.PARTLY_PROVEN);
        return event instanceof Swap swap && backed ? traded(typed, swap, Objects.requireNonNull(evidence)) : typed;
    }

    private static PoolFamily familyOf(PoolEvent event) {
        if (event instanceof PoolCreated created) return created.family();
        if (event instanceof ReservesSet reserves) return reserves.family();
        if (event instanceof Swap swap) return swap.family();
        if (event instanceof LiquidityChange change) return change.family();
        if (event instanceof PoolFeeChanged change) return change.family();
        return event instanceof PoolInitialized && !event.pool().isContract()
                ? PoolFamily.UNISWAP_V4
                : PoolFamily.UNISWAP_V3;
    }

    /**
     * The family by what the pool itself emits; what others announce of it says nothing. Families share events: Solidly's
     * first pairs show themselves by their Sync, Pancake's V3 pools by their Swap, and keep the family when they emit what
     * they share.
     */
    private static PoolKnowledge refineFamily(PoolKnowledge known, PoolEvent event) {
        boolean open = known.proof() == Proof.NONE || known.proof() == Proof.TRANSFERS;
        PoolFamily seen = familyOf(event);
        if (!open || event instanceof PoolCreated || isRefinedBy(seen, known.family())) {
            return known;
        }
        return known.proof() == Proof.NONE || isRefinedBy(known.family(), seen)
                ? with(known, seen, known.tokens(), known.proof())
                : known;
    }

    private static boolean isRefinedBy(PoolFamily broad, PoolFamily narrow) {
        return broad == narrow
                || (broad == PoolFamily.UNISWAP_V2 && narrow == PoolFamily.SOLIDLY)
                || (broad == PoolFamily.UNISWAP_V3 && narrow == PoolFamily.PANCAKE_V3);
    }

    private PoolKnowledge announced(PoolKnowledge known, PoolCreated created) {
        KnownFactory factory = factories.at(created.factory());
        if (factory == null) {
            return known;
        }
        List<@Nullable Address> tokens = List.copyOf(created.tokens());
        if (known.proof() == Proof.CONTRADICTED || contradicts(known, tokens)) {
            return with(known, known.family(), known.tokens(), Proof.CONTRADICTED);
        }
        boolean oneFee = factory.tiers().size() == 1;
        return new PoolKnowledge(
                known.pool(),
                factory.family(),
                tokens,
                created.feePips() == null && oneFee
                        ? Integer.valueOf(factory.tiers().get(0).feePips())
                        : created.feePips(),
                created.tickSpacing(),
                factory.address(),
                factory.name(),
                tokens.isEmpty() ? Proof.NONE : Proof.FACTORY);
    }

    private PoolKnowledge traded(PoolKnowledge known, Swap swap, SwapEvidence evidence) {
        Address in = evidence.tokenIn();
        Address out = evidence.tokenOut();
        Integer index = swap.in().index();
        if (in == null || out == null || index == null || !hasTwoTokens(known.family())) {
            return known;
        }
        List<@Nullable Address> tokens = index == 0 ? List.of(in, out) : List.of(out, in);
        if (known.proof() == Proof.NONE || known.proof() == Proof.TRANSFERS) {
            Derivation derivation = factories.derive(known.pool(), known.family(), in, out);
            if (derivation != null) {
                return derived(known, derivation);
            }
        }
        return evidence.status() == Status.PROVEN ? shown(known, tokens) : known;
    }

    /** The address commits to the tokens: an order that the transfers showed differently is theirs to explain. */
    private static PoolKnowledge derived(PoolKnowledge known, Derivation derivation) {
        return new PoolKnowledge(
                known.pool(),
                known.family(),
                List.of(derivation.token0(), derivation.token1()),
                derivation.tier().feePips(),
                derivation.tier().tickSpacing(),
                derivation.factory().address(),
                derivation.factory().name(),
                Proof.DERIVED);
    }

    private static PoolKnowledge shown(PoolKnowledge known, List<@Nullable Address> tokens) {
        Address token0 = Objects.requireNonNull(tokens.get(0));
        Address token1 = Objects.requireNonNull(tokens.get(1));
        return switch (known.proof()) {
            // What a factory or the address proves is certain; a token may still move another one beside it.
            case FACTORY, DERIVED, CONTRADICTED -> known;
            case REGISTRY, TRANSFERS ->
                contradicts(known, tokens) ? with(known, known.family(), known.tokens(), Proof.CONTRADICTED) : known;
            case NONE -> {
                boolean unsorted = sortsTokens(known.family()) && token0.compareTo(token1) >= 0;
                yield with(known, known.family(), tokens, unsorted ? Proof.CONTRADICTED : Proof.TRANSFERS);
            }
        };
    }

    private static boolean contradicts(PoolKnowledge known, List<@Nullable Address> tokens) {
        return known.isProven() && !tokens.isEmpty() && !known.tokens().equals(tokens);
    }

    private static boolean hasTwoTokens(PoolFamily family) {
        return switch (family) {
            case UNISWAP_V2, SOLIDLY, UNISWAP_V3, PANCAKE_V3 -> true;
            // Curve's underlying exchanges count other coins than its plain ones; Balancer names tokens without order.
            case UNISWAP_V4, CURVE_STABLE, CURVE_CRYPTO, BALANCER_V1, BALANCER_V2 -> false;
        };
    }

    private static PoolKnowledge with(
            PoolKnowledge known, PoolFamily family, List<@Nullable Address> tokens, Proof proof) {
        return new PoolKnowledge(
                known.pool(),
                family,
                tokens,
                known.feePips(),
                known.tickSpacing(),
                known.factory(),
                known.name(),
                proof);
    }
}
