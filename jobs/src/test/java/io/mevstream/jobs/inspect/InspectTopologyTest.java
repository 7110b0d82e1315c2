package io.mevstream.jobs.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.Hash;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Leg;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detection.VictimLoss;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.InspectionFact;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools followed one by one, blocks inspected as a whole. */
class InspectTopologyTest {

    private static final SyntheticChain CHAIN = new SyntheticChain(7, 8, 3, 1);

    @TempDir
    Path folder;

    @Test
    void aVictimsLossIsWhatItsPoolWouldHaveGivenUntouched() throws Exception {
        SyntheticChain onlySandwiches = new SyntheticChain(7, 8, 0, 1);
        List<Node> branch = branch(onlySandwiches, 25);
        Map<Hash, List<Long>> before = new LinkedHashMap<>();
        for (int i = 1; i < branch.size(); i++) {
            before.put(branch.get(i).block().hash(), branch.get(i - 1).reserves());
        }

        List<DetectionFact> found = detections(InspectRuns.run(log("losses", applied(branch)), 2));

        assertThat(found).hasSize(25).allSatisfy(fact -> {
            VictimLoss victim = fact.detection().victims().get(0);
            BigInteger untouched =
                    untouchedOutput(before.get(fact.origin().block().hash()), leg(fact.detection(), Role.VICTIM));
            assertThat(fact.detection().kind()).isEqualTo(Detection.Kind.SANDWICH);
            assertThat(victim.wouldHaveGotRaw()).hasToString(untouched.toString());
            assertThat(victim.lossRaw())
                    .hasToString(
                            untouched.subtract(victim.gotRaw().toBigInteger()).toString());
        });
    }

    /** What the victim's input would have bought of its pool as it was. */
    private static BigInteger untouchedOutput(List<Long> reserves, Leg victim) {
        int pool = victim.venue().manager().low();
        int in = 2 * pool + (victim.tokenIn().compareTo(victim.tokenOut()) < 0 ? 0 : 1);
        BigInteger withFee = victim.amountInRaw().toBigInteger().multiply(BigInteger.valueOf(997));
        return withFee.multiply(BigInteger.valueOf(reserves.get(in ^ 1)))
                .divide(BigInteger.valueOf(reserves.get(in))
                        .multiply(BigInteger.valueOf(1_000))
                        .add(withFee));
    }

    @Test
    void findsTheSameAtAnyParallelism() throws Exception {
        Path log = log("reorganised", withReorg());

        Map<String, List<String>> once = sorted(InspectRuns.run(log, 1));

        assertThat(once.get("detections")).hasSizeGreaterThan(20);
        assertThat(sorted(InspectRuns.run(log, 2))).isEqualTo(once);
        assertThat(sorted(InspectRuns.run(log, 4))).isEqualTo(once);
    }

    @Test
    void anUndoRetractsExactlyWhatItsApplyFound() throws Exception {
        Map<String, List<?>> found = InspectRuns.run(log("undone", withReorg()), 2);

        found.forEach((output, facts) -> {
            List<String> undone = texts(facts, Kind.UNDO);
            assertThat(texts(facts, Kind.APPLY)).as(output).containsAll(undone);
        });
        assertThat(texts(found.get("detections"), Kind.UNDO)).hasSize(10);
        assertThat(texts(found.get("inspections"), Kind.UNDO)).hasSize(10);
    }

    @Test
    void saysOfEachBlockWhatWasLookedAt() throws Exception {
        List<Node> branch = branch(CHAIN, 10);

        Map<String, List<?>> found = InspectRuns.run(log("looked-at", applied(branch)), 2);

        List<InspectionFact> inspections = found.get("inspections").stream()
                .map(InspectionFact.class::cast)
                .toList();
        assertThat(inspections).hasSize(11);
        assertThat(inspections.stream().mapToInt(InspectionFact::trades))
                .hasSize(11)
                .contains(0, 6);
        assertThat(inspections.stream().mapToInt(InspectionFact::detections).sum())
                .isEqualTo(detections(found).size())
                .isGreaterThanOrEqualTo(10);
        assertThat(found.get("trades")).isEmpty();
    }

    @Test
    void passesPendingTransactionsBetweenTheBlocks() throws Exception {
        List<Detection> without = detections(InspectRuns.run(log("blocks", withReorg()), 2)).stream()
                .map(DetectionFact::detection)
                .toList();

        List<DetectionFact> with =
                detections(InspectRuns.run(InspectRuns.logAmongPending(folder.resolve("between"), withReorg()), 2));

        assertThat(with.stream().map(DetectionFact::detection))
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(without);
    }

    /** 15 blocks, the last 10 undone, 12 others in their place. */
    private static List<ChainRecord> withReorg() {
        List<Node> branch = branch(CHAIN, 15);
        List<ChainRecord> records = applied(branch);
        for (int i = 15; i > 5; i--) {
            records.add(InspectRuns.chainRecord(
                    records.size(), Kind.UNDO, branch.get(i).block()));
        }
        Node tip = branch.get(5);
        for (int i = 0; i < 12; i++) {
            tip = CHAIN.next(tip, 99);
            records.add(InspectRuns.chainRecord(records.size(), Kind.APPLY, tip.block()));
        }
        return records;
    }

    private Path log(String name, List<ChainRecord> records) throws Exception {
        return InspectRuns.log(folder.resolve(name), records);
    }

    private static List<ChainRecord> applied(List<Node> branch) {
        List<ChainRecord> records = new ArrayList<>();
        branch.forEach(node -> records.add(InspectRuns.chainRecord(records.size(), Kind.APPLY, node.block())));
        return records;
    }

    private static List<Node> branch(SyntheticChain chain, int length) {
        List<Node> nodes = new ArrayList<>(List.of(chain.first(100)));
        for (int i = 0; i < length; i++) {
            nodes.add(chain.next(nodes.get(i), 0));
        }
        return nodes;
    }

    private static Leg leg(Detection detection, Role role) {
        return detection.legs().stream()
                .filter(leg -> leg.role() == role)
                .findFirst()
                .orElseThrow();
    }

    private static List<DetectionFact> detections(Map<String, List<?>> found) {
        return found.get("detections").stream().map(DetectionFact.class::cast).toList();
    }

    private static Map<String, List<String>> sorted(Map<String, List<?>> found) {
        Map<String, List<String>> sorted = new LinkedHashMap<>();
        found.forEach((output, facts) ->
                sorted.put(output, facts.stream().map(Object::toString).sorted().toList()));
        return sorted;
    }

    /** Facts of records of one kind, as text without what an undo says otherwise: its position and kind. */
    private static List<String> texts(List<?> facts, Kind kind) {
        return facts.stream()
                .map(Object::toString)
                .filter(text -> text.contains("kind=" + kind))
                .map(text -> text.replaceAll("position=\\d+, kind=\\w+", ""))
                .toList();
    }
}
