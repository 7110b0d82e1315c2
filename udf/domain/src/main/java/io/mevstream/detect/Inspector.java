package io.mevstream.detect;

import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.arbitrage.ArbitrageDetector;
import io.mevstream.detect.jit.JitDetector;
import io.mevstream.detect.liquidation.LiquidationDetector;
import io.mevstream.detect.revert.RevertedAttemptDetector;
import io.mevstream.detect.sandwich.SandwichDetector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything found in a block, each transaction's profit counted once: what belongs to a sandwich is not an arbitrage
 * besides, nor is a liquidation; liquidity added and removed in a sandwich's own transactions is a term of it.
 */
public final class Inspector {

    private final Detector sandwiches = new SandwichDetector();
    private final Detector liquidations = new LiquidationDetector();
    private final Detector arbitrages = new ArbitrageDetector();
    private final Detector justInTime = new JitDetector();
    private final Detector attempts = new RevertedAttemptDetector();

    /** The detections of a block, by the first of their transactions. */
    public List<Detection> inspect(BlockActions block, EtherPrices prices) {
        Reading reading = Reading.of(block, prices);
        List<Detection> found = new ArrayList<>(joined(sandwiches.detect(reading), justInTime.detect(reading)));
        found.addAll(liquidations.detect(reading));
        Set<Integer> counted = own(found);
        for (Detection arbitrage : arbitrages.detect(reading)) {
            if (!counted.contains(arbitrage.parts().get(0).transactionIndex())) {
                found.add(arbitrage);
            }
        }
        Set<Integer> succeeded = own(found);
        for (Detection attempt : attempts.detect(reading)) {
            if (!succeeded.contains(attempt.parts().get(0).transactionIndex())) {
                found.add(attempt);
            }
        }
        found.sort(Comparator.comparing((Detection each) -> each.parts().get(0).transactionIndex())
                .thenComparing(Detection::key));
        return List.copyOf(found);
    }

    private static List<Detection> joined(List<Detection> sandwiches, List<Detection> justInTime) {
        List<Detection> joined = new ArrayList<>();
        Set<Detection> left = new HashSet<>(justInTime);
        for (Detection sandwich : sandwiches) {
            Set<Integer> own = own(List.of(sandwich));
            Detection with = sandwich;
            for (Detection jit : justInTime) {
                if (own.containsAll(own(List.of(jit))) && left.remove(jit)) {
                    with = with.withJit(jit);
                }
            }
            joined.add(with);
        }
        justInTime.stream().filter(left::contains).forEach(joined::add);
        return joined;
    }

    /** The transactions that are the searchers' own. */
    private static Set<Integer> own(List<Detection> detections) {
        Set<Integer> own = new HashSet<>();
        for (Detection detection : detections) {
            for (Detection.Part part : detection.parts()) {
                if (part.role() != Role.VICTIM && detection.kind() != Kind.REVERTED_ATTEMPT) {
                    own.add(part.transactionIndex());
                }
            }
        }
        return own;
    }
}
