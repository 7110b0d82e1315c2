package io.mevstream.jobs.ingest;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.NodeJson.Head;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.io.node.Nodes;
import io.mevstream.sequence.ChainSequencer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the blocks between the log's chain and a head. A short way is walked back from the head by parent hashes, so that
 * it leads there whatever happens meanwhile. A long one is fetched a hundred heights at a time, of which what is linked counts.
 */
final class ChainPath {

    /** Up to so many blocks are walked one by one. */
    private static final int SHORT = 16;

    private static final int WINDOW = 100;

    private final Nodes nodes;
    private final long firstNumber;

    /** @param firstNumber the height the log begins at */
    ChainPath(Nodes nodes, long firstNumber) {
        this.nodes = nodes;
        this.firstNumber = firstNumber;
    }

    /**
     * The blocks to take next, oldest first, each the child of the one before; the last is the head, or on the way there.
     * Empty for a head that is in the chain already.
     */
    CompletableFuture<List<ReadBlock>> to(Head head, String shownBy, KnownChain chain) {
        BlockRef ours = chain.head();
        long next = ours == null ? firstNumber : ours.number() + 1;
        if (chain.contains(head.ref().hash()) || head.ref().number() < firstNumber) {
            return CompletableFuture.completedFuture(List.of());
        }
        return head.ref().number() - next >= SHORT
                ? window(next, Math.min(head.ref().number(), next + WINDOW - 1), chain)
                : walk(head.ref().hash(), shownBy, chain, new ArrayDeque<>());
    }

    private CompletableFuture<List<ReadBlock>> walk(
            Hash hash, @Nullable String shownBy, KnownChain chain, Deque<ReadBlock> found) {
        return nodes.block(hash, shownBy).thenCompose(read -> {
            found.addFirst(read);
            Hash parent = parent(read);
            boolean linked = read.block().number() <= firstNumber || chain.contains(parent);
            // One block more than can be undone: the sequencer then stops, and says why.
            return linked || found.size() > SHORT + ChainSequencer.DEPTH + WINDOW
                    ? CompletableFuture.completedFuture(List.copyOf(found))
                    : walk(parent, shownBy, chain, found);
        });
    }

    private CompletableFuture<List<ReadBlock>> window(long from, long to, KnownChain chain) {
        List<CompletableFuture<ReadBlock>> asked = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            asked.add(nodes.block(number));
        }
        return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
                .thenCompose(all -> {
                    List<ReadBlock> linked = linked(asked);
                    ReadBlock first = linked.get(0);
                    boolean fits = first.block().number() <= firstNumber || chain.contains(parent(first));
                    return fits
                            ? CompletableFuture.completedFuture(linked)
                            : walk(parent(first), null, chain, new ArrayDeque<>())
                                    .thenApply(before -> {
                                        List<ReadBlock> joined = new ArrayList<>(before);
                                        joined.addAll(linked);
                                        return joined;
                                    });
                });
    }

    /** What is linked of them from the first on: a reorg may have come between two answers. */
    private static List<ReadBlock> linked(List<CompletableFuture<ReadBlock>> asked) {
        List<ReadBlock> linked = new ArrayList<>();
        for (CompletableFuture<ReadBlock> each : asked) {
            ReadBlock block = each.join();
            if (!linked.isEmpty()
                    && !parent(block)
                            .equals(linked.get(linked.size() - 1).block().hash())) {
                break;
            }
            linked.add(block);
        }
        return linked;
    }

    private static Hash parent(ReadBlock read) {
        Block block = read.block();
        return Objects.requireNonNull(block.parentHash(), "a block that roots prove has a header");
    }
}
