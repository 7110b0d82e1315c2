package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.Arrays;

/**
 * The initialized ticks of a pool in contiguous arrays, each with its price, which is costly to compute: 60 bytes a tick.
 * Immutable. Between {@link #from} and {@link #to}, both included, every initialized tick is in it.
 */
public final class TickTable implements InitializedTicks {

    /** Of a pool without liquidity. */
    public static final TickTable EMPTY =
            new TickTable(new int[0], new long[0], new long[0], TickMath.MIN_TICK, TickMath.MAX_TICK);

    private static final int LIQUIDITY_BITS = 128;

    private final int[] ticks;
    /** Gross then net, two words each, upper first. */
    private final long[] liquidity;
    /** Three words each, upper first. */
    private final long[] prices;

    private final int from;
    private final int to;

    private TickTable(int[] ticks, long[] liquidity, long[] prices, int from, int to) {
        this.ticks = ticks;
        this.liquidity = liquidity;
        this.prices = prices;
        this.from = from;
        this.to = to;
    }

    /** The table of the same ticks of which only those of {@code from} to {@code to} are known to be all. */
    public TickTable knownWithin(int from, int to) {
        return new TickTable(ticks, liquidity, prices, from, to);
    }

    /** The lowest tick of the known stretch. */
    public int from() {
        return from;
    }

    /** The highest tick of the known stretch. */
    public int to() {
        return to;
    }

    public boolean isWhole() {
        return from <= TickMath.MIN_TICK && to >= TickMath.MAX_TICK;
    }

    public int size() {
        return ticks.length;
    }

    public int tick(int index) {
        return ticks[index];
    }

    public UInt256 price(int index) {
        return new UInt256(0, prices[3 * index], prices[3 * index + 1], prices[3 * index + 2]);
    }

    public UInt256 gross(int index) {
        return new UInt256(0, 0, liquidity[4 * index], liquidity[4 * index + 1]);
    }

    public Int256 net(int index) {
        long high = liquidity[4 * index + 2];
        return new Int256(high >> 63, high >> 63, high, liquidity[4 * index + 3]);
    }

    /** How many ticks are at or below this one: the index of the first above it. */
    public int above(int tick) {
        int low = 0;
        int high = ticks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ticks[middle] <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int next(int tick, int edge, Direction direction) {
        int above = above(tick);
        if (direction == Direction.ZERO_FOR_ONE) {
            return above == 0 ? edge : Math.max(edge, ticks[above - 1]);
        }
        return above == ticks.length ? edge : Math.min(edge, ticks[above]);
    }

    @Override
    public Int256 liquidityNet(int tick) {
        int at = above(tick) - 1;
        return at >= 0 && ticks[at] == tick ? net(at) : Int256.ZERO;
    }

    /**
     * The table after a position's liquidity changed.
     *
     * @throws ArithmeticException where a tick would hold less than nothing, or more than 128 bits
     */
    public TickTable with(int tickLower, int tickUpper, Int256 liquidityDelta) {
        if (liquidityDelta.signum() == 0) {
            return this;
        }
        return changed(tickLower, liquidityDelta, liquidityDelta)
                .changed(tickUpper, liquidityDelta, liquidityDelta.negate());
    }

    /**
     * The table with a tick's liquidity as given; none of it where the gross is zero.
     *
     * @throws ArithmeticException for more than 128 bits
     */
    public TickTable set(int tick, UInt256 gross, Int256 net) {
        int above = above(tick);
        boolean present = above > 0 && ticks[above - 1] == tick;
        return set(present ? above - 1 : above, present, new TickLiquidity(tick, Int256.ofExact(gross), net));
    }

    private TickTable changed(int tick, Int256 grossDelta, Int256 netDelta) {
        int above = above(tick);
        boolean present = above > 0 && ticks[above - 1] == tick;
        int at = present ? above - 1 : above;
        Int256 gross = (present ? Int256.ofExact(gross(at)) : Int256.ZERO).add(grossDelta);
        Int256 net = (present ? net(at) : Int256.ZERO).add(netDelta);
        return set(at, present, new TickLiquidity(tick, gross, net));
    }

    private record TickLiquidity(int tick, Int256 gross, Int256 net) {}

    private TickTable set(int at, boolean present, TickLiquidity wanted) {
        int tick = wanted.tick();
        Int256 gross = wanted.gross();
        Int256 net = wanted.net();
        if (gross.signum() < 0
                || gross.abs().bitLength() > LIQUIDITY_BITS
                || net.abs().bitLength() >= LIQUIDITY_BITS) {
            throw new ArithmeticException("expected liquidity of 0 to 128 bits at tick " + tick + ", found " + gross);
        }
        int kept = gross.signum() == 0 ? 0 : 1;
        int tail = ticks.length - at - (present ? 1 : 0);
        int[] newTicks = Arrays.copyOf(ticks, at + kept + tail);
        long[] newLiquidity = Arrays.copyOf(liquidity, 4 * newTicks.length);
        long[] newPrices = Arrays.copyOf(prices, 3 * newTicks.length);
        int old = ticks.length - tail;
        System.arraycopy(ticks, old, newTicks, at + kept, tail);
        System.arraycopy(liquidity, 4 * old, newLiquidity, 4 * (at + kept), 4 * tail);
        System.arraycopy(prices, 3 * old, newPrices, 3 * (at + kept), 3 * tail);
        TickTable after = new TickTable(newTicks, newLiquidity, newPrices, from, to);
        if (kept == 1) {
            after.put(at, tick, gross, net);
        }
        return after;
    }

    /** Only before the table is handed out. */
    private void put(int at, int tick, Int256 gross, Int256 net) {
        UInt256 price = TickMath.getSqrtRatioAtTick(tick);
        ticks[at] = tick;
        prices[3 * at] = price.w2();
        prices[3 * at + 1] = price.w1();
        prices[3 * at + 2] = price.w0();
        liquidity[4 * at] = gross.w1();
        liquidity[4 * at + 1] = gross.w0();
        liquidity[4 * at + 2] = net.w1();
        liquidity[4 * at + 3] = net.w0();
    }
}
