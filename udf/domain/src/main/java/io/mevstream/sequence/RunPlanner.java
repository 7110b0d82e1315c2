package io.mevstream.sequence;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;
import io.mevstream.sequence.RunPlan.Item;
import io.mevstream.sequence.RunPlan.Reason;
import io.mevstream.sequence.RunPlan.RefusedItem;
import io.mevstream.sequence.RunPlan.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a set of blocks into the order of their chain; the plan depends on the set only, not on the order of adding.
 *
 * <p>Of blocks with one hash the better proven stays, of equally proven ones that agree the one that carries most; where
 * they disagree and none is better, all are refused. Of branches the highest is the chain, at equal height the longer linked one,
 * then the one with the lower hash. A block that a chosen header contradicts (it stands where the parent must stand) is
 * orphaned too. A block without a header starts a run, for nothing proves its parent.
 *
 * <p>Keeps references, not blocks: bodies are fetched for blocks that came more than once, to compare them.
 *
 * @param <B> what the caller keeps of a block: the block, or where to read it again
 */
public final class RunPlanner<B> {

    private final Function<B, Block> fetch;
    private final Map<Hash, List<Item<B>>> added = new HashMap<>();

    private final Map<Hash, Item<B>> chosen = new HashMap<>();
    private final List<RefusedItem<B>> refused = new ArrayList<>();
    private int duplicates;

    public RunPlanner(Function<B, Block> fetch) {
        this.fetch = fetch;
    }

    /** Adds a block whose integrity is checked. */
    public void add(BlockRef ref, @Nullable Hash parentHash, Proof proof, B body) {
        added.computeIfAbsent(ref.hash(), hash -> new ArrayList<>()).add(new Item<>(ref, parentHash, proof, body));
    }

    public RunPlan<B> plan() {
        chosen.clear();
        refused.clear();
        duplicates = 0;
        added.values().forEach(this::chooseAmong);
        refuseWrongNumbers();
        TreeMap<Long, Item<B>> chain = new TreeMap<>();
        List<Item<B>> orphaned = new ArrayList<>();
        chooseBranches(chain, orphaned);
        orphaned.sort(byNumberAndHash());
        refused.sort(Comparator.comparing(RefusedItem::item, byNumberAndHash()));
        return new RunPlan<>(runs(chain), List.copyOf(orphaned), List.copyOf(refused), duplicates);
    }

    private void chooseAmong(List<Item<B>> sameHash) {
        if (sameHash.size() == 1) {
            chosen.put(sameHash.get(0).ref().hash(), sameHash.get(0));
            return;
        }
        Item<B> best = null;
        Block bestBlock = null;
        for (Item<B> item : sameHash) {
            Block block = fetch.apply(item.body());
            if (best == null || bestBlock == null || isBetter(item, block, best, bestBlock)) {
                best = item;
                bestBlock = block;
            }
        }
        if (best == null || bestBlock == null) {
            return;
        }
        Proof bestProof = best.proof();
        boolean disputed = false;
        List<Item<B>> differing = new ArrayList<>();
        for (Item<B> item : sameHash) {
            if (!BlockContent.agree(fetch.apply(item.body()), bestBlock)) {
                differing.add(item);
                disputed |= item.proof() == bestProof;
            }
        }
        if (disputed) {
            for (Item<B> item : sameHash) {
                refused.add(new RefusedItem<>(
                        item,
                        Reason.CONTENT_DIFFERS,
                        "expected equal blocks of one hash, found differing ones, " + bestProof));
            }
            return;
        }
        for (Item<B> item : differing) {
            refused.add(new RefusedItem<>(
                    item,
                    Reason.CONTRADICTED,
                    "expected what the block proven by " + bestProof + " says, found another"));
        }
        duplicates += sameHash.size() - 1 - differing.size();
        chosen.put(best.ref().hash(), best);
    }

    private boolean isBetter(Item<B> item, Block block, Item<B> best, Block bestBlock) {
        if (item.proof() != best.proof()) {
            return item.proof().compareTo(best.proof()) < 0;
        }
        return BlockContent.weight(block) > BlockContent.weight(bestBlock);
    }

