package io.mevstream.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainSequencerTest {

    private static final long BUDGET = 64 << 20;

    private final SyntheticChain chain = new SyntheticChain(new Random(7));
    private final NetChain net = new NetChain();
    private ChainSequencer sequencer = new ChainSequencer(ChainStart.at(SyntheticChain.FIRST), BUDGET);

    private void deliver(Block block) {
        net.take(sequencer.accept(block, SyntheticChain.PROOF));
    }

    private void deliver(List<Block> blocks) {
        blocks.forEach(this::deliver);
    }

    private void announce(Block block) {
        net.take(sequencer.announceHead(block.ref()));
    }

    /** What a node saw: blocks as it saw them, and the head after each. */
    private record History(List<Block> blocks, List<Block> heads) {}

    /** A node's history: growth, reorganisations of 1 to 64 blocks, and changes back and forth between tips of one height. */
    private static History history(SyntheticChain chain, Random random, int steps) {
        History history = new History(new ArrayList<>(), new ArrayList<>());
        Block head = see(history, chain.first());
        Block other = head;
        for (int i = 0; i < steps; i++) {
            int dice = random.nextInt(20);
            if (dice == 0 && other.number() == head.number()) {
                Block before = head;
                head = other;
                other = before;
                history.blocks.add(head);
                history.heads.add(head);
            } else if (dice <= 2 && head.number() > SyntheticChain.FIRST) {
                int most = (int) Math.min(64, head.number() - SyntheticChain.FIRST);
                int depth = 1 + random.nextInt(random.nextBoolean() ? Math.min(3, most) : most);
                other = head;
                Block at = chain.ancestor(head, depth);
                for (int j = 0; j < depth - 1; j++) {
                    at = chain.childOf(at);
                    history.blocks.add(at);
                    history.heads.add(head);
                }
                head = see(history, chain.childOf(at));
            } else {
                head = see(history, chain.childOf(head));
            }
        }
        return history;
    }

    private static Block see(History history, Block block) {
        history.blocks.add(block);
        history.heads.add(block);
        return block;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void followsTheAnnouncedHeadThroughEveryReorganisation(long seed) {
        History history = history(chain, new Random(seed), 400);

        for (int i = 0; i < history.blocks.size(); i++) {
            deliver(history.blocks.get(i));
            announce(history.heads.get(i));
            assertThat(net.last()).isEqualTo(history.heads.get(i));
        }

        assertThat(net.blocks).isEqualTo(chain.chainTo(history.heads.get(history.heads.size() - 1)));
        assertThat(net.deepest).isLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void endsWithTheSameChainWhateverTheOrderWithin64(long seed) {
        Random random = new Random(seed);
        History history = history(chain, random, 400);

        List<Block> shuffled = shuffled(history.blocks, random);
        for (int i = 0; i < shuffled.size(); i++) {
            deliver(shuffled.get(i));
            if (random.nextInt(10) == 0) {
                deliver(shuffled.get(random.nextInt(i + 1)));
            }
            announce(history.heads.get(Math.min(i, history.heads.size() - 1)));
        }
        announce(history.heads.get(history.heads.size() - 1));

        assertThat(net.count(Emission.Quarantined.class)).isZero();
        assertThat(net.blocks).isEqualTo(chain.chainTo(history.heads.get(history.heads.size() - 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void withoutAnnouncementsTheHighestBranchOfLowestHashIsTheChain(long seed) {
        Random random = new Random(seed);
        History history = history(chain, random, 400);
        Block highest = history.blocks.stream()
                .min(Comparator.comparingLong((Block block) -> -block.number()).thenComparing(Block::hash))
                .orElseThrow();

        deliver(shuffled(history.blocks, random));

        assertThat(net.count(Emission.Quarantined.class)).isZero();
        assertThat(net.blocks).isEqualTo(chain.chainTo(highest));
    }

    private static List<Block> shuffled(List<Block> blocks, Random random) {
        record Late(Block block, int place) {}
        List<Late> late = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            late.add(new Late(blocks.get(i), i + random.nextInt(65)));
        }
        late.sort(Comparator.comparingInt(Late::place));
        return late.stream().map(Late::block).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64})
    void undoesUpTo64BlocksNewestFirst(int depth) {
        Block head = chain.grow(chain.first(), 100);
        Block winner = chain.grow(chain.ancestor(head, depth), depth + 1);
        deliver(chain.inOrder);

        assertThat(net.blocks).isEqualTo(chain.chainTo(winner));
        assertThat(net.count(Emission.Undo.class)).isBetween(depth - 1, depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 66, 100, 128})
    void stopsTheChainWhenMoreThan64BlocksWouldHaveToBeUndone(int depth) {
        Block head = chain.grow(chain.first(), 200);
        chain.grow(chain.ancestor(head, depth), depth + 1);
        deliver(chain.inOrder);

        assertThat(net.blocks).isEqualTo(chain.chainTo(head));
        assertThat(net.count(Emission.Undo.class)).isZero();
        assertThat(net.all).anySatisfy(emission -> assertThat(emission)
                .isInstanceOfSatisfying(Emission.Quarantined.class, stop -> assertThat(stop.stop())
                        .isEqualTo(Emission.Stop.REORG_TOO_DEEP)));
        assertThat(sequencer.isQuarantined()).isTrue();
        int before = net.all.size();
        deliver(chain.childOf(head));
        assertThat(net.all.subList(before, net.all.size())).singleElement().isInstanceOf(Emission.Refused.class);
    }

    @Test
    void stopsTheChainWhenAnAnnouncedHeadLeavesItTooFarBack() {
        Block head = chain.grow(chain.first(), 100);
        deliver(chain.inOrder);
        Block deep = chain.childOf(chain.ancestor(head, 80));
        announce(deep);

        assertThat(sequencer.isQuarantined()).isTrue();
        assertThat(net.blocks).isEqualTo(chain.chainTo(head));
    }

    @Test
    void aBlockOfTheSameHeightBecomesTheChainOnceItIsAnnounced() {
        Block parent = chain.grow(chain.first(), 3);
        Block one = chain.childOf(parent);
        Block two = chain.childOf(parent);
        deliver(chain.inOrder);
        for (Block head : List.of(one, two, one, two)) {
            announce(head);
            assertThat(net.last()).isEqualTo(head);
        }
    }

    @Test
    void waitsForAMissingParentAndStopsWhenItNeverComes() {
        Block first = chain.first();
        Block missing = chain.childOf(first);
        deliver(first);
        Block at = missing;
        for (int i = 0; i < 64; i++) {
            at = chain.childOf(at);
            deliver(at);
        }
        assertThat(net.count(Emission.Held.class)).isEqualTo(64);
        assertThat(sequencer.isQuarantined()).isFalse();
        deliver(chain.childOf(at));
        assertThat(sequencer.isQuarantined()).isTrue();
        assertThat(net.blocks).containsExactly(first);
    }

    @Test
    void refusesByNameWhatWouldWaitBeyondTheBudget() {
        sequencer = new ChainSequencer(ChainStart.at(SyntheticChain.FIRST), 5000);
        Block first = chain.first();
        Block missing = chain.childOf(first);
        Block last = chain.grow(missing, 10);
        deliver(first);
        deliver(chain.inOrder.subList(2, chain.inOrder.size()));
        assertThat(net.all)
                .filteredOn(Emission.Refused.class::isInstance)
                .isNotEmpty()
                .allSatisfy(emission ->
                        assertThat(((Emission.Refused) emission).reason()).isEqualTo(Emission.Reason.OVER_BUDGET));

        deliver(chain.inOrder);
        assertThat(net.blocks).isEqualTo(chain.chainTo(last));
    }

    @Test
    void saysOfEveryBlockWhatBecameOfIt() {
        Random random = new Random(3);
        List<Block> blocks = shuffled(history(chain, random, 300).blocks, random);
        for (Block block : blocks) {
            List<Emission> emissions = sequencer.accept(block, SyntheticChain.PROOF);
            assertThat(emissions.stream().filter(emission -> saysWhatBecameOf(emission, block.ref())))
                    .hasSize(1);
        }
    }

    private static boolean saysWhatBecameOf(Emission emission, BlockRef block) {
        return emission instanceof Emission.Apply apply && apply.block().ref().equals(block)
                || emission instanceof Emission.Duplicate duplicate
                        && duplicate.block().equals(block)
                || emission instanceof Emission.Held held && held.block().equals(block)
                || emission instanceof Emission.Aside aside && aside.block().equals(block)
                || emission instanceof Emission.Refused refused
                        && refused.block().equals(block);
    }

    @Test
    void refusesAnotherBlockOfAKnownHash() {
        Block first = chain.first();
        deliver(first);
        Block forged = new Block(first.ref(), first.header(), null, null, first.logs(), 1L);
        assertThat(sequencer.accept(forged, SyntheticChain.PROOF))
                .singleElement()
                .isInstanceOfSatisfying(Emission.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Emission.Reason.CONTENT_DIFFERS));
    }

    @Test
    void goesOnFromTheTailOfItsLog() {
        Random random = new Random(11);
        History history = history(chain, random, 300);
        List<ChainRecord> log = new ArrayList<>();
        for (int i = 0; i < history.blocks.size(); i++) {
            if (i % 50 == 49) {
                List<ChainRecord> tail = log.subList(Math.max(0, log.size() - 400), log.size());
                sequencer = ChainSequencer.restore(ChainStart.at(SyntheticChain.FIRST), BUDGET, tail);
                assertThat(sequencer.head()).isEqualTo(net.last().ref());
                append(sequencer.announceHead(net.last().ref()), log);
                for (int j = Math.max(0, i - 150); j < i; j++) {
                    append(sequencer.accept(history.blocks.get(j), SyntheticChain.PROOF), log);
                }
            }
            append(sequencer.accept(history.blocks.get(i), SyntheticChain.PROOF), log);
            append(sequencer.announceHead(history.heads.get(i).ref()), log);
        }
        assertThat(net.blocks).isEqualTo(chain.chainTo(history.heads.get(history.heads.size() - 1)));
    }

    private void append(List<Emission> emissions, List<ChainRecord> log) {
        net.take(emissions);
        for (Emission emission : emissions) {
            if (emission instanceof Emission.Apply apply) {
                log.add(new ChainRecord(1, log.size(), ChainRecord.Kind.APPLY, 0, apply.proof(), apply.block()));
            } else if (emission instanceof Emission.Undo undo) {
                log.add(new ChainRecord(1, log.size(), ChainRecord.Kind.UNDO, 0, undo.proof(), undo.block()));
            }
        }
    }

    @Test
    void refusesToGoOnFromADamagedLog() {
        Block first = chain.first();
        Block third = chain.grow(first, 2);
        List<ChainRecord> damaged = List.of(
                new ChainRecord(1, 0, ChainRecord.Kind.APPLY, 0, SyntheticChain.PROOF, first),
                new ChainRecord(1, 1, ChainRecord.Kind.APPLY, 0, SyntheticChain.PROOF, third));
        assertThatThrownBy(() -> ChainSequencer.restore(ChainStart.at(SyntheticChain.FIRST), BUDGET, damaged))
                .hasMessageContaining("record 1");
    }

    @Test
    void startsOnlyWithAChildOfTheGivenBlock() {
        sequencer = new ChainSequencer(
                ChainStart.after(new BlockRef(SyntheticChain.FIRST - 1, new Hash(1, 2, 3, 4))), BUDGET);
        deliver(chain.first());
        assertThat(net.blocks).isEmpty();
        assertThat(net.count(Emission.Refused.class)).isEqualTo(1);
    }
}
