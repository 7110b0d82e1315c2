package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.integrity.Verdict;
import io.mevstream.sequence.ChainSequencer;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks as they come, through integrity and sequencer into a log that may be taken over at any point. */
class LiveChainWriterTest {

    private static final long FIRST = 999_900;
    private static final ChainStart START = ChainStart.at(FIRST);
    private static final long BUDGET_BYTES = 64L << 20;

    @TempDir
    Path directory;

    private final SyntheticChain chain = new SyntheticChain(5, 4, 1);
    private final Told told = new Told();
    private final List<Node> branch = new ArrayList<>();

    @Test
    void endsAtTheSameChainWhereverItIsKilled() throws IOException {
        Random random = new Random(11);
        Path log = directory.resolve("log-0");
        LiveChainWriter writer = over(ChainLogWriter.create(log, 1, "live"));
        writer.take(extend(100, 0));
        int cutMidway = 0;
        for (int reorg = 1; reorg <= 30; reorg++) {
            int before = told.records.size();
            Path killed = copy(log, directory.resolve("log-" + reorg));
            writer.take(
                    fork(reorg == 1 ? ChainSequencer.DEPTH : 1 + random.nextInt(ChainSequencer.DEPTH), reorg, random));
            writer.close();

            // What a process leaves that is killed after so many appends of the reorg, none of them acknowledged.
            List<ChainRecord> ofTheReorg = told.records.subList(before, told.records.size());
            int appended = random.nextInt(ofTheReorg.size() + 1);
            ChainLogWriter dead = ChainLogWriter.open(killed, 1);
            for (ChainRecord chainRecord : ofTheReorg.subList(0, appended)) dead.append(chainRecord);
            if (appended > 0 && appended < ofTheReorg.size()) cutMidway++;
            ofTheReorg.clear();
            List<ChainRecord> acknowledged = List.copyOf(told.records);

            log = killed;
            writer = over(ChainLogTests.openWithoutLock(log));
            assertThatThrownBy(dead::force).isInstanceOf(ChainLogFencedException.class);
            dead.close();
            writer.take(blocks(branch.subList(Math.max(0, branch.size() - ChainSequencer.KEPT), branch.size())));

            List<ChainRecord> found = ChainLogTests.readAll(log);
            assertThat(found.subList(0, acknowledged.size())).isEqualTo(acknowledged);
            assertThat(net(found)).isEqualTo(blocks(branch));
            told.records.clear();
            told.records.addAll(found);
        }
        writer.close();
        assertThat(cutMidway).isGreaterThan(20);
        assertThat(told.refused).isEmpty();
    }

    @Test
    void readsBackFarEnoughToUndoTheDeepestReorg() throws IOException {
        Path log = directory.resolve("log");
        Random random = new Random(3);
        try (LiveChainWriter writer = over(ChainLogWriter.create(log, 1, "live"))) {
            writer.take(extend(200, 0));
            // Many records that leave few blocks standing: the last 258 records hold two blocks more than before.
            for (int reorg = 1; reorg <= 8; reorg++) {
                writer.take(fork(ChainSequencer.DEPTH, reorg, random));
            }
        }
        try (LiveChainWriter writer = over(ChainLogWriter.open(log, 1))) {
            writer.take(fork(ChainSequencer.DEPTH, 9, random));
            assertThat(writer.head())
                    .isEqualTo(branch.get(branch.size() - 1).block().ref());
            assertThat(writer.isQuarantined()).isFalse();
            // A node that went back by as much, and on: the deepest that the sequencer itself can do.
            branch.subList(branch.size() - ChainSequencer.DEPTH, branch.size()).clear();
            BlockRef back = branch.get(branch.size() - 1).block().ref();
            writer.announceHead(back);
            assertThat(writer.head()).isEqualTo(back);
            writer.take(fork(ChainSequencer.DEPTH, 10, random));
            writer.announceHead(branch.get(branch.size() - 1).block().ref());
            assertThat(told.quarantined).isEmpty();
        }
        assertThat(net(ChainLogTests.readAll(log))).isEqualTo(blocks(branch));
    }