    /** A proven child proves its parent's number; between two proven blocks it is the child that is wrong. */
    private void refuseWrongNumbers() {
        Map<Hash, Item<B>> wrong = new HashMap<>();
        for (Item<B> child : chosen.values()) {
            Item<B> parent = child.parentHash() == null ? null : chosen.get(child.parentHash());
            if (parent != null && parent.ref().number() + 1 != child.ref().number()) {
                Item<B> item = parent.proof() == Proof.UNPROVEN ? parent : child;
                wrong.put(item.ref().hash(), item);
            }
        }
        for (Item<B> item : wrong.values()) {
            chosen.remove(item.ref().hash());
            refused.add(new RefusedItem<>(item, Reason.NUMBER, "expected parent and child one apart, found otherwise"));
        }
    }

    /** From the highest block down: a branch takes all its heights, and whatever else stands there is orphaned. */
    private void chooseBranches(NavigableMap<Long, Item<B>> chain, List<Item<B>> orphaned) {
        Map<Hash, Integer> lengths = linkedLengths();
        TreeMap<Long, List<Item<B>>> byNumber = new TreeMap<>();
        for (Item<B> item : chosen.values()) {
            byNumber.computeIfAbsent(item.ref().number(), number -> new ArrayList<>())
                    .add(item);
        }
        Comparator<Item<B>> best = Comparator.<Item<B>>comparingInt(
                        item -> -lengths.getOrDefault(item.ref().hash(), 1))
                .thenComparing(item -> item.ref().hash());
        Item<B> above = null;
        for (Map.Entry<Long, List<Item<B>>> level : byNumber.descendingMap().entrySet()) {
            Hash demanded = above != null && above.ref().number() == level.getKey() + 1 ? above.parentHash() : null;
            Item<B> taken = null;
            for (Item<B> item : level.getValue()) {
                boolean fits = demanded == null || demanded.equals(item.ref().hash());
                if (fits && (taken == null || best.compare(item, taken) < 0)) {
                    taken = item;
                }
            }
            for (Item<B> item : level.getValue()) {
                if (taken == null || !item.ref().equals(taken.ref())) {
                    orphaned.add(item);
                }
            }
            if (taken != null) {
                chain.put(level.getKey(), taken);
            }
            above = taken;
        }
    }

    /** How many blocks of the set, itself included, each block reaches by going from parent to parent. */
    private Map<Hash, Integer> linkedLengths() {
        Map<Hash, Integer> lengths = new HashMap<>();
        for (Item<B> item : chosen.values()) {
            Deque<Hash> path = new ArrayDeque<>();
            Set<Hash> onPath = new HashSet<>();
            Item<B> at = item;
            while (at != null
                    && !lengths.containsKey(at.ref().hash())
                    && onPath.add(at.ref().hash())) {
                path.push(at.ref().hash());
                at = at.parentHash() == null ? null : chosen.get(at.parentHash());
            }
            int length = at == null ? 0 : lengths.getOrDefault(at.ref().hash(), 0);
            for (Hash hash : path) {
                lengths.put(hash, ++length);
            }
        }
        return lengths;
    }

    private List<Run<B>> runs(NavigableMap<Long, Item<B>> chain) {
        List<Run<B>> runs = new ArrayList<>();
        List<Item<B>> run = new ArrayList<>();
        Item<B> before = null;
        for (Item<B> item : chain.values()) {
            if (before != null && !before.ref().hash().equals(item.parentHash())) {
                runs.add(new Run<>(List.copyOf(run)));
                run.clear();
            }
            run.add(item);
            before = item;
        }
        if (!run.isEmpty()) {
            runs.add(new Run<>(List.copyOf(run)));
        }
        return List.copyOf(runs);
    }

    private Comparator<Item<B>> byNumberAndHash() {
        return Comparator.<Item<B>>comparingLong(item -> item.ref().number())
                .thenComparing(item -> item.ref().hash())
                .thenComparing(Item::proof);
    }
}
