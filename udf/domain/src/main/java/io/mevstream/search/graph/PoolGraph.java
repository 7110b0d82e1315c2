package io.mevstream.search.graph;

import io.mevstream.amm.QuotablePool;
import io.mevstream.search.graph.Journal.Change;
import io.mevstream.search.graph.Journal.Kind;
import io.mevstream.search.route.Hop;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and the pools between them. Tokens are numbered by whoever fills the graph, from 0 without gaps worth mentioning; a pool
 * gets a slot, which it keeps and no other gets. Every change is carried to what a search reads, and can be undone in reverse order.
 *
 * <p>Pools trade legs: see {@link Legs} for hops, {@link Topology} for arcs. For one thread.
 */
public final class PoolGraph {

    /** A pool with the tokens it trades, in its own order. */
    public record Entry(QuotablePool pool, List<Integer> tokens) {}

    private final Topology topology;
    private final Legs legs;
    private final Rates rates;
    /** Null where the pool was removed. */
    private @Nullable QuotablePool[] pools;

    private final Journal journal = new Journal();
    private final boolean fork;
    private final int madeAt;
    private long changes;

    /** Without tokens and pools. */
    public PoolGraph() {
        topology = new Topology();
        legs = new Legs();
        rates = new Rates(topology, legs);
        pools = new QuotablePool[64];
        fork = false;
        madeAt = 0;
    }

    private PoolGraph(PoolGraph of) {
        topology = of.topology;
        legs = of.legs;
        rates = of.rates.copy();
        pools = Arrays.copyOf(of.pools, of.legs.slots());
        fork = true;
        madeAt = of.topology.version;
    }

    /** The graph of these pools, in slots from 0 on: quicker to search than one that grew, as tokens are ranked by their neighbours. */
    public static PoolGraph of(List<Entry> entries) {
        PoolGraph graph = new PoolGraph();
        graph.topology.rank(Degrees.of(entries));
        for (Entry entry : entries) {
            graph.add(entry);
        }
        graph.forget();
        return graph;
    }

    /** The same pools in states of their own. No pool can be added to a fork or removed; adding one to this graph ends its use. */
    public PoolGraph fork() {
        return new PoolGraph(this);
    }

    /** Adds a pool: its slot. */
    public int add(Entry entry) {
        requireOwnStructure();
        requireTokens(entry);
        List<Integer> tokens = entry.tokens();
        int slot = legs.openSlot();
        for (int i = 0; i < tokens.size(); i++) {
            for (int j = i + 1; j < tokens.size(); j++) {
                boolean up = tokens.get(i) < tokens.get(j);
                legs.add(topology.openEdge(tokens.get(i), tokens.get(j)), up ? i : j, up ? j : i);
            }
        }
        if (slot == pools.length) {
            pools = Arrays.copyOf(pools, 2 * slot);
        }
        attach(slot, entry.pool());
        journal.add(Kind.ADDED, slot, null);
        return slot;
    }

    private static void requireTokens(Entry entry) {
        List<Integer> tokens = entry.tokens();
        boolean distinct = tokens.stream().distinct().count() == tokens.size();
        if (!distinct
                || tokens.size() != entry.pool().tokenCount()
                || tokens.stream().anyMatch(token -> token < 0)) {
            throw new IllegalArgumentException(
                    "expected " + entry.pool().tokenCount() + " different tokens, found " + tokens);
        }
    }

    /** Takes a pool out. */
    public void remove(int slot) {
        requireOwnStructure();
        journal.add(Kind.REMOVED, slot, pool(slot));
        detach(slot);
    }

    /** Puts a pool into another state. */
    public void update(int slot, QuotablePool after) {
        if (fork && madeAt != topology.version) {
            throw new IllegalStateException("expected the pools that the fork was made of, found others: fork anew");
        }
        journal.add(Kind.UPDATED, slot, pool(slot));
        rate(slot, after);
    }

    private void attach(int slot, QuotablePool pool) {
        topology.version++;
        for (int leg = legs.first(slot); leg < legs.end(slot); leg++) {
            int edge = legs.edge(leg);
            if (!topology.isPresent(edge)) {
                topology.connect(edge);
                rates.fit();
                rates.rescanAround(edge);
            }
            legs.ofEdge.add(edge, leg);
        }
        rates.fit();
        rate(slot, pool);
    }

