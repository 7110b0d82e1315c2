package io.mevstream.pool;

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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Blocks full of whatever a pool, or something that plays one, can emit. */
final class RandomPool {

    private static final PoolId POOL = PoolId.of(Address.of("0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc"));
    private static final List<Address> TOKENS = List.of(
            Address.of("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"),
            Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
            Address.of("0xdac17f958d2ee523a2206206994597c13d831ec7"));
    private static final UInt256 EVEN_PRICE = UInt256.of(1L << 32).shiftLeft(64);

    private final Random random;

    RandomPool(Random random) {
        this.random = random;
    }

    PoolFrame block(long number, long position, long runStart) {
        Hash hash = new Hash(random.nextLong(), random.nextLong(), random.nextLong(), number);
        Origin origin = new Origin(1, position, ChainRecord.Kind.APPLY, new BlockRef(number, hash), 1_600_000_000L);
        List<PoolFrame.Entry> entries = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            PoolEvent event = event();
            LogRef log = new LogRef(7 * i + random.nextInt(7), 0, Hash.ZERO, POOL.manager());
            entries.add(new PoolFrame.Entry(log, "test", event, event instanceof Swap ? evidence() : null));
        }
        return new PoolFrame(POOL, origin, runStart, entries);
    }

    private PoolEvent event() {
        return switch (random.nextInt(12)) {
            case 0 -> created();
            case 1 -> new PoolInitialized(POOL, EVEN_PRICE, 0);
            case 2, 3 ->
                new ReservesSet(
                        POOL,
                        random.nextInt(9) == 0 ? PoolFamily.SOLIDLY : PoolFamily.UNISWAP_V2,
                        amount(112),
                        amount(112));
            case 4, 5, 6 -> position();
            case 7, 8 -> pairSwap();
            default -> pricedSwap();
        };
    }

    private PoolEvent created() {
        Address factory = random.nextBoolean()
                ? Address.of("0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f")
                : TOKENS.get(random.nextInt(3));
        return new PoolCreated(POOL, PoolFamily.UNISWAP_V2, factory, TOKENS.subList(0, 2), null, null, null, null);
    }

    private PoolEvent position() {
        int lower = 60 * (random.nextInt(40) - 20);
        int upper = lower + 60 * (1 + random.nextInt(20));
        boolean add = random.nextInt(3) > 0;
        Int256 liquidity = Int256.ofExact(amount(random.nextInt(20) == 0 ? 200 : 60));
        return new LiquidityChange(
                POOL,
                PoolFamily.UNISWAP_V3,
                add ? LiquidityChange.Kind.ADD : LiquidityChange.Kind.REMOVE,
                TOKENS.get(2),
                lower,
                upper,
                add ? liquidity : liquidity.negate(),
                List.of(Int256.of(5), Int256.of(6)),
                List.of());
    }

    private PoolEvent pairSwap() {
        Swap.PairAmounts amounts = new Swap.PairAmounts(amount(100), sometimes(), sometimes(), amount(100));
        return swap(PoolFamily.UNISWAP_V2, amounts);
    }

    private PoolEvent pricedSwap() {
        int tick = random.nextInt(2000) - 1000;
        UInt256 price = EVEN_PRICE.add(amount(88));
        return swap(
                random.nextInt(9) == 0 ? PoolFamily.PANCAKE_V3 : PoolFamily.UNISWAP_V3,
                new Swap.PriceAfter(price, amount(100), tick, null));
    }

    private Swap swap(PoolFamily family, Swap.Detail detail) {
        int in = random.nextInt(2);
        return new Swap(
                POOL,
                family,
                null,
                null,
                TokenAmount.ofIndex(in, amount(100)),
                TokenAmount.ofIndex(1 - in, amount(100)),
                detail);
    }

    private SwapEvidence evidence() {
        SwapEvidence.Status[] all = SwapEvidence.Status.values();
        return new SwapEvidence(all[random.nextInt(all.length)], token(), token());
    }

    private Address token() {
        return random.nextInt(4) == 0 ? null : TOKENS.get(random.nextInt(3));
    }

    private UInt256 sometimes() {
        return random.nextInt(4) == 0 ? amount(90) : UInt256.ZERO;
    }

    private UInt256 amount(int bits) {
        return UInt256.of(new BigInteger(1 + random.nextInt(bits), random));
    }
}
