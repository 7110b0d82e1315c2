package io.mevstream.pool;

import static io.mevstream.pool.Trade.address;
import static io.mevstream.pool.Trade.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge.Proof;
import io.mevstream.pool.PoolTracker.Snapshot;
import io.mevstream.pool.SwapEvidence.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolKnowledgeTest {

    private static final Address UNISWAP_V2_FACTORY = Address.of("0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f");
    private static final Address UNISWAP_V3_FACTORY = Address.of("0x1f98431c8ad98523631ae4a59f267346ea31f984");
    private static final Address V4_MANAGER = Address.of("0x000000000004444c5dc75cb358380d2e3de08a90");
    private static final Address NOBODY = address(99);
    private static final Address A = address(10);
    private static final Address B = address(11);
    private static final Address C = address(12);
    private static final PoolId PAIR = PoolId.of(address(1));

    @Test
    void believesAFactoryItKnowsAndNoOther() {
        PoolKnowledge known = after(pairCreated(UNISWAP_V2_FACTORY, A, B));
        assertThat(known.proof()).isEqualTo(Proof.FACTORY);
        assertThat(known.tokens()).containsExactly(A, B);
        assertThat(known.feePips()).isEqualTo(3000);
        assertThat(known.name()).isEqualTo("uniswap-v2");
        assertThat(after(pairCreated(NOBODY, A, B)).proof()).isEqualTo(Proof.NONE);
    }

    @Test
    void letsNobodyElseSayWhatKindOfPoolItIs() {
        Swap own = swap(PoolFamily.UNISWAP_V3, new Swap.PriceAfter(TickMath.getSqrtRatioAtTick(0), units(1), 0, null));
        assertThat(after(pairCreated(NOBODY, A, B), own).family()).isEqualTo(PoolFamily.UNISWAP_V3);
        assertThat(after(own, pairCreated(NOBODY, A, B)).family()).isEqualTo(PoolFamily.UNISWAP_V3);
    }

    @Test
    void provesTokensByTheTransfersOfOneProvenSwap() {
        assertThat(after(traded(Status.PROVEN, A, B)).proof()).isEqualTo(Proof.TRANSFERS);
        assertThat(after(traded(Status.PROVEN, A, B)).tokens()).containsExactly(A, B);
        assertThat(after(traded(Status.PARTLY_PROVEN, A, B)).proof()).isEqualTo(Proof.NONE);
        assertThat(after(traded(Status.PROVEN, A, null)).proof()).isEqualTo(Proof.NONE);
    }

    @Test
    void provesNothingWhereProofsDisagree() {
        assertThat(after(traded(Status.PROVEN, B, A)).proof()).isEqualTo(Proof.CONTRADICTED);
        assertThat(after(traded(Status.PROVEN, A, B), traded(Status.PROVEN, A, C))
                        .proof())
                .isEqualTo(Proof.CONTRADICTED);
        assertThat(after(traded(Status.PROVEN, A, B), pairCreated(UNISWAP_V2_FACTORY, A, C))
                        .proof())
                .isEqualTo(Proof.CONTRADICTED);
        assertThat(after(traded(Status.PROVEN, A, B), pairCreated(UNISWAP_V2_FACTORY, A, B))
                        .proof())
                .isEqualTo(Proof.FACTORY);
    }

    @Test
    void changesNothingForAMadeUpSwap() {
        PoolEvent reserves = new ReservesSet(PAIR, PoolFamily.UNISWAP_V2, units(1000), units(1000));
        Snapshot known = now(PoolRegistry.EMPTY, reserves, pairCreated(NOBODY, A, B), traded(Status.SPOOFED, A, B));
        assertThat(known.state().reserve0Raw()).isEqualTo(units(1000));
        assertThat(known.knowledge().proof()).isEqualTo(Proof.NONE);
    }

    @Test
    void doesNotLetATokenTalkAgainstTheFactory() {
        assertThat(after(pairCreated(UNISWAP_V2_FACTORY, A, B), traded(Status.PROVEN, A, C))
                        .proof())
                .isEqualTo(Proof.FACTORY);
    }

    @Test
    void noticesARegistryThatTheTransfersContradict() {
        PoolRegistry registry =
                PoolRegistry.parse(List.of(PAIR.manager() + ",UNISWAP_V2," + A + "," + B + ",2000,,mine"));
        assertThat(now(registry, traded(Status.PROVEN, A, B)).knowledge().proof())
                .isEqualTo(Proof.REGISTRY);
        assertThat(now(registry, traded(Status.PROVEN, A, C)).knowledge().proof())
                .isEqualTo(Proof.CONTRADICTED);
    }

    @Test
    void followsAV3PoolFromItsFirstPriceToItsLastTick() {
        PoolId pool = PAIR;
        PoolEvent created =
                new PoolCreated(pool, PoolFamily.UNISWAP_V3, UNISWAP_V3_FACTORY, List.of(A, B), 3000, 60, null, null);
        PoolEvent begun = new PoolInitialized(pool, TickMath.getSqrtRatioAtTick(0), 0);
        Snapshot whole = now(
                PoolRegistry.EMPTY,
                created,
                begun,
                position(pool, -600, 600, 7),
                position(pool, 60, 600, 5),
                position(pool, -60, 0, 3));
        assertThat(whole.state().completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(whole.state().liquidity()).isEqualTo(units(7));
        assertThat(Objects.requireNonNull(whole.ticks()).ticks()).hasSize(5);
        Snapshot joinedLater = now(PoolRegistry.EMPTY, created, position(pool, -600, 600, 7));
        assertThat(joinedLater.state().completeness()).isEqualTo(Completeness.UNKNOWN);
        assertThat(joinedLater.ticks()).isNull();
    }

    @Test
    void takesAV4PoolsFirstPriceFromItsOwnManagerOnly() {
        PoolId pool = new PoolId(V4_MANAGER, new Hash(1, 2, 3, 4));
        PoolInitialized price = new PoolInitialized(pool, TickMath.getSqrtRatioAtTick(0), 0);
        PoolEvent own = new PoolCreated(
                pool, PoolFamily.UNISWAP_V4, V4_MANAGER, List.of(Address.ZERO, B), 500, 10, null, price);
        Snapshot known = now(PoolRegistry.EMPTY, own);
        assertThat(known.knowledge().proof()).isEqualTo(Proof.FACTORY);
        assertThat(known.state().sqrtPriceX96()).isEqualTo(price.sqrtPriceX96());
        PoolEvent foreign =
                new PoolCreated(pool, PoolFamily.UNISWAP_V4, NOBODY, List.of(Address.ZERO, B), 500, 10, null, price);
        assertThat(now(PoolRegistry.EMPTY, foreign).state()).isEqualTo(PoolState.UNKNOWN);
    }

    private static PoolEvent pairCreated(Address factory, Address token0, Address token1) {
        return new PoolCreated(PAIR, PoolFamily.UNISWAP_V2, factory, List.of(token0, token1), null, null, null, null);
    }

    private static PoolEvent position(PoolId pool, int lower, int upper, long liquidity) {
        return new LiquidityChange(
                pool,
                PoolFamily.UNISWAP_V3,
                LiquidityChange.Kind.ADD,
                NOBODY,
                lower,
                upper,
                Int256.of(liquidity),
                List.of(),
                List.of());
    }

    private static Swap swap(PoolFamily family, Swap.Detail detail) {
        return new Swap(
                PAIR,
                family,
                null,
                null,
                TokenAmount.ofIndex(0, units(100)),
                TokenAmount.ofIndex(1, units(200)),
                detail);
    }

    /** A swap of token0 for token1 with what its transfers showed. */
    private record Traded(SwapEvidence evidence) {}

    private static Traded traded(Status status, @Nullable Address in, @Nullable Address out) {
        return new Traded(new SwapEvidence(status, in, out));
    }

    private static PoolKnowledge after(Object... events) {
        return now(PoolRegistry.EMPTY, events).knowledge();
    }

    /** The pool after a block of these events: pool events, or swaps given by their evidence. */
    private static Snapshot now(PoolRegistry registry, Object... events) {
        List<PoolFrame.Entry> entries = new ArrayList<>();
        for (Object event : events) {
            LogRef log = new LogRef(entries.size(), 0, Hash.ZERO, NOBODY);
            if (event instanceof Traded traded) {
                UInt256 none = UInt256.ZERO;
                Swap swap = swap(PoolFamily.UNISWAP_V2, new Swap.PairAmounts(units(100), none, none, units(200)));
                entries.add(new PoolFrame.Entry(log, "test", swap, traded.evidence()));
            } else {
                SwapEvidence unchecked = new SwapEvidence(Status.NOT_CHECKABLE, null, null);
                entries.add(
                        new PoolFrame.Entry(log, "test", (PoolEvent) event, event instanceof Swap ? unchecked : null));
            }
        }
        Origin origin = new Origin(1, 1, ChainRecord.Kind.APPLY, new BlockRef(1, Hash.ZERO), null);
        PoolId pool = entries.get(0).event().pool();
        PoolTracker tracker = new PoolTracker(KnownFactories.ofChain(1), registry);
        return Objects.requireNonNull(tracker.take(null, new PoolFrame(pool, origin, 1, entries))
                        .after())
                .now();
    }
}
