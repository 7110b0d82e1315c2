package io.mevstream.sequence;

import io.mevstream.chain.BlockRef;
import io.mevstream.sequence.BlockTree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which block of the tree is the head: the rule that {@link ChainSequencer} states, and the announcements it needs. */
final class ForkChoice {

    private final BlockTree tree;
    private boolean byAnnouncement;
    private @Nullable BlockRef awaited;

    ForkChoice(BlockTree tree) {
        this.tree = tree;
    }

    /** Follows {@code head} once it is in the tree. */
    void announce(BlockRef head) {
        byAnnouncement = true;
        awaited = head;
    }

    boolean isAwaited(BlockRef block) {
        return block.equals(awaited);
    }

    /** The head after these have come into the tree; null while there is none. */
    @Nullable
    Node among(List<Node> attached) {
        Node best = tree.head();
        if (byAnnouncement) {
            Node node = awaited == null ? null : tree.attached(awaited.hash());
            awaited = node == null ? awaited : null;
            return node == null ? best : node;
        }
        for (Node candidate : attached) {
            best = best == null || BlockTree.isHigher(candidate, best) ? candidate : best;
        }
        return best;
    }

    /** Whether the branch that waits above {@code lowest} would be the chain if it reached the tree. */
    boolean wouldWin(Node lowest) {
        Node head = tree.head();
        if (byAnnouncement) {
            Node node = awaited == null ? null : tree.get(awaited.hash());
            return node != null && !node.attached && tree.lowestWaiting(node).equals(lowest);
        }
        return head != null && BlockTree.isHigher(tree.highestWaiting(lowest), head);
    }
}
