package io.mevstream.detect.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.BlockActions;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.LoggedActions;
import io.mevstream.detect.synthetic.SyntheticBlocks.SyntheticBlock;
import io.mevstream.detect.trace.TraceActions;
import io.mevstream.pool.PoolTracker;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Blocks of a market whose every actor is known: everything that was done is found, and nothing else, from the logs and from
 * the call traces alike.
 */
class SyntheticBlocksTest {

    private static final int RUNS = 100;
    private static final int BLOCKS_OF_A_RUN = 20;

    private final Inspector inspector = new Inspector();
    private final TraceActions traces = new TraceActions(1);
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void everythingThatWasDoneIsFoundAndNothingElse() {
        for (int seed = 1; seed <= RUNS; seed++) {
            SyntheticBlocks blocks = new SyntheticBlocks(seed);
            Map<PoolId, PoolTracker.State> states = new HashMap<>();
            Map<PoolId, PoolTracker.State> alone = new HashMap<>();
            for (int i = 0; i < BLOCKS_OF_A_RUN; i++) {
                SyntheticBlock block = blocks.next();
                List<Truth> logged = block.journal().stream()
                        .filter(truth -> truth.kind() != Kind.REVERTED_ATTEMPT)
                        .toList();
                compare(seed + "/" + i + " logs", LoggedActions.of(block.logged(), states), logged);
                compare(seed + "/" + i + " traces", traces.of(block.traced()), block.journal());
                onlyWhatWasDone(seed + "/" + i + " logs alone", block, alone);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(counts)
                .containsOnlyKeys(
                        "ARBITRAGE",
                        "JIT",
                        "REVERTED_ATTEMPT",
                        "SANDWICH",
                        "logs alone",
                        "losses known",
                        "victims 1",
                        "victims 2",
                        "victims 3",
                        "victims 4");
        assertThat(counts.values()).allMatch(count -> count > 100);
    }

    /** Without senders some front and back have nothing in common any more; what is found is true all the same. */
    private void onlyWhatWasDone(String where, SyntheticBlock block, Map<PoolId, PoolTracker.State> states) {
        Set<String> done = block.journal().stream().map(Truth::name).collect(Collectors.toSet());
        inspector
                .inspect(LoggedActions.of(block.logsAlone(), states), EtherPrices.NONE)
                .forEach(each -> {
                    counts.merge("logs alone", 1, Integer::sum);
                    if (!done.contains(name(each))) {
                        wrong.add(where + " made up " + name(each));
                    }
                });
    }

    private void compare(String where, BlockActions block, List<Truth> journal) {
        Map<String, Detection> found = new TreeMap<>();
        inspector.inspect(block, EtherPrices.NONE).forEach(each -> found.put(name(each), each));
        for (Truth truth : journal) {
            Detection detection = found.remove(truth.name());
            if (detection == null) {
                wrong.add(where + " missed " + truth.name());
                continue;
            }
            counts.merge(truth.kind().name(), 1, Integer::sum);
            if (truth.kind() == Kind.SANDWICH) {
                counts.merge("victims " + truth.victims().size(), 1, Integer::sum);
            }
            if (!gross(detection).equals(truth.grossRaw())) {
                wrong.add(where + " gross " + gross(detection) + " of " + truth.name());
            }
            checkLosses(where, detection, truth);
        }
        found.forEach((name, detection) -> wrong.add(where + " made up " + name));
    }

    /** Traces do not show the price of concentrated liquidity, so that there a loss may be unknown; it is never wrong. */
    private void checkLosses(String where, Detection detection, Truth truth) {
        if (truth.losses() == null) {
            return;
        }
        for (Detection.VictimLoss loss : detection.victims()) {
            BigInteger lost = truth.losses().get(loss.transactionIndex());
            boolean unknown = loss.lossRaw() == null;
            boolean mayBeUnknown = lost == null || where.endsWith("traces");
            if (unknown
                    ? !mayBeUnknown
                    : lost != null && !loss.lossRaw().toBigInteger().equals(lost)) {
                wrong.add(where + " lost " + loss.lossRaw() + " at " + loss.transactionIndex() + " of " + truth.name());
            }
            counts.merge("losses known", unknown ? 0 : 1, Integer::sum);
        }
    }

    private static String name(Detection detection) {
        List<Integer> own = new ArrayList<>();
        List<Integer> victims = new ArrayList<>();
        for (Detection.Part part : detection.parts()) {
            (part.role() == Role.VICTIM ? victims : own).add(part.transactionIndex());
        }
        return detection.kind() + " " + own + " around " + victims;
    }

    private static Map<Address, BigInteger> gross(Detection detection) {
        Map<Address, BigInteger> gross = new TreeMap<>();
        detection
                .profit()
                .grossRaw()
                .forEach(delta -> gross.put(delta.token(), delta.amountRaw().toBigInteger()));
        return gross;
    }
}
