package io.mevstream.search.graph;

import io.mevstream.amm.QuotablePool;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What was changed, newest last, as far as it can still be undone. */
final class Journal {

    enum Kind {
        ADDED,
        UPDATED,
        REMOVED
    }

    /** A change of a slot's pool, and the pool before it; null where there was none. */
    record Change(Kind kind, int slot, @Nullable QuotablePool before) {}

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private long forgotten;

    void add(Kind kind, int slot, @Nullable QuotablePool before) {
        changes.add(new Change(kind, slot, before));
    }

    long mark() {
        return forgotten + changes.size();
    }

    /** Throws {@link IllegalArgumentException} for what cannot be come back to. */
    void require(long mark) {
        if (mark < forgotten || mark > mark()) {
            throw new IllegalArgumentException("expected a mark of " + forgotten + " to " + mark() + ", found " + mark);
        }
    }

    Change takeLast() {
        return changes.removeLast();
    }

    void forgetBefore(long mark) {
        while (forgotten < mark && !changes.isEmpty()) {
            changes.removeFirst();
            forgotten++;
        }
    }
}
