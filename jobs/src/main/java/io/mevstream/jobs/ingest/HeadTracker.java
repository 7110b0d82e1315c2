package io.mevstream.jobs.ingest;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.jsonrpc.NodeJson.Head;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which head to go for, of what several endpoints show. A pure step function over the times it is given.
 *
 * <p>One endpoint is followed: its head is the chain's, since nodes may be on different branches for a while and a log that
 * follows now the one, now the other would undo for nothing. Two exceptions make several endpoints faster than one. A head whose
 * parent is the log's last block extends the chain, whoever shows it first. And an endpoint that is lost, or whose head is behind
 * another's for longer than it may be, is followed no more.
 *
 * <p>A head that the log has already, further back, is taken at its word only after a while: behind one address there may be
 * several nodes, of which one lags.
 */
final class HeadTracker {

    /** How long the followed endpoint's head may be behind another's. */
    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** How long a head must be behind the log's before blocks are undone without others in their place. */
    static final long REGRESSION_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int MOST_SIGHTINGS = 4096;

    /** A head to go for, and who shows it. */
    record Target(Head head, String shownBy) {}

    /** @param sinceNanos when this head was first shown by this endpoint */
    private record Shown(Head head, long sinceNanos) {}

    /** When a block was first shown by anyone. */
    record First(Sighting seen, long nanos) {}

    private final Predicate<String> isHealthy;
    private final Map<String, Shown> heads = new LinkedHashMap<>();
    private final Map<Hash, First> firsts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, First> eldest) {
            return size() > MOST_SIGHTINGS;
        }
    };

    private @Nullable String leader;
    /** Since when the followed endpoint is behind another; null while it is not. */
    private @Nullable Long behindSinceNanos;

    HeadTracker(Predicate<String> isHealthy) {
        this.isHealthy = isHealthy;
    }

    void showed(Head head, Sighting seen, long now) {
        Shown before = heads.get(seen.source());
        if (before == null || !before.head.equals(head)) {
            heads.put(seen.source(), new Shown(head, now));
        }
        firsts.putIfAbsent(head.ref().hash(), new First(seen, now));
        if (leader == null) {
            leader = seen.source();
        }
        judgeLeader(now);
    }

    /** When and where a block was first shown; null if nobody showed it as a head. */
    @Nullable
    First first(Hash block) {
        return firsts.get(block);
    }

    /** The endpoint that is followed; null before the first head. */
    @Nullable
    String leader() {
        return leader;
    }

    /** Follows another endpoint if it is time to; the one that was late, else null. */
    @Nullable
    String changeLeader(long now) {
        String old = leader;
        if (old == null) {
            return null;
        }
        judgeLeader(now);
        boolean late = behindSinceNanos != null && now - behindSinceNanos >= LATE_NANOS;
        if (!late && isHealthy.test(old)) {
            return null;
        }
        String next = heads.keySet().stream()
                .filter(name -> !name.equals(old) && isHealthy.test(name))
                .max(Comparator.comparingLong(this::number))
                .orElse(null);
        if (next == null || !late && number(next) < number(old)) {
            return null;
        }
        leader = next;
        behindSinceNanos = null;
        return late ? old : null;
    }

    /** What to go for; null if the log is where it should be. */
    @Nullable
    Target target(KnownChain chain, long now) {
        BlockRef ours = chain.head();
        if (ours != null) {
            for (Map.Entry<String, Shown> each : heads.entrySet()) {
                Head head = each.getValue().head;
                if (head.parentHash().equals(ours.hash()) && isHealthy.test(each.getKey())) {
                    return new Target(head, each.getKey());
                }
            }
        }
        Shown shown = leader == null ? null : heads.get(leader);
        if (shown == null || leader == null || shown.head.ref().equals(ours)) {
            return null;
        }
        boolean regression = chain.contains(shown.head.ref().hash());
        if (regression && (now - shown.sinceNanos < REGRESSION_NANOS || !isHealthy.test(leader) || isShown(ours))) {
            return null;
        }
        return new Target(shown.head, leader);
    }

    private boolean isShown(@Nullable BlockRef ref) {
        return heads.entrySet().stream()
                .anyMatch(each -> isHealthy.test(each.getKey())
                        && each.getValue().head.ref().equals(ref));
    }

    private void judgeLeader(long now) {
        String followed = leader;
        if (followed == null) {
            return;
        }
        long most = heads.keySet().stream()
                .filter(isHealthy)
                .mapToLong(this::number)
                .max()
                .orElse(-1);
        if (most <= number(followed)) {
            behindSinceNanos = null;
        } else if (behindSinceNanos == null) {
            behindSinceNanos = now;
        }
    }

    private long number(String endpoint) {
        Shown shown = heads.get(endpoint);
        return shown == null ? -1 : shown.head.ref().number();
    }
}
