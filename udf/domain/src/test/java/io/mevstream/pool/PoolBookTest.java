package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.balancer.Powers;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.amm.curve.StableSwapFees;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.curve.StableSwapRules;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What events and snapshots make of pools that do not say all of themselves, and what undoing leaves. */
class PoolBookTest {

    private static final Address VAULT = Address.of("0xba12222222228d8ba445958a75a0704d566bf2c8");
    private static final Address MANAGER = Address.of("0x000000000004444c5dc75cb358380d2e3de08a90");
    private static final Address V2_FACTORY = Address.of("0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f");
    private static final Address SHARES = Address.of("0x5c6ee304399dbdb9c8ef030ab642b10820db8f56");
    private static final Address ONE = Address.of("0x1000000000000000000000000000000000000001");
    private static final Address TWO = Address.of("0x2000000000000000000000000000000000000002");
    private static final PoolId HELD =
            new PoolId(VAULT, Hash.of("0x5c6ee304399dbdb9c8ef030ab642b10820db8f56000200000000000000000014"));
    private static final UInt256 E18 = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 EVEN_PRICE = UInt256.ONE.shiftLeft(96);

    private final PoolBook book = new PoolBook(KnownFactories.ofChain(1), PoolRegistry.EMPTY);
    private long position;

    @Test
    void quotesAPairByItsFactorysFeeAndItsSync() {
        PoolId pair = PoolId.of(SHARES);
        ReservesSet sync = new ReservesSet(pair, PoolFamily.UNISWAP_V2, UInt256.of(5_000), UInt256.of(7_000));
        PoolCreated created =
                new PoolCreated(pair, PoolFamily.UNISWAP_V2, V2_FACTORY, List.of(ONE, TWO), null, null, null, null);

        block(1, Kind.APPLY, created);
        assertThat(known(pair)).isEqualTo(Completeness.UNKNOWN);
        block(2, Kind.APPLY, sync);
        assertThat(book.pool(pair)).isEqualTo(PairPool.of(UInt256.of(5_000), UInt256.of(7_000), PairFee.ofPips(3000)));
        block(2, Kind.UNDO, sync);
        assertThat(known(pair)).isEqualTo(Completeness.UNKNOWN);
        block(1, Kind.UNDO, created);
        assertThat(book.pool(pair)).isNull();
    }

