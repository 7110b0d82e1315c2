package io.mevstream.sequence;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;
import io.mevstream.sequence.BlockTree.Node;
import io.mevstream.sequence.Emission.Reason;
import io.mevstream.sequence.Emission.Stop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a live stream of blocks into applies and undos of one chain. A pure step function: what it emits depends on what it was
 * given, not on clock or chance.
 *
 * <p><b>Which branch is the chain.</b> A node that follows its chain knows, so it may announce its head: from the first
 * announcement on, the chain is what leads to the head announced last, as soon as that block is connected. So a block gives
 * way to another of its own height when the node says so, and nothing is applied beyond the announced head. A stream
 * without announcements has the highest branch as its chain; at equal height the lower hash wins. Either way the net result
 * is a function of the set of blocks and of the last announcement, not of the order in which the blocks came: that is what
 * makes "in any order" and "equal canonical results" true together. A rule by which the block seen first stays would not.
 *
 * <p><b>Order.</b> A block may come up to {@link #DEPTH} blocks before its parent and waits for it; one earlier than that
 * stops the chain, since what is missing will not come. Waiting blocks take up to the budget; one beyond it is refused by
 * name and is to be delivered again.
 *
 * <p><b>Depth.</b> Up to {@link #DEPTH} blocks are undone, newest first. A winning branch that leaves the chain further back
 * stops the chain: nothing is applied or undone from then on.
 */
public final class ChainSequencer {

    /** How many blocks can be undone, and how many blocks early a block may come. */
    public static final int DEPTH = 64;

    /**
     * How many of the chain's blocks are kept. A node may announce a head below the one before; twice the depth is there to go
     * back from it.
     */
    public static final int KEPT = 2 * DEPTH + 1;

    private final ChainStart start;
    private final long budgetBytes;
    private final BlockTree tree = new BlockTree();
    private final ForkChoice choice = new ForkChoice(tree);
    private @Nullable String stopped;

    /** A chain that begins; blocks beside it take up to {@code budgetBytes} of memory. */
    public ChainSequencer(ChainStart start, long budgetBytes) {
        this.start = start;
        this.budgetBytes = budgetBytes;
    }

    /**
     * A chain that goes on, as it stood after the last record of its log. Blocks that waited or stood aside, and the announced head, are to be
     * delivered again.
     *
     * @param tail the log's last records in order: enough of them to hold the last {@link #KEPT} blocks applied and not
     *     undone, else reorganisations are bounded by what is there
     */
    public static ChainSequencer restore(ChainStart start, long budgetBytes, Iterable<ChainRecord> tail) {
        ChainSequencer sequencer = new ChainSequencer(start, budgetBytes);
        tail.forEach(sequencer::replay);
        return sequencer;
    }

    /** The chain's last block; null before the first. */
    public @Nullable BlockRef head() {
        Node head = tree.head();
        return head == null ? null : head.ref();
    }

    public boolean isQuarantined() {
        return stopped != null;
    }

    /** Takes a block whose integrity is checked. Exactly one of the emissions says what became of it. */
    public List<Emission> accept(Block block, Proof proof) {
        BlockHeader header = block.header();
        if (stopped != null) {
            return refused(block, Reason.QUARANTINED, stopped);
        }
        if (header == null) {
            return refused(block, Reason.NO_HEADER, "expected a header, found none");
        }
        Node known = tree.get(block.hash());
        if (known != null) {
            return BlockContent.agree(known.block, block)
                    ? List.of(new Emission.Duplicate(block.ref()))
                    : refused(block, Reason.CONTENT_DIFFERS, "expected what was there before, found another");
        }
        List<Emission> early = tooEarlyOrLate(block, header);
        if (!early.isEmpty()) {
            return early;
        }
        Node node = new Node(block, proof, header.parentHash());
        Node parent = tree.attached(node.parent);
        if (parent == null && !isFirst(node)) {
            return hold(node);
        }
        if (parent != null && parent.number() + 1 != block.number()) {
            return refused(block, Reason.NUMBER, "expected " + (parent.number() + 1) + ", found " + block.number());
        }
        return attach(node);
    }

    /**
     * Takes the node's word for which block is the head. The block itself may have come already or may come later; what has been
     * announced before no longer counts.
     */
    public List<Emission> announceHead(BlockRef head) {
        Node node = tree.attached(head.hash());
        if (stopped != null) {
            return List.of(new Emission.Refused(head, Reason.QUARANTINED, stopped));
        }
        if (node == null) {
            if (head.number() <= headNumber() - DEPTH) {
                return quarantine(
                        head,
                        Stop.REORG_TOO_DEEP,
                        "the announced head is " + (headNumber() - head.number())
                                + " blocks behind the chain's, and not part of it");
            }
            choice.announce(head);
            return List.of();
        }
        choice.announce(head);
        List<Emission> out = new ArrayList<>();
        goTo(choice.among(List.of()), head, out);
        settle(out);
        return out;
    }

    private List<Emission> tooEarlyOrLate(Block block, BlockHeader header) {
        if (block.number() < start.number()) {
            return refused(block, Reason.BELOW_START, "expected block " + start.number() + " or a later one");
        }
        if (block.number() == start.number()
                && start.parentHash() != null
                && !start.parentHash().equals(header.parentHash())) {
            return refused(block, Reason.BELOW_START, "expected a child of " + start.parentHash());
        }
        if (tree.head() != null && block.number() <= headNumber() - DEPTH) {
            return choice.isAwaited(block.ref())
                    ? quarantine(block.ref(), Stop.REORG_TOO_DEEP, "the announced head is too far behind the chain's")
                    : refused(
                            block,
                            Reason.TOO_OLD,
                            "expected one of the last " + DEPTH + " blocks or a later one; the head is "
                                    + headNumber());
        }
        return List.of();
    }

    private List<Emission> hold(Node node) {
        long highest = Math.max(tree.highestNumber(), start.number() - 1);
        if (node.number() - (highest + 1) > DEPTH) {
            return quarantine(
                    node.ref(),
                    Stop.MISSING_PARENT,
                    "the chain ends at " + highest + ", its next block has not come, and more than " + DEPTH
                            + " later ones would have to wait");
        }
        if (tree.bytesBeside() + node.bytes > budgetBytes) {
            return overBudget(node);
        }
        tree.hold(node);
        Node lowest = tree.lowestWaiting(node);
        if (tree.head() != null && lowest.number() - 1 <= headNumber() - DEPTH && choice.wouldWin(lowest)) {
            return quarantine(
                    node.ref(),
                    Stop.REORG_TOO_DEEP,
                    "the branch from " + lowest.ref() + " on leaves the chain too far back");
        }
        return List.of(new Emission.Held(node.ref(), node.parent));
    }

    private List<Emission> attach(Node node) {
        List<Emission> out = new ArrayList<>();
        List<Node> misnumbered = new ArrayList<>();
        List<Node> attached = tree.attach(node, misnumbered);
        for (Node child : misnumbered) {
            out.add(new Emission.Refused(child.ref(), Reason.NUMBER, "expected its parent's number and one"));
        }
        goTo(choice.among(attached), node.ref(), out);
        if (stopped != null) {
            return out;
        }
        if (!node.canonical) {
            boolean isLeaf = attached.size() == 1;
            if (isLeaf && tree.bytesBeside() > budgetBytes) {
                tree.drop(node);
                out.addAll(overBudget(node));
            } else {
                out.add(new Emission.Aside(node.ref()));
            }
        }
        settle(out);
        return out;
    }

    /** Undoes and applies until {@code best} is the head. */
    private void goTo(@Nullable Node best, BlockRef cause, List<Emission> out) {
        if (best == null || best.equals(tree.head())) {
            return;
        }
        Deque<Node> path = new ArrayDeque<>();
        Node fork = best;
        while (fork != null && !fork.canonical) {
            path.push(fork);
            boolean first = isFirst(fork);
            fork = tree.attached(fork.parent);
            if (fork == null && !first) {
                out.addAll(quarantine(
                        cause,
                        Stop.REORG_TOO_DEEP,
                        "the branch up to " + best.ref() + " leaves the chain too far back"));
                return;
            }
        }
        long keep = fork == null ? start.number() - 1 : fork.number();
        Node oldest = tree.oldestCanonical();
        boolean reachable = fork != null || oldest == null || isFirst(oldest);
        if (oldest != null && (headNumber() - keep > DEPTH || !reachable)) {
            String depth = (headNumber() - keep) + " blocks would have to be undone for " + best.ref();
            out.addAll(quarantine(cause, Stop.REORG_TOO_DEEP, depth));
            return;
        }
        while (tree.head() != null && headNumber() > keep) {
            Node undone = tree.pop();
            out.add(new Emission.Undo(undone.block, undone.proof));
        }
        for (Node node : path) {
            out.add(new Emission.Apply(node.block, node.proof, tree.head() == null));
            tree.push(node);
        }
    }

    /** Forgets what is too far behind the head. */
    private void settle(List<Emission> out) {
        tree.keepCanonical(KEPT);
        for (BlockRef old : tree.forgetBeside(headNumber() - DEPTH)) {
            out.add(new Emission.Abandoned(old));
        }
    }

    private void replay(ChainRecord chainRecord) {
        Block block = chainRecord.block();
        Hash parent = block.parentHash() == null ? Hash.ZERO : block.parentHash();
        Node head = tree.head();
        if (chainRecord.kind() == ChainRecord.Kind.UNDO) {
            if (head != null && !head.ref().equals(block.ref())) {
                throw new IllegalArgumentException("record " + chainRecord.position() + ": expected an undo of "
                        + head.ref() + ", found one of " + block.ref() + "; the log is damaged");
            }
            if (head != null) {
                tree.drop(tree.pop());
            }
            return;
        }
        if (chainRecord.runStart() == chainRecord.position()) {
            tree.keepCanonical(0);
        } else if (head != null && !head.hash().equals(parent)) {
            throw new IllegalArgumentException("record " + chainRecord.position() + ": expected a child of "
                    + head.ref() + ", found " + block.ref() + "; the log is damaged");
        }
        Node node = new Node(block, chainRecord.proof(), parent);
        tree.attach(node, new ArrayList<>());
        tree.push(node);
        tree.keepCanonical(KEPT);
    }

    private boolean isFirst(Node node) {
        return node.number() == start.number();
    }

    private long headNumber() {
        Node head = tree.head();
        return head == null ? start.number() - 1 : head.number();
    }

    private List<Emission> overBudget(Node node) {
        return refused(
                node.block,
                Reason.OVER_BUDGET,
                "blocks beside the chain may take " + budgetBytes + " bytes; this one with " + node.bytes
                        + " is too many");
    }

    private List<Emission> quarantine(BlockRef block, Stop stop, String detail) {
        stopped = stop + " at " + block + ": " + detail;
        return List.of(new Emission.Quarantined(block, stop, detail));
    }

    private static List<Emission> refused(Block block, Reason reason, String detail) {
        return List.of(new Emission.Refused(block.ref(), reason, detail));
    }
}
