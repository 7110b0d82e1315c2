package io.mevstream.devchain.maths;

import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.Map;
import java.util.TreeMap;

/** A random state of a pool with ticks, and the storage that gives a contract the same. */
record RandomTicks(PoolPrice price, TickTable ticks) {

    private static final int MOST_POSITIONS = 8;

    static RandomTicks draw(Draw draw, int spacing) {
        int most = draw.oneIn(4) ? TickMath.MAX_TICK - 1 : 60 * spacing + 2000;
        int tick = draw.between(-Math.min(most, TickMath.MAX_TICK - 1), Math.min(most, TickMath.MAX_TICK - 1));
        UInt256 low = TickMath.getSqrtRatioAtTick(tick);
        UInt256 width = TickMath.getSqrtRatioAtTick(tick + 1).sub(low);
        UInt256 price = draw.oneIn(8) ? low : low.add(draw.below(width));
        PoolPrice at = new PoolPrice(price, UInt256.ZERO, tick);
        if (price.equals(low) && tick % spacing == 0 && draw.oneIn(2)) {
            // Where a swap stopped on a tick coming from above.
            at = new PoolPrice(price, UInt256.ZERO, tick - 1);
        }
        TickTable ticks = TickTable.EMPTY;
        int positions = draw.between(0, MOST_POSITIONS);
        int bits = draw.between(1, 110);
        for (int i = 0; i < positions; i++) {
            int around = Math.floorDiv(tick, spacing);
            int reach = draw.oneIn(3) ? 3 : draw.oneIn(2) ? 300 : 3000;
            int one = clamp(around + draw.between(-reach, reach), spacing);
            int other = clamp(around + draw.between(-reach, reach), spacing);
            if (one != other) {
                Int256 liquidity = Int256.ofExact(draw.number(bits));
                int lower = Math.min(one, other);
                int upper = Math.max(one, other);
                ticks = ticks.with(lower, upper, liquidity);
                at = ConcentratedPool.moved(at, lower, upper, liquidity);
            }
        }
        return new RandomTicks(at, ticks);
    }

    private static int clamp(int compressed, int spacing) {
        int most = TickMath.MAX_TICK / spacing;
        return Math.max(-most, Math.min(most, compressed)) * spacing;
    }

    /** A limit in the swap's direction: near, on an initialized tick, or, rarely, none. */
    UInt256 limit(Draw draw, Direction direction, int spacing) {
        boolean down = direction == Direction.ZERO_FOR_ONE;
        if (draw.oneIn(spacing >= 50 ? 6 : 60)) {
            return ConcentratedPool.unlimited(direction);
        }
        if (ticks.size() > 0 && draw.oneIn(4)) {
            return ticks.price(draw.between(0, ticks.size() - 1));
        }
        int away = draw.between(1, draw.oneIn(2) ? 4 * spacing : 600 * Math.min(spacing, 20));
        int tick = down ? price.tick() - away : price.tick() + away;
        tick = Math.max(TickMath.MIN_TICK + 1, Math.min(TickMath.MAX_TICK - 1, tick));
        UInt256 limit = TickMath.getSqrtRatioAtTick(tick);
        return draw.oneIn(2) ? limit : limit.add(UInt256.of(draw.between(0, 1000)));
    }

    /**
     * The storage of the ticks and the bitmap.
     *
     * @param ticksSlot where the contract's mapping of ticks is
     * @param bitmapSlot where its mapping of words is
     */
    Map<Hash, Hash> storage(UInt256 ticksSlot, UInt256 bitmapSlot, int spacing) {
        Map<Hash, Hash> slots = new TreeMap<>();
        Map<Integer, UInt256> words = new TreeMap<>();
        for (int i = 0; i < ticks.size(); i++) {
            Int256 net = ticks.net(i);
            UInt256 packed = new UInt256(
                    net.w1(), net.w0(), ticks.gross(i).w1(), ticks.gross(i).w0());
            slots.put(Slots.hash(Slots.mapped(ticks.tick(i), ticksSlot)), Slots.hash(packed));
            int compressed = ticks.tick(i) / spacing;
            words.merge(compressed >> 8, UInt256.ONE.shiftLeft(compressed & 255), UInt256::or);
        }
        words.forEach((word, bits) -> slots.put(Slots.hash(Slots.mapped(word, bitmapSlot)), Slots.hash(bits)));
        return slots;
    }
}
