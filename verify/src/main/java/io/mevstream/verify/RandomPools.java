package io.mevstream.verify;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.balancer.Powers;
import io.mevstream.amm.balancer.StablePool;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.amm.curve.StableSwapFees;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.curve.StableSwapRules;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.amm.v4.SwapFees;
import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import java.util.SplittableRandom;

/** Pools of every family that is quoted, of two or three tokens of about equal worth. */
final class RandomPools {

    static final int FAMILIES = 8;

    private static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 SIX_DECIMALS = ONE.mul(UInt256.of(1_000_000_000_000L));
    private static final Address NO_HOOKS = new Address(0, 0, 0);

    private final SplittableRandom random;
    private final long depth;

    /** Pools of about so many raw units of each token, 6 decimals where the family asks. */
    RandomPools(SplittableRandom random, long depth) {
        this.random = random;
        this.depth = depth;
    }

    /** A pool of two tokens of any family. */
    QuotablePool any() {
        return of(random.nextInt(FAMILIES));
    }

    QuotablePool of(int family) {
        return switch (family) {
            case 0 -> PairPool.of(amount(), amount(), random.nextBoolean() ? PairFee.UNISWAP : PairFee.PANCAKE);
            case 1 -> ticks();
            case 2 -> managed();
            case 3 -> SolidlyPool.ofVolatile(amount(), amount(), 30);
            case 4 -> SolidlyPool.ofStable(amount(), amount(), UInt256.of(1_000_000), UInt256.of(1_000_000), 5);
            case 5 -> weighted();
            case 6 ->
                new StablePool(
                        List.of(amount(), amount()),
                        List.of(SIX_DECIMALS, SIX_DECIMALS),
                        UInt256.of(1000 * (1 + random.nextInt(200))),
                        ONE.div(UInt256.of(2500)));
            default -> curve(2);
        };
    }

    /** A pool of three tokens. */
    QuotablePool three() {
        return curve(3);
    }

    private QuotablePool weighted() {
        UInt256 half = ONE.shiftRight(1);
        return new WeightedPool(
                List.of(amount(), amount()),
                List.of(SIX_DECIMALS, SIX_DECIMALS),
                List.of(half, half),
                ONE.div(UInt256.of(500)),
                Powers.MULTIPLIED_OUT);
    }

    private QuotablePool curve(int count) {
        List<UInt256> balances = count == 2 ? List.of(amount(), amount()) : List.of(amount(), amount(), amount());
        return new StableSwapPool(
                random.nextBoolean() ? StableSwapRules.CLASSIC : StableSwapRules.NG,
                balances,
                count == 2 ? List.of(SIX_DECIMALS, SIX_DECIMALS) : List.of(SIX_DECIMALS, SIX_DECIMALS, SIX_DECIMALS),
                UInt256.of(10 + random.nextInt(20_000)),
                StableSwapFees.constant(4_000_000, 5_000_000_000L));
    }

    private UInt256 amount() {
        return UInt256.of(depth / 2 + random.nextLong(depth));
    }

    private QuotablePool ticks() {
        FeeTier tier = random.nextBoolean() ? new FeeTier(500, 10) : new FeeTier(3000, 60);
        Positions positions = positions(tier.tickSpacing());
        return ConcentratedPool.of(positions.price, positions.ticks, tier);
    }

    private QuotablePool managed() {
        Positions positions = positions(10);
        return new ManagedPool(positions.price, positions.ticks, new SwapFees(500, 0), 10, NO_HOOKS);
    }

    private record Positions(PoolPrice price, TickTable ticks) {}

    /** A few positions about the price, some of them beside it, so that there are gaps. */
    private Positions positions(int spacing) {
        int tick = random.nextInt(2000) - 1000;
        TickTable ticks = TickTable.EMPTY;
        UInt256 inRange = UInt256.ZERO;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int middle = Math.floorDiv(tick, spacing) + random.nextInt(9) - 4;
            int lower = (middle - random.nextInt(1000 / spacing) - 1) * spacing;
            int upper = (middle + random.nextInt(1000 / spacing) + 1) * spacing;
            UInt256 liquidity = UInt256.of(depth * 10 + random.nextLong(depth * 20));
            ticks = ticks.with(lower, upper, Int256.ofExact(liquidity));
            inRange = lower <= tick && tick < upper ? inRange.add(liquidity) : inRange;
        }
        return new Positions(new PoolPrice(TickMath.getSqrtRatioAtTick(tick), inRange, tick), ticks);
    }
}
