package io.mevstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingLaneTest {
    private final PendingLane lane = new PendingLane();

    @Test
    void givesABatchOnceItIsFullOrAMillisecondOld() {
        for (int i = 0; i < 150; i++) {
            lane.offer(transaction(i, "one"), 0);
        }
        assertThat(lane.dueInNanos(0)).isZero();
        assertThat(lane.due(0)).hasSize(PendingLane.BATCH);
        assertThat(lane.due(0)).isEmpty();
        assertThat(lane.dueInNanos(400_000)).isEqualTo(600_000);
        assertThat(lane.due(PendingLane.LINGER_NANOS)).hasSize(50);
        assertThat(lane.dueInNanos(0)).isNegative();
    }

    @Test
    void takesEachHashOnceAndKeepsWhoShowedItFirst() {
        lane.remember(List.of(transaction(7, "log").hash()));
        lane.offer(transaction(1, "one"), 0);
        lane.offer(transaction(1, "two"), 0);
        lane.offer(transaction(7, "two"), 0);
        assertThat(lane.due(PendingLane.LINGER_NANOS)).containsExactly(transaction(1, "one"));
        assertThat(lane.duplicates()).isEqualTo(2);
    }

    private static SeenTransaction transaction(long number, String source) {
        return new SeenTransaction(new Hash(number, 1, 1, 1), null, null, new Sighting(0, source));
    }
}
