package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.chainlog.ChainLogReader;
import io.mevstream.jobs.io.chainlog.LogTail;
import io.mevstream.sequence.RunPlan;
import io.mevstream.synthetic.SyntheticChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamReplayTest {

    @TempDir
    Path folder;

    @Test
    void putsPendingTransactionsInFrontOfTheFirstBlockOfTheirTimeOrLaterAndLosesNone() throws IOException {
        SyntheticChain chain = new SyntheticChain(8, 4, 2);
        SyntheticChain.Node first = chain.first(100);
        List<Block> blocks = List.of(first.block(), chain.next(first, 0).block());
        long one = 1000 * blocks.get(0).timestampSeconds();
        long two = 1000 * blocks.get(1).timestampSeconds();
        List<SeenTransaction> pending = List.of(seen(1, one - 1), seen(2, one), seen(3, two - 1), seen(4, two));
        Path log = folder.resolve("log");
        try (BlockSpool spool = new BlockSpool(folder.resolve("spool"), 1)) {
            List<RunPlan.Item<BlockSpool.Place>> given = new ArrayList<>();
            for (Block block : blocks) {
                ChainRecord.Proof proof = ChainRecord.Proof.BLOOM;
                given.add(new RunPlan.Item<>(block.ref(), block.parentHash(), proof, spool.put(block, proof)));
            }
            new StreamReplay(spool, given, pending).append(log, 1);
        }
        StringBuilder order = new StringBuilder();
        try (ChainLogReader reader = ChainLogReader.open(log)) {
            for (long position = 0; position < reader.endPosition(); position++) {
                LogTail record = LogTail.read(reader, position, position + 1);
                order.append(
                                record.pending().isEmpty()
                                        ? "B"
                                        : record.pending().get(0).w0())
                        .append(' ');
            }
        }
        assertThat(order.toString()).isEqualTo("1 B 2 3 B 4 ");
    }

    private static SeenTransaction seen(long number, long millis) {
        return new SeenTransaction(new Hash(0, 0, 0, number), null, null, new Sighting(millis, "test"));
    }
}
