package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.jsonrpc.Entry;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.text.JsonText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Input that gave no block: one JSON line each, with its exact bytes. It never became part of a block, so no row of the
 * database can hold it.
 */
final class RefusedInput implements AutoCloseable {
    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final BufferedWriter writer;

    RefusedInput(Path file) throws IOException {
        this.file = file;
        writer = Files.newBufferedWriter(file);
    }

    void add(InputRefusal refusal) {
        lines.add(refusal.message());
        try {
            for (Entry entry : refusal.entries()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("source", entry.source());
                line.put("reason", refusal.reason().name());
                line.put("contradiction", String.valueOf(refusal.contradiction()));
                line.put("detail", refusal.detail());
                line.put("payload_base64", Base64.getEncoder().encodeToString(entry.bytes()));
                writer.write(JsonText.line(line));
                writer.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what was refused in " + file, e);
        }
    }

    /** What was refused, one line each: where, why, what. */
    List<String> lines() {
        return lines;
    }

    /** All that was added stands in the file from here on. */
    void flush() throws IOException {
        writer.flush();
    }

    /** Leaves no file where nothing was refused. */
    @Override
    public void close() throws IOException {
        writer.close();
        if (lines.isEmpty()) {
            Files.deleteIfExists(file);
        }
    }
}
