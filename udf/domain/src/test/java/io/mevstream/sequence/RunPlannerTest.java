package io.mevstream.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.sequence.RunPlan.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlannerTest {

    private final SyntheticChain chain = new SyntheticChain(new Random(5));

    private static RunPlan<Block> plan(List<Block> blocks) {
        RunPlanner<Block> planner = new RunPlanner<>(Function.identity());
        blocks.forEach(block -> planner.add(
                block.ref(), block.parentHash(), block.header() == null ? Proof.UNPROVEN : Proof.BLOOM, block));
        return planner.plan();
    }

    private static List<List<Block>> runs(RunPlan<Block> plan) {
        return plan.runs().stream()
                .map(run -> run.blocks().stream().map(RunPlan.Item::body).toList())
                .toList();
    }

    private static List<Block> bodies(List<RunPlan.Item<Block>> items) {
        return items.stream().map(RunPlan.Item::body).toList();
    }

    private static Block withoutHeader(Block block) {
        return new Block(block.ref(), null, null, null, block.logs(), block.timestampSeconds());
    }

    @Test
    void aBlockWithoutHeaderEndsARunButCanBeginOne() {
        Block a = chain.first();
        Block b = chain.childOf(a);
        Block c = chain.childOf(b);

        assertThat(runs(plan(List.of(c, withoutHeader(a), b)))).containsExactly(List.of(withoutHeader(a), b, c));
        assertThat(runs(plan(List.of(c, withoutHeader(b), a))))
                .containsExactly(List.of(a), List.of(withoutHeader(b), c));
    }

    @Test
    void splitsAtGaps() {
        Block a = chain.first();
        Block b = chain.childOf(a);
        Block d = chain.grow(b, 2);
        assertThat(runs(plan(List.of(d, a, b)))).containsExactly(List.of(a, b), List.of(d));
    }

    @Test
    void theHighestBranchIsTheChainAndTheOtherIsListed() {
        Block fork = chain.grow(chain.first(), 2);
        Block low = chain.grow(fork, 2);
        Block high = chain.grow(fork, 3);
        RunPlan<Block> plan = plan(chain.inOrder);

        assertThat(runs(plan)).containsExactly(chain.chainTo(high));
        assertThat(bodies(plan.orphaned())).containsExactly(chain.parentOf(low), low);
    }

    @Test
    void atEqualHeightTheLowerHashWins() {
        Block fork = chain.first();
        Block one = chain.childOf(fork);
        Block two = chain.childOf(fork);
        Block winner = one.hash().compareTo(two.hash()) < 0 ? one : two;
        assertThat(runs(plan(List.of(two, one, fork)))).containsExactly(List.of(fork, winner));
    }

    @Test
    void atEqualHeightTheLongerLinkedBranchWinsWhateverItsHash() {
        Block fork = chain.first();
        Block parent = chain.childOf(fork);
        Block linked = chain.childOf(parent);
        Block alone = chain.childOf(chain.childOf(fork));
        while (alone.hash().compareTo(linked.hash()) > 0) {
            alone = chain.childOf(chain.childOf(fork));
        }
        RunPlan<Block> plan = plan(List.of(alone, linked, parent, fork));

        assertThat(runs(plan)).containsExactly(List.of(fork, parent, linked));
        assertThat(bodies(plan.orphaned())).containsExactly(alone);
    }

    @Test
    void aBlockThatTheNextHeaderContradictsIsOrphaned() {
        Block fork = chain.first();
        Block wrong = chain.childOf(fork);
        Block missing = chain.childOf(fork);
        Block next = chain.childOf(missing);
        RunPlan<Block> plan = plan(List.of(fork, wrong, next));

        assertThat(runs(plan)).containsExactly(List.of(fork), List.of(next));
        assertThat(bodies(plan.orphaned())).containsExactly(wrong);
    }

    @Test
    void ofEquallyProvenCopiesTheOneThatCarriesMostStays() {
        Block more = withoutHeader(chain.first());
        Block less = new Block(more.ref(), null, null, null, more.logs(), null);

        assertThat(runs(plan(List.of(less, more)))).containsExactly(List.of(more));
        assertThat(runs(plan(List.of(more, less)))).containsExactly(List.of(more));
    }

    @Test
    void dropsAndCountsDuplicatesAndKeepsTheBetterProven() {
        Block a = chain.first();
        RunPlan<Block> plan = plan(List.of(withoutHeader(a), a, withoutHeader(a), a));

        assertThat(runs(plan)).containsExactly(List.of(a));
        assertThat(plan.duplicates()).isEqualTo(3);
    }

    @Test
    void refusesAllOfOneHashThatDifferAndAreEquallyProven() {
        Block a = chain.first();
        Block forged = new Block(a.ref(), a.header(), null, null, a.logs(), 7L);
        RunPlan<Block> plan = plan(List.of(a, forged, a));

        assertThat(plan.runs()).isEmpty();
        assertThat(plan.refused()).hasSize(3).allMatch(refused -> refused.reason() == Reason.CONTENT_DIFFERS);
    }

    @Test
    void refusesWhatABetterProvenBlockContradicts() {
        Block a = chain.first();
        Block forged = new Block(a.ref(), null, null, null, a.logs(), 7L);
        RunPlan<Block> plan = plan(List.of(forged, a));

        assertThat(runs(plan)).containsExactly(List.of(a));
        assertThat(plan.refused()).singleElement().matches(refused -> refused.reason() == Reason.CONTRADICTED);
    }

    @Test
    void refusesAnUnprovenNumberThatAChildDisproves() {
        Block a = chain.first();
        Block child = chain.childOf(a);
        Block renumbered =
                new Block(new BlockRef(a.number() - 5, a.hash()), null, null, null, a.logs(), a.timestampSeconds());
        RunPlan<Block> plan = plan(List.of(renumbered, child));

        assertThat(runs(plan)).containsExactly(List.of(child));
        assertThat(plan.refused()).singleElement().matches(refused -> refused.reason() == Reason.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isTheSameInAnyOrderAndLosesNothing(long seed) {
        Random random = new Random(seed);
        List<Block> set = forest(random);
        RunPlan<Block> expected = plan(set);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(set, random);
            RunPlan<Block> plan = plan(set);
            assertThat(plan).isEqualTo(expected);
        }

        assertThat(expected.blockCount()
                        + expected.orphaned().size()
                        + expected.refused().size()
                        + expected.duplicates())
                .isEqualTo(set.size());
        Set<Long> numbers = new HashSet<>();
        assertThat(Stream.of(runs(expected)).flatMap(List::stream).flatMap(List::stream))
                .allMatch(block -> numbers.add(block.number()), "one block a height");
        runs(expected).forEach(run -> {
            for (int i = 1; i < run.size(); i++) {
                assertThat(run.get(i).parentHash()).isEqualTo(run.get(i - 1).hash());
            }
        });
    }

    /** A tree with branches and gaps, some blocks without header, some twice. */
    private List<Block> forest(Random random) {
        List<Block> tips = new ArrayList<>(List.of(chain.first()));
        for (int i = 0; i < 200; i++) {
            tips.add(chain.childOf(tips.get(Math.max(0, tips.size() - 1 - random.nextInt(4)))));
        }
        List<Block> set = new ArrayList<>();
        for (Block block : chain.inOrder) {
            int dice = random.nextInt(10);
            if (dice > 0) {
                set.add(dice == 1 ? withoutHeader(block) : block);
            }
            if (dice > 7) {
                set.add(dice == 8 ? withoutHeader(block) : block);
            }
        }
        return set;
    }
}
