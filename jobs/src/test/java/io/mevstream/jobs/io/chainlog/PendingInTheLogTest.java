package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.integrity.Verdict;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pending transactions between the blocks of a live log. */
class PendingInTheLogTest {
    private static final long FIRST = 999_900;
    private static final ChainStart START = ChainStart.at(FIRST);
    private static final int PENDING_PER_BLOCK = 9;

    @TempDir
    Path directory;

    private final SyntheticChain chain = new SyntheticChain(5, 4, 1);
    private final List<Long> pendingTold = new ArrayList<>();

    @Test
    void standWhereTheyWereAppendedAndKeepNoReorgFromBeingUndoneAfterARestart() throws IOException {
        Path log = directory.resolve("log");
        List<Node> branch = new ArrayList<>();
        int blocks = 150;
        try (LiveChainWriter writer = over(ChainLogWriter.create(log, 1, "live"))) {
            for (int i = 0; i < blocks; i++) {
                branch.add(i == 0 ? chain.first(FIRST) : chain.next(branch.get(i - 1), 0));
                Block block = branch.get(i).block();
                writer.takePending(pending(i));
                writer.advance(block.ref(), List.of(block), Map.of(block.hash(), new Sighting(i, "ws")));
            }
        }
        // The last positions are mostly pending transactions, and still the blocks to go back by are found.
        Node fork = branch.get(blocks - 61);
        Node other = chain.next(fork, 1);
        try (LiveChainWriter writer = over(ChainLogWriter.open(log, 1))) {
            assertThat(writer.tail().pending())
                    .endsWith(pending(blocks - 1).get(PENDING_PER_BLOCK - 1).hash());
            writer.advance(other.block().ref(), List.of(other.block()), Map.of());
            assertThat(writer.head()).isEqualTo(other.block().ref());
        }
        List<ChainRecord> records = new ArrayList<>();
        List<PendingTransaction> pending = new ArrayList<>();
        read(log, records, pending);
        assertThat(pending).hasSize(blocks * PENDING_PER_BLOCK);
        assertThat(pendingTold)
                .containsExactlyElementsOf(
                        pending.stream().map(PendingTransaction::position).toList());
        assertThat(records).hasSize(blocks + 60 + 1);
        assertThat(records.get(3).seen()).isEqualTo(new Sighting(3, "ws"));
        assertThat(records.get(blocks).kind()).isEqualTo(ChainRecord.Kind.UNDO);
        assertThat(records.get(blocks).seen()).isNull();
        assertThat(records.get(blocks).runStart()).isEqualTo(PENDING_PER_BLOCK);
    }

    private static void read(Path log, List<ChainRecord> records, List<PendingTransaction> pending) throws IOException {
        try (ChainLogReader reader = ChainLogReader.open(log)) {
            for (long at = 0; at < reader.endPosition(); at++) {
                LogFrame frame = reader.read(at);
                if (frame.isPending()) {
                    pending.add(
                            ((Decoding.Read<PendingTransaction>) new PendingTransactionCodec().decode(frame.payload()))
                                    .value());
                } else {
                    records.add(ChainLogTests.decode(frame));
                }
            }
        }
    }

    private static List<SeenTransaction> pending(int block) {
        List<SeenTransaction> transactions = new ArrayList<>();
        for (int i = 0; i < PENDING_PER_BLOCK; i++) {
            transactions.add(new SeenTransaction(new Hash(block, i, 1, 1), null, null, new Sighting(block, "ws")));
        }
        return transactions;
    }

    private LiveChainWriter over(ChainLogWriter log) throws IOException {
        return LiveChainWriter.over(log, START, 64L << 20, new Told());
    }

    /** Nothing but records is expected. */
    private final class Told implements LiveChainWriter.Outputs {
        @Override
        public void acknowledged(ChainRecord chainRecord) {}

        @Override
        public void acknowledged(PendingTransaction pending) {
            pendingTold.add(pending.position());
        }

        @Override
        public void contradicted(BlockRef block, Verdict.Refused why) {
            throw new AssertionError(block + " " + why);
        }

        @Override
        public void refused(Emission.Refused refused) {
            throw new AssertionError(refused);
        }

        @Override
        public void duplicate(Emission.Duplicate duplicate) {}

        @Override
        public void held(Emission.Held held) {}

        @Override
        public void aside(Emission.Aside aside) {}

        @Override
        public void abandoned(Emission.Abandoned abandoned) {}

        @Override
        public void quarantined(Emission.Quarantined quarantined) {
            throw new AssertionError(quarantined);
        }
    }
}
