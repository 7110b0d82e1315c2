package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Block;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainLogReader;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.LiveChainWriter;
import io.mevstream.jobs.io.chainlog.LogTail;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.jobs.io.recording.RecordingWriter;
import io.mevstream.sequence.ChainStart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Makes the sample that is committed: a run of the development chain from one seed as a recording of its log. It begins behind the
 * deployment, with what is known of the pools by then; pending transactions stand in front of the block of their slot.
 */
final class SampleMaker {
    static final long SEED = 5;

    private static final long CHAIN_ID = 31337;
    private static final long BUDGET_BYTES = 64L << 20;
    private static final String SOURCE = "development chain";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleMaker() {}

    /** Runs the chain and writes the recording. */
    static void make(ProofRun run, long seed, Path file) throws IOException, InterruptedException {
        Path work = run.workDir().resolve("sample-" + seed);
        Path recording = work.resolve("recording");
        JsonNode summary = DevchainRun.run(
                work,
                List.of(
                        "--seed",
                        "" + seed,
                        "--blocks",
                        "200",
                        "--reorgs",
                        "50:2,100:5,150:3",
                        "--record",
                        recording.toString()));
        long first = summary.get("headNumber").asLong() - summary.get("blocks").asLong() + 1;
        List<ReadBlock> all = RecordedStream.read(run, recording.resolve("stream.ndjson.gz"));
        ChainInspection before = new ChainInspection(CHAIN_ID, ChainInspection.Seen.LOGS);
        List<Block> blocks = new ArrayList<>();
        for (ReadBlock read : all) {
            if (read.block().number() < first) {
                before.inspect(read);
            } else {
                blocks.add(read.block());
            }
        }
        Path log = work.resolve("log");
        write(run, blocks, arrivals(recording.resolve("arrivals.ndjson.gz")), log, seed);
        try (ChainLogReader reader = ChainLogReader.open(log);
                RecordingWriter writer =
                        RecordingWriter.create(file, new ChainLogId(reader.chainId(), reader.logId()), 0)) {
            writer.attach(
                    RecordingHome.REGISTRY,
                    Files.readAllBytes(work.resolve("chain").resolve("pools.csv")));
            writer.attach(
                    RecordingHome.SNAPSHOTS, before.snapshots(runStart(reader)).bytes());
            for (long position = 0; position < reader.endPosition(); position++) {
                writer.append(Objects.requireNonNull(reader.read(position)));
            }
            writer.finish();
        }
    }

    /** Pending transactions may stand in front of the first block. */
    private static long runStart(ChainLogReader log) throws IOException {
        return Objects.requireNonNull(LogTail.first(log, log.endPosition())).runStart();
    }

    private static void write(ProofRun run, List<Block> blocks, Deque<SeenTransaction> arrivals, Path log, long seed)
            throws IOException {
        RecordedStream.Count count = new RecordedStream.Count();
        ChainLogWriter files = ChainLogWriter.create(log, CHAIN_ID, "sample-" + seed);
        ChainStart start = ChainStart.at(blocks.get(0).number());
        try (LiveChainWriter writer = LiveChainWriter.over(files, start, BUDGET_BYTES, count)) {
            for (Block block : blocks) {
                long millis = 1000 * Objects.requireNonNull(block.timestampSeconds());
                List<SeenTransaction> seen = new ArrayList<>();
                while (!arrivals.isEmpty() && seenMillis(arrivals.peek()) < millis) {
                    seen.add(arrivals.remove());
                }
                writer.takePending(seen);
                writer.take(List.of(block));
            }
        }
        count.report(run);
    }

    private static long seenMillis(SeenTransaction transaction) {
        return Objects.requireNonNull(transaction.seen()).seenMillis();
    }

    /** What everybody could see before it was mined, in order of first sight. */
    private static Deque<SeenTransaction> arrivals(Path file) throws IOException {
        Deque<SeenTransaction> arrivals = new ArrayDeque<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode arrival = JSON.readTree(line);
                if (arrival.get("visibility").asText().equals("PUBLIC")) {
                    arrivals.add(new SeenTransaction(
                            Hash.of(arrival.get("hash").asText()),
                            io.mevstream.chain.Address.of(arrival.get("from").asText()),
                            Bytes.of(arrival.get("raw").asText()),
                            new Sighting(arrival.get("seenMillis").asLong(), SOURCE)));
                }
            }
        }
        return arrivals;
    }
}
