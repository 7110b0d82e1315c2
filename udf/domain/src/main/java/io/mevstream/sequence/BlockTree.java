package io.mevstream.sequence;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last blocks of a chain, the branches that leave it, and the blocks that wait for their parent. Holds bodies; forgets
 * chain blocks by number of blocks kept, and all others once they are too far behind.
 */
final class BlockTree {

    /** A block in the tree or waiting for it. */
    static final class Node {

        final Block block;
        final Proof proof;
        final Hash parent;
        final long bytes;
        boolean canonical;
        boolean attached;

        Node(Block block, Proof proof, Hash parent) {
            this.block = block;
            this.proof = proof;
            this.parent = parent;
            bytes = BlockContent.bytes(block);
        }

        long number() {
            return block.number();
        }

        Hash hash() {
            return block.hash();
        }

        BlockRef ref() {
            return block.ref();
        }
    }

    private final Map<Hash, Node> nodes = new HashMap<>();
    private final Map<Hash, List<Node>> waitingByParent = new HashMap<>();
    private final Deque<Node> canonical = new ArrayDeque<>();
    private long bytesBeside;
    private long highestNumber = Long.MIN_VALUE;

    @Nullable
    Node get(Hash hash) {
        return nodes.get(hash);
    }

    /** The node if it is in the tree, and not waiting for it. */
    @Nullable
    Node attached(Hash hash) {
        Node node = nodes.get(hash);
        return node != null && node.attached ? node : null;
    }

    @Nullable
    Node head() {
        return canonical.peekLast();
    }

    @Nullable
    Node oldestCanonical() {
        return canonical.peekFirst();
    }

    /** The highest number of a block that was ever in the tree. */
    long highestNumber() {
        return highestNumber;
    }

    /** The bytes of all blocks that are not the chain's. */
    long bytesBeside() {
        return bytesBeside;
    }

    /**
     * Puts a block into the tree, and with it those that waited for it; returns all of them, parents first. One that waited
     * for a parent whose number is not one less is forgotten, and added to {@code misnumbered}.
     */
    List<Node> attach(Node node, List<Node> misnumbered) {
        List<Node> attached = new ArrayList<>();
        Deque<Node> next = new ArrayDeque<>(List.of(node));
        while (!next.isEmpty()) {
            Node at = next.remove();
            if (nodes.put(at.hash(), at) == null) {
                bytesBeside += at.bytes;
            }
            at.attached = true;
            highestNumber = Math.max(highestNumber, at.number());
            attached.add(at);
            List<Node> waiting = waitingByParent.remove(at.hash());
            for (Node child : waiting == null ? List.<Node>of() : waiting) {
                if (child.number() == at.number() + 1) {
                    next.add(child);
                } else {
                    misnumbered.add(child);
                    drop(child);
                }
            }
        }
        return attached;
    }

    /** Keeps a block until its parent is there. */
    void hold(Node node) {
        nodes.put(node.hash(), node);
        waitingByParent
                .computeIfAbsent(node.parent, parent -> new ArrayList<>())
                .add(node);
        bytesBeside += node.bytes;
    }

    /** The lowest of the blocks that are there below a waiting one, itself included. */
    Node lowestWaiting(Node node) {
        Node at = node;
        for (Node below = nodes.get(at.parent); below != null && !below.attached; below = nodes.get(at.parent)) {
            at = below;
        }
        return at;
    }

    /** The highest of the blocks above this waiting one that wait with it; at equal height the one of lower hash. */
    Node highestWaiting(Node lowest) {
        Node highest = lowest;
        Deque<Node> next = new ArrayDeque<>(List.of(lowest));
        while (!next.isEmpty()) {
            Node at = next.remove();
            highest = isHigher(at, highest) ? at : highest;
            next.addAll(waitingByParent.getOrDefault(at.hash(), List.of()));
        }
        return highest;
    }

    /** The rule of the chain: the higher block wins, at equal height the one of lower hash. */
    static boolean isHigher(Node a, Node b) {
        return a.number() != b.number() ? a.number() > b.number() : a.hash().compareTo(b.hash()) < 0;
    }

    /** Makes the node, whose parent is the head, the head. */
    void push(Node node) {
        node.canonical = true;
        canonical.addLast(node);
        bytesBeside -= node.bytes;
    }

    /** Takes the head off the chain; it stays in the tree as a branch. */
    Node pop() {
        Node node = canonical.removeLast();
        node.canonical = false;
        bytesBeside += node.bytes;
        return node;
    }

    /** Forgets chain blocks beyond the last {@code kept}. */
    void keepCanonical(int kept) {
        while (canonical.size() > kept) {
            Node oldest = canonical.removeFirst();
            nodes.remove(oldest.hash());
        }
    }

    /** Forgets every block up to {@code number} that is not the chain's; returns them by number and hash. */
    List<BlockRef> forgetBeside(long number) {
        if (nodes.size() == canonical.size()) {
            return List.of();
        }
        List<Node> old = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (!node.canonical && node.number() <= number) {
                old.add(node);
            }
        }
        List<BlockRef> forgotten = new ArrayList<>();
        for (Node node : old) {
            drop(node);
            forgotten.add(node.ref());
        }
        forgotten.sort(Comparator.comparingLong(BlockRef::number).thenComparing(BlockRef::hash));
        return forgotten;
    }

    /** Forgets a block that is not the chain's. */
    void drop(Node node) {
        nodes.remove(node.hash());
        bytesBeside -= node.bytes;
        List<Node> waiting = waitingByParent.get(node.parent);
        if (waiting != null) {
            waiting.remove(node);
            if (waiting.isEmpty()) {
                waitingByParent.remove(node.parent);
            }
        }
    }
}
