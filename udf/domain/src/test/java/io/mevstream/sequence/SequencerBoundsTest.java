package io.mevstream.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The last block that is taken, and the first that is not. */
class SequencerBoundsTest {

    private final SyntheticChain chain = new SyntheticChain(new Random(11));
    private final Block first = chain.first();

    private static ChainSequencer sequencer(long budgetBytes) {
        return new ChainSequencer(ChainStart.at(SyntheticChain.FIRST), budgetBytes);
    }

    private static List<Emission> deliver(ChainSequencer sequencer, Block block) {
        return sequencer.accept(block, SyntheticChain.PROOF);
    }

    private void deliverChainTo(ChainSequencer sequencer, Block head) {
        chain.chainTo(head).forEach(block -> deliver(sequencer, block));
    }

    private static void refuses(Emission.Reason reason, List<Emission> emissions) {
        assertThat(emissions).singleElement().isInstanceOfSatisfying(Emission.Refused.class, refused -> assertThat(
                        refused.reason())
                .isEqualTo(reason));
    }

    @Test
    void aBlock64BehindTheHeadIsTooOldAndTheNextOneStandsAside() {
        ChainSequencer sequencer = sequencer(Long.MAX_VALUE);
        Block head = chain.grow(first, 100);
        deliverChainTo(sequencer, head);

        refuses(Emission.Reason.TOO_OLD, deliver(sequencer, chain.childOf(chain.ancestor(head, 65))));
        assertThat(deliver(sequencer, chain.childOf(chain.ancestor(head, 64))))
                .singleElement()
                .isInstanceOf(Emission.Aside.class);
    }

    @Test
    void holdsWhatTheBudgetTakesAndNotAByteMore() {
        Block missing = chain.childOf(first);
        Block second = chain.childOf(missing);
        Block third = chain.childOf(second);
        long both = BlockContent.bytes(second) + BlockContent.bytes(third);
        ChainSequencer enough = sequencer(both);
        ChainSequencer short1 = sequencer(both - 1);
        for (ChainSequencer sequencer : List.of(enough, short1)) {
            deliver(sequencer, first);
            assertThat(deliver(sequencer, second)).singleElement().isInstanceOf(Emission.Held.class);
        }

        assertThat(deliver(enough, third)).singleElement().isInstanceOf(Emission.Held.class);
        refuses(Emission.Reason.OVER_BUDGET, deliver(short1, third));
    }

    @Test
    void whatIsForgottenNoLongerCountsAgainstTheBudget() {
        Block head = chain.grow(first, 3);
        Block side = chain.childOf(chain.parentOf(head));
        Block later = chain.grow(head, 65);
        Block laterSide = chain.childOf(chain.parentOf(later));
        Block oneMore = chain.childOf(chain.parentOf(later));
        long largest = List.of(head, side, later, laterSide, oneMore).stream()
                .mapToLong(BlockContent::bytes)
                .max()
                .orElseThrow();
        ChainSequencer sequencer = sequencer(largest);
        deliverChainTo(sequencer, head);
        sequencer.announceHead(head.ref());
        assertThat(deliver(sequencer, side)).singleElement().isInstanceOf(Emission.Aside.class);

        List<Emission> emissions = new ArrayList<>();
        for (Block block : chain.chainTo(later)) {
            if (block.number() > head.number()) {
                sequencer.announceHead(block.ref());
                emissions.addAll(deliver(sequencer, block));
            }
        }

        assertThat(emissions)
                .filteredOn(Emission.Abandoned.class::isInstance)
                .containsExactly(new Emission.Abandoned(side.ref()));
        assertThat(deliver(sequencer, laterSide)).singleElement().isInstanceOf(Emission.Aside.class);
        refuses(Emission.Reason.OVER_BUDGET, deliver(sequencer, oneMore));
    }

    @Test
    void whatStoodBeforeTheLastRunIsNotTheChainAnyMore() {
        Block before = chain.grow(first, 2);
        Block start = chain.make(
                before.number() + 8,
                chain.make(before.number() + 7, first.hash()).hash());
        List<ChainRecord> tail = new ArrayList<>();
        for (Block block : chain.chainTo(before)) {
            tail.add(record(tail.size(), 0, block));
        }
        long runStart = tail.size();
        for (Block block : List.of(start, chain.childOf(start))) {
            tail.add(record(tail.size(), runStart, block));
        }
        ChainSequencer sequencer =
                ChainSequencer.restore(ChainStart.at(SyntheticChain.FIRST), Long.MAX_VALUE, List.copyOf(tail));

        assertThat(deliver(sequencer, chain.childOf(before))).singleElement().isInstanceOf(Emission.Held.class);
    }

    private static ChainRecord record(long position, long runStart, Block block) {
        return new ChainRecord(1, position, ChainRecord.Kind.APPLY, runStart, SyntheticChain.PROOF, block);
    }
}
