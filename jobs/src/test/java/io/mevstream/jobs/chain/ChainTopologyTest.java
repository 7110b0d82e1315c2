package io.mevstream.jobs.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.PoolId;
import io.mevstream.event.Swap;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LogCount;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapEvidence;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChainTopologyTest {

    private static final SyntheticChain CHAIN = new SyntheticChain(7, 8, 6);

    @Test
    void givesTheFactsOfEveryOutput() throws Exception {
        ChainRuns.Facts facts = ChainRuns.run(ChainRuns.applied(blocks(branch(20))), 2);

        assertThat(facts.of("blocks", BlockFact.class)).hasSize(21);
        assertThat(facts.of("swaps", SwapFact.class)).hasSize(20 * 7);
        assertThat(facts.of("dead letters", DeadLetter.class)).hasSize(20);
        assertThat(facts.of("oracle answers", EventFact.class)).hasSize(20);
        assertThat(facts.of("liquidity", Object.class)).hasSize(2);
        assertThat(facts.of("transfers", EventFact.class)).hasSize(20 * 12);
        assertThat(facts.of("pool states", PoolStateFact.class)).isNotEmpty();
        assertThat(facts.of("pools", Object.class)).isNotEmpty();
        assertThat(facts.of("protocol events", EventFact.class)).isNotEmpty();
        assertThat(facts.of("swaps", SwapFact.class).stream()
                        .filter(swap -> swap.evidence().status() == SwapEvidence.Status.SPOOFED))
                .hasSize(20);
        assertThat(facts.of("swaps", SwapFact.class).stream()
                        .filter(swap -> swap.swap().detail() instanceof Swap.PairAmounts)
                        .filter(swap -> swap.evidence().status() == SwapEvidence.Status.PROVEN)
                        .map(SwapFact::rederivation))
                .isNotEmpty()
                .containsOnly(Rederivation.EXACT);
    }

    @Test
    void countsOfABlockAddUpToItsLogs() throws Exception {
        ChainRuns.Facts facts = ChainRuns.run(ChainRuns.applied(blocks(branch(5))), 2);

        assertThat(logsByPosition(facts.of("log counts", LogCount.class), LogCount::origin, LogCount::logs))
                .isEqualTo(logsByPosition(facts.of("blocks", BlockFact.class), BlockFact::origin, BlockFact::logs));
    }

    @Test
    void givesTheSameFactsAtAnyParallelism() throws Exception {
        List<LogFrame> frames = withReorg();

        var once = ChainRuns.run(frames, 1).sorted();

        assertThat(ChainRuns.run(frames, 2).sorted()).isEqualTo(once);
        assertThat(ChainRuns.run(frames, 4).sorted()).isEqualTo(once);
    }

    @Test
    void anUndoRetractsExactlyWhatItsApplyStated() throws Exception {
        ChainRuns.Facts facts = ChainRuns.run(withReorg(), 2);

        facts.byOutput().forEach((output, all) -> {
            List<String> undone = texts(all, Kind.UNDO);
            assertThat(texts(all, Kind.APPLY)).as(output).containsAll(undone);
        });
        assertThat(texts(facts.byOutput().get("swaps"), Kind.UNDO)).hasSize(10 * 7);
        assertThat(texts(facts.byOutput().get("blocks"), Kind.UNDO)).hasSize(10);
    }

    @Test
    void carriesNothingOverFromOneRunToAnother() throws Exception {
        List<Node> branch = branch(8);
        List<LogFrame> frames = new ArrayList<>(ChainRuns.applied(blocks(branch.subList(0, 5))));
        for (int i = 6; i < 9; i++) {
            frames.add(ChainRuns.frame(frames.size(), Kind.APPLY, branch.get(i).block(), 5));
        }

        ChainRuns.Facts facts = ChainRuns.run(frames, 2);

        assertThat(facts.of("pools", PoolFact.class).stream()
                        .filter(pool -> pool.origin().position() < 5)
                        .map(pool -> pool.pool().proof()))
                .contains(PoolKnowledge.Proof.FACTORY);
        assertThat(facts.of("pools", PoolFact.class).stream()
                        .filter(pool -> pool.origin().position() >= 5)
                        .map(pool -> pool.pool().proof()))
                .isNotEmpty()
                .doesNotContain(PoolKnowledge.Proof.FACTORY);
    }

    @Test
    void statesWhatEachPoolWasBeforeEachBlock() throws Exception {
        ChainRuns.Facts facts = ChainRuns.run(ChainRuns.applied(blocks(branch(20))), 2);
        Map<PoolId, Map<Long, PoolState>> after = new HashMap<>();
        for (PoolStateFact fact : facts.of("pool states", PoolStateFact.class)) {
            after.computeIfAbsent(fact.pool().pool(), pool -> new TreeMap<>())
                    .put(fact.origin().position(), fact.state());
        }

        List<PoolInBlock> touched = new ArrayList<>(facts.of("pools in blocks", PoolInBlock.class));
        touched.sort(Comparator.comparing(pool -> pool.origin().position()));

        Map<PoolId, PoolState> last = new HashMap<>();
        for (PoolInBlock pool : touched) {
            PoolId id = pool.pool().pool();
            assertThat(pool.before()).isEqualTo(last.get(id));
            last.put(id, after.get(id).get(pool.origin().position()));
        }
        assertThat(touched).hasSizeGreaterThan(50);
        assertThat(last.values()).hasSize(8).doesNotContainNull();
    }

    /** 15 blocks, the last 10 undone, 12 others in their place. */
    private static List<LogFrame> withReorg() {
        List<Node> branch = branch(15);
        List<LogFrame> frames = new ArrayList<>(ChainRuns.applied(blocks(branch)));
        for (int i = 15; i > 5; i--) {
            frames.add(ChainRuns.frame(frames.size(), Kind.UNDO, branch.get(i).block(), 0));
        }
        Node tip = branch.get(5);
        for (int i = 0; i < 12; i++) {
            tip = CHAIN.next(tip, 99);
            frames.add(ChainRuns.frame(frames.size(), Kind.APPLY, tip.block(), 0));
        }
        return frames;
    }

    private static List<Node> branch(int length) {
        List<Node> nodes = new ArrayList<>(List.of(CHAIN.first(100)));
        for (int i = 0; i < length; i++) {
            nodes.add(CHAIN.next(nodes.get(i), 0));
        }
        return nodes;
    }

    private static List<Block> blocks(List<Node> nodes) {
        return nodes.stream().map(Node::block).toList();
    }

    /** Facts of records of one kind, as text without what an undo says otherwise: its position and kind. */
    private static List<String> texts(List<?> facts, Kind kind) {
        return facts.stream()
                .map(Object::toString)
                .filter(text -> text.contains("kind=" + kind))
                .map(text -> text.replaceAll("position=\\d+, kind=\\w+", ""))
                .toList();
    }

    private static <F> Object logsByPosition(List<F> facts, Function<F, Origin> origin, Function<F, Integer> logs) {
        return facts.stream()
                .collect(Collectors.groupingBy(
                        fact -> origin.apply(fact).position(), Collectors.summingInt(logs::apply)));
    }
}
