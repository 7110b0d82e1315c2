package io.mevstream.bench;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.RawLog;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The JSON blocks to measure with, uncompressed in memory: {@code mainnet-blocks} under the folder that the system property
 * {@code MEVSTREAM_DATA} names, else one made up.
 */
final class Blocks {

    static final String DATA = "MEVSTREAM_DATA";

    private Blocks() {}

    static List<byte[]> json() throws IOException {
        return json("mainnet-blocks");
    }

    /** Blocks with call traces, of mev-inspect-py's tests; without recordings the made-up one, which has none. */
    static List<byte[]> traces() throws IOException {
        return json("mev-inspect-py/blocks");
    }

    private static List<byte[]> json(String under) throws IOException {
        String data = System.getProperty(DATA, "");
        Path folder = Path.of(data, under);
        if (data.isEmpty() || !Files.isDirectory(folder)) {
            return List.of(SyntheticBlock.json());
        }
        List<byte[]> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList()) {
                try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
                    blocks.add(content.readAllBytes());
                }
            }
        }
        if (blocks.isEmpty()) {
            throw new IOException("expected blocks as .json.gz in " + folder + ", found none");
        }
        return blocks;
    }

    /** All logs of all blocks. */
    static List<RawLog> logs() throws IOException {
        List<RawLog> logs = new ArrayList<>();
        for (byte[] json : json()) {
            read(json, block -> logs.addAll(block.block().logs()));
        }
        return logs;
    }

    /** All blocks as records of one log, the first of a run each. */
    static List<ChainRecord> records() throws IOException {
        List<ChainRecord> records = new ArrayList<>();
        for (byte[] json : json()) {
            read(json, block -> {
                long position = records.size();
                records.add(
                        new ChainRecord(1, position, ChainRecord.Kind.APPLY, position, block.proof(), block.block()));
            });
        }
        return records;
    }

    /** What to do with a block that was read. */
    interface Use {
        void block(ReadBlock block);
    }

    static void read(byte[] json, Use use) {
        BlockReader reader = new BlockReader(new BlockSink() {
            @Override
            public void block(ReadBlock block) {
                use.block(block);
            }

            @Override
            public void refused(InputRefusal refusal) {
                throw new IllegalStateException("expected blocks that are read, found " + refusal.detail());
            }
        });
        reader.readBytes("memory", json);
        reader.finish();
    }
}
