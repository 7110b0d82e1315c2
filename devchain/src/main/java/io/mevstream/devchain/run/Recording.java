package io.mevstream.devchain.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.JsonRpc;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that keeps a run: {@code blocks/blocks.ndjson.gz} the chain as it ended, one block with its receipts a line;
 * where blocks were undone {@code stream.ndjson.gz}, every block as it was made; {@code journal.ndjson.gz}; {@code
 * arrivals.ndjson.gz} the pending transactions in order of first sight; {@code deployment.json}. {@code recording.json} says
 * what it is, so that a replay of the folder reads its blocks only.
 */
final class Recording implements AutoCloseable {

    static final String MANIFEST = "recording.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonRpc rpc;
    private final Path folder;
    private final boolean traces;
    /** Not compressed while blocks may be taken off its end. */
    private final Path growing;

    private final RandomAccessFile blocks;
    private final @Nullable Writer stream;
    private final Writer arrivals;
    private final Writer journal;
    /** Where in the file each block of the chain begins, by number. */
    private final TreeMap<Long, Long> begins = new TreeMap<>();

    private Recording(JsonRpc rpc, Path folder, boolean traces, boolean undone) throws IOException {
        this.rpc = rpc;
        this.folder = folder;
        this.traces = traces;
        Files.createDirectories(folder.resolve("blocks"));
        growing = folder.resolve("blocks").resolve("blocks.ndjson");
        blocks = new RandomAccessFile(growing.toFile(), "rw");
        blocks.setLength(0);
        stream = undone ? writer("stream.ndjson.gz") : null;
        arrivals = writer("arrivals.ndjson.gz");
        journal = writer("journal.ndjson.gz");
    }

    private BufferedWriter writer(String name) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))), StandardCharsets.UTF_8));
    }

    /**
     * @param traces whether each block's call traces are recorded too
     * @param undone whether blocks may be undone
     */
    static Recording in(Path folder, JsonRpc rpc, boolean traces, boolean undone) {
        try {
            return new Recording(rpc, folder, traces, undone);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record into " + folder, e);
        }
    }

    Path folder() {
        return folder;
    }

    Writer journal() {
        return journal;
    }

    /** Records blocks that are there already, both included. */
    void blocks(long first, long last) {
        for (long number = first; number <= last; number++) {
            block(number);
        }
    }

    private void block(long number) {
        String quantity = "0x" + Long.toHexString(number);
        List<JsonNode> results = rpc.batch(List.of(
                Request.of("eth_getBlockByNumber", quantity, true), Request.of("eth_getBlockReceipts", quantity)));
        write(number, results.get(0), results.get(1));
    }

    /** Records a block that was just mined. */
    void block(Chain.Mined mined) {
        ArrayNode receipts = JSON.createArrayNode();
        mined.receipts().forEach(receipts::add);
        write(mined.number(), mined.block(), receipts);
    }

    private void write(long number, JsonNode block, JsonNode receipts) {
        ObjectNode line = JSON.createObjectNode();
        line.put("source", "mevstream development chain");
        line.set("block", block);
        line.set("receipts", receipts);
        if (traces) {
            line.set(
                    "traces",
                    rpc.call(
                            "debug_traceBlockByNumber",
                            "0x" + Long.toHexString(number),
                            Map.of("tracer", "callTracer")));
        }
        String text = line.toString();
        try {
            begins.put(number, blocks.getFilePointer());
            blocks.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            if (stream != null) {
                stream.write(text);
                stream.write('\n');
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Takes the blocks after this one off the chain. */
    void rollBack(long to) {
        try {
            Map.Entry<Long, Long> next = begins.higherEntry(to);
            if (next != null) {
                blocks.setLength(next.getValue());
                blocks.seek(next.getValue());
                begins.tailMap(to, false).clear();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Records what a slot brought, in order of first sight. */
    void arrivals(List<String> lines) {
        try {
            for (String line : lines) {
                arrivals.write(line);
                arrivals.write('\n');
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** One transaction of the arrival log. */
    static String arrival(long slot, Pending pending) {
        ObjectNode line = JSON.createObjectNode();
        line.put("seenMillis", pending.seenMillis()).put("slot", slot);
        line.put("visibility", pending.visibility().name());
        line.put("hash", pending.hash().toString()).put("from", pending.from().toString());
        line.put("nonce", pending.nonce());
        line.put("maxFeePerGas", pending.fee().maxWei())
                .put("maxPriorityFeePerGas", pending.fee().priorityWei());
        line.put("raw", pending.signed().raw());
        return line.toString();
    }

    /** Compresses what is recorded, and writes what the folder is. */
    void finish(ObjectNode manifest) {
        ArrayNode files = manifest.putArray("files");
        files.add("blocks/blocks.ndjson.gz").add("journal.ndjson.gz").add("arrivals.ndjson.gz");
        if (stream != null) {
            files.add("stream.ndjson.gz");
        }
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(growing + ".gz")))) {
                Files.copy(growing, out);
            }
            Files.delete(growing);
            Files.writeString(folder.resolve(MANIFEST), manifest.toPrettyString() + "\n");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try (blocks;
                stream;
                arrivals;
                journal) {
            arrivals.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot record into " + folder, e);
    }
}
