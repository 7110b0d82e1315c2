package io.mevstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.jsonrpc.NodeJson.Head;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which head is gone for, of what two endpoints show. Times are in nanoseconds from any beginning. */
class HeadTrackerTest {
    private static final long MILLI = 1_000_000;

    private final Set<String> sick = new HashSet<>();
    private final HeadTracker heads = new HeadTracker(name -> !sick.contains(name));
    private final KnownChain chain = new KnownChain();

    @Test
    void takesWhatExtendsTheChainFromWhoeverShowsItFirst() {
        applied(head(10, 'a'));
        show("one", head(10, 'a'), 0);
        show("two", head(11, 'a'), 5);
        assertThat(heads.leader()).isEqualTo("one");
        assertThat(heads.target(chain, 6 * MILLI)).isEqualTo(new HeadTracker.Target(head(11, 'a'), "two"));
        assertThat(heads.first(head(11, 'a').ref().hash()).seen()).isEqualTo(new Sighting(5, "two"));
        show("one", head(11, 'a'), 9);
        assertThat(heads.first(head(11, 'a').ref().hash()).seen().source()).isEqualTo("two");
    }

    @Test
    void leavesTheOtherBranchAloneUntilTheFollowedEndpointIsLate() {
        applied(head(10, 'a'));
        show("one", head(10, 'a'), 0);
        show("two", head(11, 'b'), 0);
        assertThat(heads.changeLeader(299 * MILLI)).isNull();
        assertThat(heads.target(chain, 299 * MILLI)).isNull();
        assertThat(heads.changeLeader(301 * MILLI)).isEqualTo("one");
        assertThat(heads.target(chain, 301 * MILLI)).isEqualTo(new HeadTracker.Target(head(11, 'b'), "two"));
    }

    @Test
    void followsWhoeverIsLeftAtOnceWhenAnEndpointIsLost() {
        applied(head(10, 'a'));
        show("one", head(10, 'a'), 0);
        show("two", head(10, 'b'), 0);
        assertThat(heads.changeLeader(MILLI)).isNull();
        sick.add("one");
        heads.changeLeader(2 * MILLI);
        assertThat(heads.leader()).isEqualTo("two");
        assertThat(heads.target(chain, 2 * MILLI)).isEqualTo(new HeadTracker.Target(head(10, 'b'), "two"));
    }

    @Test
    void doesNotUndoForAHeadThatLagsButForOneThatStays() {
        applied(head(10, 'a'));
        applied(head(11, 'a'));
        show("one", head(11, 'a'), 0);
        show("one", head(10, 'a'), 100);
        assertThat(heads.target(chain, 1_000 * MILLI)).isNull();
        assertThat(heads.target(chain, 2_101 * MILLI)).isEqualTo(new HeadTracker.Target(head(10, 'a'), "one"));
        show("two", head(11, 'a'), 2_102);
        assertThat(heads.target(chain, 2_103 * MILLI)).isNull();
    }

    @Test
    void followsAReorgOfTheFollowedEndpoint() {
        applied(head(10, 'a'));
        applied(head(11, 'a'));
        show("one", head(11, 'b'), 0);
        assertThat(heads.target(chain, 0)).isEqualTo(new HeadTracker.Target(head(11, 'b'), "one"));
    }

    private void show(String endpoint, Head head, long millis) {
        heads.showed(head, new Sighting(millis, endpoint), millis * MILLI);
    }

    private void applied(Head head) {
        Block block = new Block(head.ref(), null, null, null, List.of(), null);
        chain.add(new ChainRecord(1, 0, ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.UNPROVEN, block));
    }

    /** A block of a branch, whose parent is of the same. */
    private static Head head(long number, char branch) {
        return new Head(new BlockRef(number, new Hash(number, branch, 0, 0)), new Hash(number - 1, branch, 0, 0));
    }
}