    @Test
    void beginsARunWhereNothingIsCarriedOverOnly() throws IOException {
        Path log = directory.resolve("log");
        try (LiveChainWriter writer = over(ChainLogWriter.create(log, 1, "live"))) {
            writer.take(extend(3, 0));
        }
        Node other = new SyntheticChain(6, 4, 1).first(FIRST);
        List<Node> fork = new ArrayList<>(List.of(other));
        for (int i = 0; i < 4; i++) fork.add(chain.next(fork.get(fork.size() - 1), 1));
        try (LiveChainWriter writer = over(ChainLogWriter.open(log, 1))) {
            writer.take(blocks(fork));
        }
        List<ChainRecord> found = ChainLogTests.readAll(log);
        assertThat(net(found)).isEqualTo(blocks(fork));
        assertThat(found).extracting(ChainRecord::runStart).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 6L, 6L, 6L, 6L, 6L);
    }

    @Test
    void saysWhatBecameOfEachBlock() throws IOException {
        Path log = directory.resolve("log");
        List<Block> blocks = extend(3, 0);
        Node second = branch.get(1);
        Block sibling = chain.next(second, 9).block();
        Block bare = new Block(new BlockRef(FIRST + 3, new RandomRecords(3).hash()), null, null, null, List.of(), null);
        Block torn = new Block(
                sibling.ref(), sibling.header(), null, null, sibling.logs().subList(0, 1), null);
        Node late = chain.next(branch.get(2), 0);
        Node early = chain.next(late, 0);
        try (LiveChainWriter writer = over(ChainLogWriter.create(log, 1, "live"))) {
            writer.take(List.of(blocks.get(0), blocks.get(1), blocks.get(2), blocks.get(2), bare, torn, early.block()));
            writer.take(List.of(sibling));
            assertThat(told.duplicates).hasSize(1);
            assertThat(told.held)
                    .extracting(Emission.Held::block)
                    .containsExactly(early.block().ref());
            assertThat(told.refused).extracting(Emission.Refused::reason).containsExactly(Emission.Reason.NO_HEADER);
            assertThat(told.contradicted).containsExactly(Verdict.Reason.LOGS_BLOOM);
            assertThat(told.records.size() + told.aside.size()).isGreaterThanOrEqualTo(4);
            BlockRef lost = new BlockRef(FIRST - 70, new RandomRecords(4).hash());
            writer.announceHead(lost);
            assertThat(writer.isQuarantined()).isTrue();
            writer.take(List.of(late.block()));
            assertThat(told.quarantined).extracting(Emission.Quarantined::block).containsExactly(lost);
            assertThat(told.refused).last().extracting(Emission.Refused::reason).isEqualTo(Emission.Reason.QUARANTINED);
        }
        assertThat(ChainLogTests.readAll(log)).isEqualTo(told.records);
    }

    @Test
    void aZombieIsRefusedAndItsBlocksAreNotToldOf() throws IOException {
        Path log = directory.resolve("log");
        LiveChainWriter zombie = over(ChainLogWriter.create(log, 1, "live"));
        List<Block> blocks = extend(4, 0);
        zombie.take(blocks.subList(0, 2));
        try (LiveChainWriter writer = over(ChainLogTests.openWithoutLock(log))) {
            assertThatThrownBy(() -> zombie.take(blocks.subList(2, 3))).isInstanceOf(ChainLogFencedException.class);
            assertThatThrownBy(() -> zombie.take(List.of())).isInstanceOf(IllegalStateException.class);
            assertThat(told.records).hasSize(2);
            writer.take(blocks.subList(2, 4));
        }
        zombie.close();
        assertThat(net(ChainLogTests.readAll(log))).isEqualTo(blocks);
    }

    @Test
    void refusesALogThatStartsElsewhere() throws IOException {
        Path log = directory.resolve("log");
        try (LiveChainWriter writer = over(ChainLogWriter.create(log, 1, "live"))) {
            writer.take(extend(1, 0));
        }
        assertThatThrownBy(() -> LiveChainWriter.over(ChainLogWriter.open(log, 1), ChainStart.at(7), 1, told))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts with block 7");
        over(ChainLogWriter.open(log, 1)).close();
    }

    private LiveChainWriter over(ChainLogWriter log) throws IOException {
        return LiveChainWriter.over(log, START, BUDGET_BYTES, told);
    }

    private List<Block> extend(int blocks, long salt) {
        int from = branch.size();
        for (int i = 0; i < blocks; i++) {
            branch.add(branch.isEmpty() ? chain.first(FIRST) : chain.next(branch.get(branch.size() - 1), salt));
        }
        return blocks(branch.subList(from, branch.size()));
    }

    /** A branch that leaves the chain {@code depth} blocks back and is one longer, in any order. */
    private List<Block> fork(int depth, long salt, Random random) {
        branch.subList(branch.size() - depth, branch.size()).clear();
        List<Block> fork = new ArrayList<>(extend(depth + 1, salt));
        Collections.shuffle(fork, random);
        return fork;
    }

    private static List<Block> blocks(List<Node> nodes) {
        return nodes.stream().map(Node::block).toList();
    }

    /** The chain that the records leave; each must fit onto what is there. */
    private static List<Block> net(List<ChainRecord> records) {
        List<Block> blocks = new ArrayList<>();
        for (ChainRecord chainRecord : records) {
            Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (chainRecord.kind() == ChainRecord.Kind.UNDO) {
                assertThat(chainRecord.block()).isEqualTo(last);
                blocks.remove(blocks.size() - 1);
            } else {
                if (last != null) assertThat(chainRecord.block().parentHash()).isEqualTo(last.hash());
                blocks.add(chainRecord.block());
            }
        }
        return blocks;
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
        }
        return to;
    }

    /** All that was told, by output. */
    private static final class Told implements LiveChainWriter.Outputs {
        final List<ChainRecord> records = new ArrayList<>();
        final List<Verdict.Reason> contradicted = new ArrayList<>();
        final List<Emission.Refused> refused = new ArrayList<>();
        final List<Emission.Duplicate> duplicates = new ArrayList<>();
        final List<Emission.Held> held = new ArrayList<>();
        final List<Emission.Aside> aside = new ArrayList<>();
        final List<Emission.Quarantined> quarantined = new ArrayList<>();

        @Override
        public void acknowledged(ChainRecord chainRecord) {
            records.add(chainRecord);
        }

        @Override
        public void contradicted(BlockRef block, Verdict.Refused why) {
            contradicted.add(why.reason());
        }

        @Override
        public void refused(Emission.Refused block) {
            refused.add(block);
        }

        @Override
        public void duplicate(Emission.Duplicate block) {
            duplicates.add(block);
        }

        @Override
        public void held(Emission.Held block) {
            held.add(block);
        }

        @Override
        public void aside(Emission.Aside block) {
            aside.add(block);
        }

        @Override
        public void abandoned(Emission.Abandoned block) {
            // Blocks left behind by a reorg go in the end.
        }

        @Override
        public void quarantined(Emission.Quarantined stop) {
            quarantined.add(stop);
        }
    }
}
