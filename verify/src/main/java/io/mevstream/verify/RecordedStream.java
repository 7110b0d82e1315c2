package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LiveChainWriter;
import io.mevstream.jobs.io.chainlog.PendingTransactionCodec;
import io.mevstream.jobs.io.chainlog.ViewedHome;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.recording.RecordingReader;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A run of the development chain in which blocks are undone, block by block as it was made, and the log of it. */
final class RecordedStream {
    private static final long BUDGET_BYTES = 64L << 20;
    private static final int BLOCKS_AT_ONCE = 8;

    private static final int RECORDS_BEHIND = 30;

    private RecordedStream() {}

    /** Makes a recording of this run's seed; its blocks in the order in which they were made. */
    static List<Block> ofDevchain(ProofRun run, Path work) throws IOException, InterruptedException {
        Path recording = work.resolve("recording");
        DevchainRun.run(
                work,
                List.of(
                        "--seed",
                        "" + Math.floorMod(run.seed(), 1_000_000),
                        "--blocks",
                        "60",
                        "--reorgs",
                        "0.1x1-3,40:20",
                        "--record",
                        recording.toString()));
        return read(run, recording.resolve("stream.ndjson.gz")).stream()
                .map(ReadBlock::block)
                .toList();
    }

    /** The blocks of a stream, in its order. */
    static List<ReadBlock> read(ProofRun run, Path stream) throws IOException {
        List<ReadBlock> blocks = new ArrayList<>();
        new BlockReader(new BlockSink() {
                    @Override
                    public void block(ReadBlock read) {
                        blocks.add(read);
                    }

                    @Override
                    public void refused(InputRefusal refusal) {
                        run.violation("expected every recorded block to be read, found " + refusal.reason() + ": "
                                + refusal.detail());
                    }
                })
                .read(List.of(stream));
        return blocks;
    }

    /** Writes the beginning of the committed sample, up to its first reorg and some records on. */
    static void writeSample(Path folder, ProofRun run) throws IOException {
        ChainRecordCodec codec = new ChainRecordCodec();
        PendingTransactionCodec pendingCodec = new PendingTransactionCodec();
        Path file = ProjectFiles.find().home().resolve(Sample.FILE);
        try (RecordingReader sample = RecordingReader.open(file);
                ChainLogWriter log = ChainLogWriter.create(folder, sample.chainId(), "part of the sample")) {
            long undone = 0;
            long behind = 0;
            for (long position = 0; position < sample.endPosition() && behind < RECORDS_BEHIND; position++) {
                byte[] envelope = Objects.requireNonNull(sample.read(position)).payload();
                if (codec.decode(envelope) instanceof Decoding.Read<ChainRecord> read) {
                    undone += read.value().kind() == ChainRecord.Kind.UNDO ? 1 : 0;
                    log.append(read.value());
                } else if (pendingCodec.decode(envelope) instanceof Decoding.Read<PendingTransaction> read) {
                    log.append(read.value());
                }
                behind += undone > 0 ? 1 : 0;
            }
            run.count("undone_blocks", undone);
        }
    }

    /** Writes the log as a live chain's writer does. */
    static void write(List<Block> blocks, Path folder, long chainId, ProofRun run) throws IOException {
        ChainStart start = ChainStart.at(blocks.get(0).number());
        Count count = new Count();
        try (LiveChainWriter writer = LiveChainWriter.over(
                ChainLogWriter.create(folder, chainId, "recorded-" + run.seed()), start, BUDGET_BYTES, count)) {
            for (int from = 0; from < blocks.size(); from += BLOCKS_AT_ONCE) {
                writer.take(blocks.subList(from, Math.min(blocks.size(), from + BLOCKS_AT_ONCE)));
            }
        }
        count.report(run);
    }

    /** The log of a home, to be read position by position. */
    static ChainLogView open(ChainLogHome home) throws IOException {
        return home instanceof KafkaHome kafka ? kafka.open() : ((ViewedHome) home).open();
    }

    /** Counts what became of blocks. */
    static final class Count implements LiveChainWriter.Outputs {
        private long undone;
        private long refused;

        /** Every block must have gone into the log, and some out of it again. */
        void report(ProofRun run) {
            run.count("undone_blocks", undone);
            run.expect(undone > 0, "expected blocks to be undone, found none");
            run.expect(refused == 0, "expected every block in the log, found %d refused", refused);
        }

        @Override
        public void acknowledged(ChainRecord chainRecord) {
            undone += chainRecord.kind() == ChainRecord.Kind.UNDO ? 1 : 0;
        }

        @Override
        public void contradicted(BlockRef block, Verdict.Refused why) {
            refused++;
        }

        @Override
        public void refused(Emission.Refused block) {
            refused++;
        }

        @Override
        public void duplicate(Emission.Duplicate duplicate) {}

        @Override
        public void held(Emission.Held held) {}

        @Override
        public void aside(Emission.Aside aside) {}

        /** A branch that lost is given up in time. */
        @Override
        public void abandoned(Emission.Abandoned abandoned) {}

        @Override
        public void quarantined(Emission.Quarantined quarantined) {
            refused++;
        }
    }
}