    @Test
    void doesNotQuoteAPairWhoseFeeNobodyProved() {
        PoolId pair = PoolId.of(SHARES);

        block(1, Kind.APPLY, new ReservesSet(pair, PoolFamily.UNISWAP_V2, E18, E18));

        assertThat(known(pair)).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void takesAManagedPoolsHooksAndFeesFromTheManager() {
        Address hooks = Address.of("0x0000000000000000000000000000000000000080");
        PoolId plain = new PoolId(MANAGER, Hash.of("0x" + "11".repeat(32)));
        PoolId hooked = new PoolId(MANAGER, Hash.of("0x" + "22".repeat(32)));

        block(1, Kind.APPLY, managed(plain, MANAGER, null), managed(hooked, MANAGER, hooks));
        block(2, Kind.APPLY, position(plain, -60, 60), position(hooked, -60, 60));
        PoolFeeChanged protocolFee = new PoolFeeChanged(plain, PoolFamily.UNISWAP_V4, "protocolFee", UInt256.of(500));
        block(3, Kind.APPLY, protocolFee);

        assertThat(((ManagedPool) book.pool(plain)).fees().protocolPips()).isEqualTo(500);
        assertThat(((ManagedPool) book.pool(plain)).price().liquidity()).isEqualTo(E18);
        assertThat(((ManagedPool) book.pool(plain)).ticks().size()).isEqualTo(2);
        assertThat(known(plain)).isEqualTo(Completeness.COMPLETE);
        assertThat(known(hooked)).isEqualTo(Completeness.UNKNOWN);
        block(3, Kind.UNDO, protocolFee);
        assertThat(((ManagedPool) book.pool(plain)).fees().protocolPips()).isZero();
    }

    @Test
    void believesNobodyButTheManagerOfItsPools() {
        PoolId pool = new PoolId(ONE, Hash.of("0x" + "11".repeat(32)));

        block(1, Kind.APPLY, managed(pool, TWO, null));

        assertThat(known(pool)).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void movesAHeldPoolByTheVaultsEventsAndItsOwnFee() {
        book.state(0, knowledge(HELD, PoolFamily.BALANCER_V2), weighted(400, 4000));
        Swap swap = exchange(TokenAmount.ofToken(ONE, UInt256.of(40)), TokenAmount.ofToken(TWO, UInt256.of(300)));
        LiquidityChange join = new LiquidityChange(
                HELD,
                PoolFamily.BALANCER_V2,
                LiquidityChange.Kind.ADD,
                null,
                null,
                null,
                null,
                List.of(Int256.of(60), Int256.of(-100)),
                List.of(ONE, TWO));
        PoolFeeChanged fee =
                new PoolFeeChanged(PoolId.of(SHARES), PoolFamily.BALANCER_V2, "swapFeePercentage", E18.shiftRight(3));

        block(1, Kind.APPLY, swap, join);
        assertThat(balances()).containsExactly(UInt256.of(500), UInt256.of(3600));
        QuotablePool before = book.pool(HELD);
        block(2, Kind.APPLY, fee);
        assertThat(asked(book.pool(HELD))).isGreaterThan(asked(before));
        block(2, Kind.UNDO, fee);
        assertThat(book.pool(HELD)).isSameAs(before);
        block(1, Kind.UNDO, swap, join);
        assertThat(balances()).containsExactly(UInt256.of(400), UInt256.of(4000));
    }

    @Test
    void quotesNoHeldPoolWhoseAmplificationMoves() {
        book.state(0, knowledge(HELD, PoolFamily.BALANCER_V2), weighted(400, 4000));

        block(
                1,
                Kind.APPLY,
                new PoolFeeChanged(PoolId.of(SHARES), PoolFamily.BALANCER_V2, "amplification", UInt256.of(7)));

        assertThat(known(HELD)).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void forgetsAHeldPoolThatCannotHavePaidSoMuch() {
        book.state(0, knowledge(HELD, PoolFamily.BALANCER_V2), weighted(400, 4000));

        block(1, Kind.APPLY, exchange(TokenAmount.ofToken(ONE, E18), TokenAmount.ofToken(TWO, UInt256.of(4001))));

        assertThat(known(HELD)).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void forgetsAPoolThatWasStatedAtABlockThatIsUndone() {
        Swap swap = exchange(TokenAmount.ofToken(ONE, UInt256.of(40)), TokenAmount.ofToken(TWO, UInt256.of(300)));

        block(1, Kind.APPLY, swap);
        book.state(0, knowledge(HELD, PoolFamily.BALANCER_V2), weighted(400, 4000));
        block(1, Kind.UNDO, swap);

        assertThat(book.pool(HELD)).isNull();
    }

    @Test
    void carriesNothingFromOneRunToAnother() {
        book.state(5, knowledge(HELD, PoolFamily.BALANCER_V2), weighted(400, 4000));

        block(1, Kind.APPLY, exchange(TokenAmount.ofToken(ONE, E18), TokenAmount.ofToken(TWO, UInt256.of(1))));

        assertThat(known(HELD)).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void followsAStablePoolOnlyWhereItPaysWhatWeCompute() {
        PoolId pool = PoolId.of(SHARES);
        StableSwapPool stated = new StableSwapPool(
                StableSwapRules.CLASSIC,
                List.of(E18.mul(UInt256.of(1000)), E18.mul(UInt256.of(2000))),
                List.of(E18, E18),
                UInt256.of(100),
                StableSwapFees.constant(4_000_000, 5_000_000_000L));
        Quote.Filled filled = (Quote.Filled) stated.quoteExactIn(0, 1, E18);
        book.state(0, knowledge(pool, PoolFamily.CURVE_STABLE), stated);

        block(1, Kind.APPLY, stable(pool, filled.amountOut()));
        assertThat(book.pool(pool)).isEqualTo(filled.after());
        block(2, Kind.APPLY, stable(pool, filled.amountOut().add(UInt256.ONE)));
        assertThat(known(pool)).isEqualTo(Completeness.UNKNOWN);
        block(2, Kind.UNDO, stable(pool, filled.amountOut().add(UInt256.ONE)));
        assertThat(book.pool(pool)).isEqualTo(filled.after());
    }

    private void block(long number, Kind kind, ChainEvent... events) {
        List<LoggedEvent> logged = new ArrayList<>();
        for (ChainEvent event : events) {
            logged.add(new LoggedEvent(new LogRef(logged.size(), 0, Hash.ZERO, VAULT), "test", event));
        }
        Origin origin = new Origin(1, position++, kind, new BlockRef(number, new Hash(0, 0, 0, number)), null);
        book.take(origin, 0, logged);
    }

    private Completeness known(PoolId pool) {
        return book.pool(pool).completeness();
    }

    private List<UInt256> balances() {
        return ((WeightedPool) book.pool(HELD)).balances();
    }

    /** What the pool wants of its first token for 1000 of its second. */
    private static UInt256 asked(QuotablePool pool) {
        return ((Quote.Filled) pool.quoteExactOut(0, 1, UInt256.of(1000))).amountIn();
    }

    private static PoolKnowledge knowledge(PoolId pool, PoolFamily family) {
        return new PoolKnowledge(pool, family, List.of(ONE, TWO), null, null, null, null, PoolKnowledge.Proof.REGISTRY);
    }

    private static WeightedPool weighted(long one, long two) {
        UInt256 half = E18.shiftRight(1);
        return new WeightedPool(
                List.of(UInt256.of(one), UInt256.of(two)),
                List.of(E18, E18),
                List.of(half, half),
                E18.shiftRight(4),
                Powers.MULTIPLIED_OUT);
    }

    private static PoolCreated managed(PoolId pool, Address announcer, Address hooks) {
        return new PoolCreated(
                pool,
                PoolFamily.UNISWAP_V4,
                announcer,
                List.of(ONE, TWO),
                3000,
                60,
                hooks,
                new PoolInitialized(pool, EVEN_PRICE, 0));
    }

    private static LiquidityChange position(PoolId pool, int lower, int upper) {
        return new LiquidityChange(
                pool,
                PoolFamily.UNISWAP_V4,
                LiquidityChange.Kind.ADD,
                null,
                lower,
                upper,
                Int256.ofExact(E18),
                List.of(),
                List.of());
    }

    private static Swap exchange(TokenAmount in, TokenAmount out) {
        return new Swap(HELD, PoolFamily.BALANCER_V2, null, null, in, out, Swap.NoDetail.NONE);
    }

    private static Swap stable(PoolId pool, UInt256 out) {
        return new Swap(
                pool,
                PoolFamily.CURVE_STABLE,
                null,
                null,
                TokenAmount.ofIndex(0, E18),
                TokenAmount.ofIndex(1, out),
                Swap.NoDetail.NONE);
    }
}
