package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.jobs.io.recording.RecordingReader;
import io.mevstream.jobs.io.recording.RecordingWriter;
import io.mevstream.pool.PoolSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The recording that is committed, made again from its seed. */
final class Sample implements Proof {
    /** Where it is in the project. */
    static final String FILE = "sample/devchain" + RecordingHome.SUFFIX;

    private static final int MOST_BYTES = 3_000_000;
    private static final int BLOCKS = 200;
    private static final int REORGS = 3;

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String claim() {
        return "The committed sample is what its seed makes, byte for byte: about 200 blocks, reorgs, pending transactions and"
                + " pools known beforehand, in at most 3 MB, and no contract is created in it.";
    }

    @Override
    public String control() {
        return "What is compared lacks the sample's last record.";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        Path committed = ProjectFiles.find().home().resolve(FILE);
        Path made = run.workDir().resolve("made" + RecordingHome.SUFFIX);
        if (run.planted()) {
            if (!Files.exists(committed)) return;
            withoutTheLastRecord(committed, made);
        } else {
            SampleMaker.make(run, SampleMaker.SEED, made);
        }
        boolean same =
                Files.exists(committed) && Arrays.equals(Files.readAllBytes(committed), Files.readAllBytes(made));
        if (!same) {
            Path kept = ProjectFiles.find().home().resolve(".mevstream/sample" + RecordingHome.SUFFIX);
            Files.createDirectories(kept.getParent());
            if (!run.planted()) Files.copy(made, kept, StandardCopyOption.REPLACE_EXISTING);
            run.violation("expected the committed sample to be what seed " + SampleMaker.SEED
                    + " makes, found other bytes; what it makes now is in " + kept
                    + ": commit that if the change is meant");
        }
        look(run, made);
    }

    /** What the sample must have to be worth replaying. */
    private static void look(ProofRun run, Path file) throws IOException {
        run.set("bytes", Files.size(file));
        run.expect(Files.size(file) <= MOST_BYTES, "expected at most %d bytes, found %d", MOST_BYTES, Files.size(file));
        ChainRecordCodec codec = new ChainRecordCodec();
        long pending = 0;
        long reorgs = 0;
        long transactions = 0;
        Set<Hash> standing = new LinkedHashSet<>();
        ChainRecord.Kind last = ChainRecord.Kind.APPLY;
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (long position = 0; position < reader.endPosition(); position++) {
                LogFrame frame = Objects.requireNonNull(reader.read(position));
                if (frame.isPending()) {
                    pending++;
                } else if (codec.decode(frame.payload()) instanceof Decoding.Read<ChainRecord> read) {
                    ChainRecord record = read.value();
                    boolean undo = record.kind() == ChainRecord.Kind.UNDO;
                    reorgs += undo && last == ChainRecord.Kind.APPLY ? 1 : 0;
                    last = record.kind();
                    if (undo) standing.remove(record.block().hash());
                    else standing.add(record.block().hash());
                    transactions += transactions(run, record.block());
                } else {
                    run.violation("expected a record at position " + position + ", found none that can be read");
                }
            }
            run.expect(
                    reader.attachments().containsKey(RecordingHome.REGISTRY)
                            && reader.attachments().containsKey(RecordingHome.SNAPSHOTS),
                    "expected a registry and snapshots of pools, found %s",
                    reader.attachments().keySet());
            PoolSnapshots.parse(reader.attachments().getOrDefault(RecordingHome.SNAPSHOTS, new byte[0]))
                    .states()
                    .forEach((pool, state) -> run.count("pools_known_beforehand", 1));
            run.set("records", reader.endPosition());
        }
        run.set("blocks", standing.size());
        run.set("reorgs", reorgs);
        run.set("pending_transactions", pending);
        run.set("transactions", transactions);
        run.expect(
                Math.abs(standing.size() - BLOCKS) <= BLOCKS / 10 && reorgs >= REORGS && pending > 0,
                "expected about %d blocks, %d reorgs and pending transactions, found %d, %d and %d",
                BLOCKS,
                REORGS,
                standing.size(),
                reorgs,
                pending);
    }

    private static int transactions(ProofRun run, Block block) {
        List<Transaction> transactions = Objects.requireNonNull(block.transactions());
        for (Transaction each : transactions) {
            // Its input would be a contract's code.
            run.expect(
                    each.to() != null,
                    "block %s: expected no creation of a contract, found %s",
                    block.ref(),
                    each.hash());
        }
        return transactions.size();
    }

    private static void withoutTheLastRecord(Path whole, Path lacking) throws IOException {
        try (RecordingReader reader = RecordingReader.open(whole);
                RecordingWriter writer =
                        RecordingWriter.create(lacking, new ChainLogId(reader.chainId(), reader.logId()), 0)) {
            for (Map.Entry<String, byte[]> attachment : reader.attachments().entrySet()) {
                writer.attach(attachment.getKey(), attachment.getValue());
            }
            for (long position = 0; position < reader.endPosition() - 1; position++) {
                writer.append(Objects.requireNonNull(reader.read(position)));
            }
            writer.finish();
        }
    }
}
