package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.pool.SwapEvidence.Status;
import io.mevstream.pool.SwapSide.Match;
import io.mevstream.pool.TransferLedger.Flow;
import io.mevstream.pool.TransferLedger.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges swap events by the token transfers of their own transaction.
 *
 * <p>A pool that is a contract of its own pays its output and takes its input by token transfers before it emits the event
 * (a Balancer V1 pool after it). So an amount the event states is backed by a transfer of exactly that amount from or to
 * the pool, or by several of one token that add up to it. An event that has neither its input nor its output backed is
 * made up, unless both sides moved in other amounts and the pair stated its reserves in between, as a pair of two tokens
 * that tax their transfers does.
 *
 * <p>A singleton nets what it owes over a whole transaction and can settle in claims or native ether, so that nothing
 * need move: not checkable, unless what the event names moved exactly. A singleton nobody knows, without any transfer to
 * or from it, is not believed.
 */
public final class SwapProver {

    private final KnownFactories factories;

    public SwapProver(KnownFactories factories) {
        this.factories = factories;
    }

    /**
     * The evidence for each swap of a block, by log index.
     *
     * @param events decoded logs in log order
     */
    public NavigableMap<Integer, SwapEvidence> proveBlock(List<LoggedEvent> events) {
        NavigableMap<Integer, SwapEvidence> evidence = new TreeMap<>();
        int start = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || transactionOf(events, i) != transactionOf(events, start)) {
                evidence.putAll(prove(events.subList(start, i)));
                start = i;
            }
        }
        return evidence;
    }

    /**
     * The evidence for each swap of a transaction, by log index.
     *
     * @param transaction its decoded logs in log order
     */
    public NavigableMap<Integer, SwapEvidence> prove(List<LoggedEvent> transaction) {
        NavigableMap<Integer, SwapEvidence> evidence = new TreeMap<>();
        TransferLedger ledger = new TransferLedger(transaction);
        Map<PoolId, Integer> lastSwap = new HashMap<>();
        Map<PoolId, PoolEvent> lastEvent = new HashMap<>();
        for (LoggedEvent logged : transaction) {
            if (!(logged.event() instanceof PoolEvent event)) {
                continue;
            }
            if (event instanceof Swap swap) {
                int logIndex = logged.log().logIndex();
                Window window = new Window(
                        swap.pool().manager(), lastSwap.getOrDefault(swap.pool(), -1), logIndex, swap.family());
                boolean reservesStated = lastEvent.get(swap.pool()) instanceof ReservesSet;
                evidence.put(logIndex, judge(swap, ledger, window, reservesStated));
                lastSwap.put(swap.pool(), logIndex);
            }
            lastEvent.put(event.pool(), event);
        }
        return evidence;
    }

    private static int transactionOf(List<LoggedEvent> events, int i) {
        return events.get(i).log().transactionIndex();
    }

    private SwapEvidence judge(Swap swap, TransferLedger ledger, Window window, boolean reservesStated) {
        List<SwapSide> sides = SwapSide.of(swap);
        Map<Integer, Address> byIndex = new TreeMap<>();
        boolean singleton = !swap.pool().isContract();
        if (!singleton || sides.stream().allMatch(SwapSide::isNamed)) {
            match(swap.pool().manager(), sides, ledger, window, byIndex);
        }
        Status status = singleton ? ofSingleton(swap, sides, ledger) : ofContract(swap, sides, reservesStated);
        if (status == Status.SPOOFED || status == Status.NOT_CHECKABLE) {
            return new SwapEvidence(status, null, null);
        }
        sides.forEach(SwapSide::spend);
        return new SwapEvidence(
                status,
                tokenSeen(sides, Way.IN, swap.in().index(), byIndex),
                tokenSeen(sides, Way.OUT, swap.out().index(), byIndex));
    }

    private static void match(
            Address pool, List<SwapSide> sides, TransferLedger ledger, Window window, Map<Integer, Address> byIndex) {
        for (SwapSide side : sides) {
            side.findExact(
                    ledger.unspent(side.way, pool, window::sinceLastSwap), ledger.unspent(side.way, pool, window::all));
        }
        boolean settling = true;
        while (settling) {
            settling = false;
            for (SwapSide side : sides) {
                settling |= side.settle(byIndex);
            }
        }
        for (SwapSide side : sides) {
            if (side.match == Match.NONE) {
                Predicate<Flow> since = window::sinceLastSwap;
                side.findLoose(ledger.unspent(side.way, pool, since), byIndex);
            }
        }
    }

    private static Status ofContract(Swap swap, List<SwapSide> sides, boolean reservesStated) {
        if (sides.isEmpty()) {
            // A price moved through a range without liquidity: no amounts, nothing to move.
            return Status.NOT_CHECKABLE;
        }
        if (sides.stream().allMatch(side -> side.match == Match.EXACT)) {
            return Status.PROVEN;
        }
        boolean outMoved = sides.stream().anyMatch(side -> side.way == Way.OUT && side.match != Match.NONE);
        boolean anyExact = sides.stream().anyMatch(side -> side.match == Match.EXACT);
        if (anyExact && (outMoved || mayPaySilently(swap.family(), reservesStated))) {
            return Status.PARTLY_PROVEN;
        }
        boolean taxedBothWays = outMoved
                && reservesStated
                && sides.stream().anyMatch(side -> side.way == Way.IN && side.match == Match.LOOSE)
                && sides.stream()
                        .filter(side -> side.way == Way.OUT && side.match == Match.LOOSE)
                        .allMatch(SwapSide::movedAtMostStated);
        return taxedBothWays ? Status.PARTLY_PROVEN : Status.SPOOFED;
    }

    /** Curve pays native ether without a transfer; a pair that stated its reserves may hold a token without events. */
    private static boolean mayPaySilently(PoolFamily family, boolean reservesStated) {
        return family == PoolFamily.CURVE_STABLE || family == PoolFamily.CURVE_CRYPTO || reservesStated;
    }

    private Status ofSingleton(Swap swap, List<SwapSide> sides, TransferLedger ledger) {
        Address manager = swap.pool().manager();
        if (!sides.isEmpty() && sides.stream().allMatch(side -> side.match == Match.EXACT)) {
            return Status.PROVEN;
        }
        return factories.at(manager) == null && !ledger.touched(manager) ? Status.SPOOFED : Status.NOT_CHECKABLE;
    }

    private static @Nullable Address tokenSeen(
            List<SwapSide> sides, Way way, @Nullable Integer index, Map<Integer, Address> byIndex) {
        if (index != null) {
            return byIndex.get(index);
        }
        for (SwapSide side : sides) {
            if (side.way == way && side.match != Match.NONE) {
                return side.token;
            }
        }
        return null;
    }

    /**
     * Which transfers can stand behind a swap.
     *
     * @param lastSwap the log index of the pool's swap before in this transaction; -1 where there is none
     */
    private record Window(Address pool, int lastSwap, int swap, PoolFamily family) {

        boolean all(Flow flow) {
            // Shares of the pool itself are not what it trades; a contract that plays pool and token is neither.
            return !flow.token.equals(pool) && isInTime(flow);
        }

        private boolean isInTime(Flow flow) {
            return switch (family) {
                case UNISWAP_V2, SOLIDLY, UNISWAP_V3, PANCAKE_V3 -> flow.logIndex < swap;
                default -> true;
            };
        }

        boolean sinceLastSwap(Flow flow) {
            return all(flow) && (family == PoolFamily.BALANCER_V1 || flow.logIndex > lastSwap);
        }
    }
}
