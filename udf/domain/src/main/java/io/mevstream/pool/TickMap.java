package io.mevstream.pool;

import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.InitializedTicks;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The initialised ticks of a concentrated-liquidity pool whose every position was seen from its first price on.
 *
 * @param ticks in ascending order
 */
public record TickMap(List<Tick> ticks) implements InitializedTicks {

    public static final TickMap EMPTY = new TickMap(List.of());

    /**
     * A price at which positions begin or end.
     *
     * @param liquidityGross of all positions that begin or end here; never zero
     * @param liquidityNet what the liquidity in range gains when the price rises through the tick
     */
    public record Tick(int tick, UInt256 liquidityGross, Int256 liquidityNet) {}

    /** The ticks of a table that is whole; null of one that is not, and of none. */
    static @Nullable TickMap of(@Nullable TickTable table) {
        if (table == null || !table.isWhole()) {
            return null;
        }
        List<Tick> ticks = new ArrayList<>(table.size());
        for (int i = 0; i < table.size(); i++) {
            ticks.add(new Tick(table.tick(i), table.gross(i), table.net(i)));
        }
        return new TickMap(List.copyOf(ticks));
    }

    @Override
    public int next(int tick, int edge, Direction direction) {
        boolean down = direction == Direction.ZERO_FOR_ONE;
        // The first tick above; what stands right before it is the last at or below.
        int at = down ? position(tick + 1) - 1 : position(tick + 1);
        int found = at < 0 || at >= ticks.size() ? edge : ticks.get(at).tick();
        return down ? Math.max(found, edge) : Math.min(found, edge);
    }

    @Override
    public Int256 liquidityNet(int tick) {
        int at = position(tick);
        boolean present = at < ticks.size() && ticks.get(at).tick() == tick;
        return present ? ticks.get(at).liquidityNet() : Int256.ZERO;
    }

    /**
     * The ticks after a position's liquidity changed; null where they cannot be right because a position gave up
     * liquidity that it never had.
     */
    public @Nullable TickMap with(int tickLower, int tickUpper, Int256 liquidityDelta) {
        TickMap lower = changed(tickLower, liquidityDelta, liquidityDelta);
        return lower == null ? null : lower.changed(tickUpper, liquidityDelta, liquidityDelta.negate());
    }

    private @Nullable TickMap changed(int tick, Int256 grossDelta, Int256 netDelta) {
        int at = position(tick);
        boolean present = at < ticks.size() && ticks.get(at).tick() == tick;
        Int256 gross = (present ? Int256.ofExact(ticks.get(at).liquidityGross()) : Int256.ZERO).add(grossDelta);
        Int256 net = (present ? ticks.get(at).liquidityNet() : Int256.ZERO).add(netDelta);
        if (gross.signum() < 0) {
            return null;
        }
        List<Tick> after = new ArrayList<>(ticks.size() + 1);
        after.addAll(ticks.subList(0, at));
        if (gross.signum() > 0) {
            after.add(new Tick(tick, gross.abs(), net));
        }
        after.addAll(ticks.subList(present ? at + 1 : at, ticks.size()));
        return new TickMap(List.copyOf(after));
    }

    /** Where the tick stands, or would. */
    private int position(int tick) {
        int low = 0;
        int high = ticks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ticks.get(middle).tick() < tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The ticks that differ between two maps, as they are in this one; gross is zero where this one has none. */
    List<Tick> differencesFrom(TickMap other) {
        List<Tick> differences = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < ticks.size() || theirs < other.ticks.size()) {
            Tick own = mine < ticks.size() ? ticks.get(mine) : null;
            Tick foreign = theirs < other.ticks.size() ? other.ticks.get(theirs) : null;
            if (foreign == null || (own != null && own.tick() < foreign.tick())) {
                differences.add(Objects.requireNonNull(own));
                mine++;
            } else if (own == null || foreign.tick() < own.tick()) {
                differences.add(new Tick(foreign.tick(), UInt256.ZERO, Int256.ZERO));
                theirs++;
            } else {
                if (!own.equals(foreign)) {
                    differences.add(own);
                }
                mine++;
                theirs++;
            }
        }
        return differences;
    }

    /** This map with the differences put in: the inverse of {@link #differencesFrom}. */
    TickMap with(List<Tick> differences) {
        if (differences.isEmpty()) {
            return this;
        }
        List<Tick> after = new ArrayList<>(ticks.size() + differences.size());
        int mine = 0;
        for (Tick difference : differences) {
            while (mine < ticks.size() && ticks.get(mine).tick() < difference.tick()) {
                after.add(ticks.get(mine++));
            }
            if (mine < ticks.size() && ticks.get(mine).tick() == difference.tick()) {
                mine++;
            }
            if (!difference.liquidityGross().isZero()) {
                after.add(difference);
            }
        }
        after.addAll(ticks.subList(mine, ticks.size()));
        return new TickMap(List.copyOf(after));
    }
}
