package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.fact.Origin;
import io.mevstream.pool.PoolTracker.State;
import io.mevstream.pool.PoolTracker.Step;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PoolSnapshotsTest {

    private static final long RUN_START = 7;

    private final PoolTracker tracker = new PoolTracker(KnownFactories.ofChain(1), PoolRegistry.EMPTY);

    @Property(tries = 100)
    void aLogThatBeginsWithThemGivesWhatTheWholeLogGives(@ForAll long seed) {
        RandomPool pool = new RandomPool(new Random(seed));
        State whole = null;
        for (int i = 0; i < 20; i++)
            whole = tracker.take(whole, pool.block(i, i, 0)).after();
        PoolId id = whole.now().knowledge().pool();
        PoolSnapshots snapshots = PoolSnapshots.parse(
                PoolSnapshots.of(Map.of(id, whole), RUN_START).bytes());
        State begun = Objects.requireNonNull(snapshots.states().get(id));
        assertThat(begun.now()).isEqualTo(whole.now());

        PoolFrame frame = pool.block(20, 20, 0);
        Step expected = tracker.take(whole, frame);
        Step found = tracker.take(begun, ofRun(frame, ChainRecord.Kind.APPLY));
        assertThat(found.swaps()).isEqualTo(expected.swaps());
        assertThat(found.after().now()).isEqualTo(expected.after().now());
        // The first block that touches it says what is known of it, and takes it back.
        assertThat(found.pool()).isNotNull();
        Step undone = tracker.take(found.after(), ofRun(frame, ChainRecord.Kind.UNDO));
        assertThat(undone.after()).isEqualTo(begun);
        assertThat(undone.pool().pool()).isEqualTo(found.pool().pool());
        assertThat(undone.pool().origin().kind()).isEqualTo(ChainRecord.Kind.UNDO);
    }

    @Test
    void refusesBytesThatAreNone() {
        assertThat(PoolSnapshots.parse(new byte[0]).states()).isEmpty();
        assertThatThrownBy(() -> PoolSnapshots.parse(new byte[] {2, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected snapshots of pools");
    }

    private static PoolFrame ofRun(PoolFrame frame, ChainRecord.Kind kind) {
        Origin was = frame.origin();
        Origin now = new Origin(was.chainId(), was.position(), kind, was.block(), was.blockTimeSeconds());
        return new PoolFrame(frame.pool(), now, RUN_START, frame.entries());
    }
}