    private void rate(int slot, QuotablePool pool) {
        changes++;
        pools[slot] = pool;
        rates.rate(slot, pool);
    }

    private void detach(int slot) {
        topology.version++;
        changes++;
        pools[slot] = null;
        for (int leg = legs.first(slot); leg < legs.end(slot); leg++) {
            int edge = legs.edge(leg);
            legs.ofEdge.remove(edge, leg);
            rates.refresh(edge);
            if (legs.ofEdge.size(edge) == 0) {
                topology.disconnect(edge);
            }
        }
    }

    private void requireOwnStructure() {
        if (fork) {
            throw new IllegalStateException(
                    "expected changes of states only, found one of pools: make it in the graph");
        }
    }

    /** How many changes there are to undo and were: where {@link #undoTo} can come back to. */
    public long mark() {
        return journal.mark();
    }

    /** Undoes what was changed since a mark. */
    public void undoTo(long mark) {
        journal.require(mark);
        while (journal.mark() > mark) {
            Change change = journal.takeLast();
            QuotablePool before = change.before();
            if (before == null) {
                detach(change.slot());
                legs.closeSlot();
            } else if (change.kind() == Kind.REMOVED) {
                attach(change.slot(), before);
            } else {
                rate(change.slot(), before);
            }
        }
    }

    /** Gives up undoing what was changed so far. */
    public void forget() {
        journal.forgetBefore(journal.mark());
    }

    /** Gives up undoing what was changed before a mark. */
    public void forgetBefore(long mark) {
        journal.forgetBefore(mark);
    }

    /** Rises with every change of a pool's state, undoing included. */
    public long changes() {
        return changes;
    }

    /** Changes whenever pools are added or removed: forks made before are of no use then. */
    public int structure() {
        return topology.version;
    }

    /** How many slots were given, those of removed pools included. */
    public int slots() {
        return legs.slots();
    }

    public int tokens() {
        return topology.tokens();
    }

    /** The pool in a slot; throws {@link IllegalArgumentException} where it was removed. */
    public QuotablePool pool(int slot) {
        QuotablePool pool = pools[slot];
        if (pool == null) {
            throw new IllegalArgumentException(
                    "expected a slot with a pool, found " + slot + ", whose pool was removed");
        }
        return pool;
    }

    public boolean isPresent(int slot) {
        return slot >= 0 && slot < legs.slots() && pools[slot] != null;
    }

    /** A pool's first hop; the others follow it. */
    public int firstHop(int slot) {
        return 2 * legs.first(slot);
    }

    /** One beyond a pool's last hop. */
    public int endHop(int slot) {
        return 2 * legs.end(slot);
    }

    /** A hop by its pool and tokens. */
    public Hop describe(int hop) {
        int arc = arcOf(hop);
        return new Hop(slotOf(hop), legs.positionIn(hop), legs.positionIn(hop ^ 1), from(arc), to(arc));
    }

    /** The hops along an arc, in the order of their slots. */
    public int[] along(int arc) {
        return legs.along(arc);
    }

    /** The arc from one token to another, or -1 where no pool trades the two. */
    public int arc(int from, int to) {
        return topology.arc(from, to);
    }

    /** The arcs that lead from a token, in the order of where they lead. */
    public int[] arcsFrom(int token) {
        return topology.arcsFrom(token);
    }

    public int from(int arc) {
        return topology.from(arc);
    }

    public int to(int arc) {
        return topology.to(arc);
    }

    public int slotOf(int hop) {
        return legs.pool(hop >> 1);
    }

    public int arcOf(int hop) {
        return legs.arc(hop);
    }

    /** The natural logarithm of what a hop gives at most for what it is paid. */
    public double hopRate(int hop) {
        return rates.hop(hop);
    }

    public Curves curves() {
        return rates.curves();
    }

    /** The natural logarithm of what the best hop along an arc gives at most. */
    public double arcRate(int arc) {
        return rates.arc(arc);
    }

    /** What the arrays take; the pools themselves come on top. */
    public long bytes() {
        return topology.bytes() + legs.bytes() + rates.bytes() + 4L * pools.length;
    }

    Topology topology() {
        return topology;
    }

    Rates rates() {
        return rates;
    }

    Legs legs() {
        return legs;
    }
}
