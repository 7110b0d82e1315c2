package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks from files and folders of JSON-RPC answers, compressed or not, in the shapes that {@link EntryShapes} names.
 *
 * <p>Each JSON value, or each line of ndjson, is an entry; each entry gives blocks, or pieces that are joined by block
 * hash, or one refusal with its exact bytes. Nothing is thrown for what stands in a file, and nothing is passed over: a
 * file in a folder that is no input is refused as such. Holds one file of .json or one line of ndjson; what
 * waits for the rest of its block is set aside, on disk where it is much.
 */
public final class BlockReader {

    /** The largest .json file, uncompressed, and the longest line of ndjson. */
    public static final int MAX_ENTRY_BYTES = 256 << 20;

    private static final long WAITING_MEMORY_BYTES = 64L << 20;
    private static final int KEPT_OF_TOO_LARGE = 64 << 10;
    private static final int PROGRESS_EVERY_LINES = 256;
    /** What a folder recorded by the development chain has in it, and where its blocks are. */
    private static final String RECORDING = "recording.json";

    private static final String RECORDED_BLOCKS = "blocks";

    private final BlockSink sink;
    private final BlockAssembler assembler;
    private final int maxEntryBytes;
    private int filesDone;
    private int filesTotal;
    private long bytesBefore;
    private long bytesTotal;

    public BlockReader(BlockSink sink) {
        this(sink, null);
    }

    /** @param folder for what waits and is more than memory should hold; null for the system's temporary files */
    public BlockReader(BlockSink sink, @Nullable Path folder) {
        this(sink, MAX_ENTRY_BYTES, folder, WAITING_MEMORY_BYTES);
    }

    BlockReader(BlockSink sink, int maxEntryBytes, @Nullable Path folder, long waitingMemoryBytes) {
        this.sink = sink;
        this.maxEntryBytes = maxEntryBytes;
        assembler = new BlockAssembler(sink, folder, waitingMemoryBytes);
    }

    /** Reads files and, recursively and sorted by path, folders; whatever waits is decided at the end. */
    public void read(List<Path> inputs) {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            list(input, files);
        }
        filesTotal = files.size();
        for (Path file : files) {
            bytesTotal += file.toFile().length();
        }
        for (Path file : files) {
            readFile(file);
            filesDone++;
            bytesBefore += file.toFile().length();
            sink.progress(filesDone, filesTotal, bytesBefore, bytesTotal);
        }
        assembler.finish();
    }

    /** Reads the values that stand in these bytes as if they were a file; what waits, waits on. */
    public void readBytes(String name, byte[] bytes) {
        values(name, 1, bytes, 0, bytes.length);
    }

    /** Decides on all that waits for more pieces. */
    public void finish() {
        assembler.finish();
    }

    private void list(Path input, List<Path> files) {
        if (!Files.isDirectory(input)) {
            files.add(input);
            return;
        }
        try {
            listFolder(input, List.of(input.toRealPath()), files);
        } catch (IOException e) {
            refuse(Reason.UNREADABLE_FILE, "expected a readable folder, found " + e, input);
        }
    }

    /**
     * Follows links to folders, but not back into a folder it is in. Of a recording of the development chain the blocks are
     * input; what else lies there says what the blocks are.
     */
    private void listFolder(Path folder, List<Path> within, List<Path> files) {
        if (Files.isRegularFile(folder.resolve(RECORDING)) && Files.isDirectory(folder.resolve(RECORDED_BLOCKS))) {
            listFolder(folder.resolve(RECORDED_BLOCKS), within, files);
            return;
        }
        List<Path> inside;
        try (Stream<Path> paths = Files.list(folder)) {
            inside = paths.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            refuse(Reason.UNREADABLE_FILE, "expected a readable folder, found " + e, folder);
            return;
        }
        for (Path path : inside) {
            if (Files.isDirectory(path)) {
                listLinked(path, within, files);
            } else if (path.getFileName().toString().matches(".*\\.(json|ndjson|jsonl)(\\.gz)?")) {
                files.add(path);
            } else {
                refuse(Reason.NOT_AN_INPUT_FILE, "expected .json, .ndjson or .jsonl, or one of them with .gz", path);
            }
        }
    }

    private void listLinked(Path folder, List<Path> within, List<Path> files) {
        try {
            Path real = folder.toRealPath();
            if (within.contains(real)) {
                refuse(Reason.UNREADABLE_FILE, "expected a folder, found a link back to " + real, folder);
                return;
            }
            List<Path> deeper = new ArrayList<>(within);
            deeper.add(real);
            listFolder(folder, deeper, files);
        } catch (IOException e) {
            refuse(Reason.UNREADABLE_FILE, "expected a readable folder, found " + e, folder);
        }
    }

    private void readFile(Path file) {
        try (CountingInputStream counted = new CountingInputStream(Files.newInputStream(file));
                InputStream content = uncompressed(counted)) {
            if (file.getFileName().toString().matches(".*\\.(ndjson|jsonl)(\\.gz)?")) {
                readLines(file, content, counted);
            } else {
                readWhole(file, content);
            }
        } catch (IOException e) {
            refuse(Reason.UNREADABLE_FILE, "expected a readable file, found " + e, file);
        }
    }

    /** A file is compressed when it begins as gzip does, whatever its name. */
    private static InputStream uncompressed(InputStream file) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(new BufferedInputStream(file, 1 << 16), 2);
        byte[] magic = stream.readNBytes(2);
        stream.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(stream, 1 << 16) : stream;
    }

    private void readWhole(Path file, InputStream content) throws IOException {
        Chunk chunk = new Chunk(1 << 16);
        IOException damage = null;
        try {
            chunk.fill(content, maxEntryBytes + 1);
        } catch (IOException e) {
            damage = e;
        }
        if (chunk.length() > maxEntryBytes) {
            refuseTooLarge(file, 1, chunk);
        } else {
            values(file.toString(), 1, chunk.buffer(), 0, chunk.length());
        }
        if (damage != null) {
            throw damage;
        }
    }

    private void readLines(Path file, InputStream content, CountingInputStream counted) throws IOException {
        LineSplitter lines = new LineSplitter(content, maxEntryBytes);
        long number = 0;
        for (Chunk line = lines.next(); line != null; line = lines.next()) {
            number++;
            if (line.length() > maxEntryBytes) {
                refuseTooLarge(file, number, line);
            } else if (!line.isBlank()) {
                values(file.toString(), number, line.buffer(), 0, line.length());
            }
            if (number % PROGRESS_EVERY_LINES == 0) {
                sink.progress(filesDone, filesTotal, bytesBefore + counted.count(), bytesTotal);
            }
        }
        if (number == 0) {
            refuse(Reason.NO_BLOCK, "expected a block, found an empty file", file);
        }
    }

    /** Reads one value after another; after one that is no JSON it goes on at the next line that begins a value. */
    private void values(String file, long firstNumber, byte[] bytes, int from, int to) {
        long number = firstNumber;
        int at = from;
        boolean any = false;
        while (at < to) {
            int end;
            try (JsonTree tree = new JsonTree(bytes, at, to)) {
                int begin = at;
                while (tree.next()) {
                    any = true;
                    Object value = tree.value();
                    end = begin + tree.consumed();
                    at = skipBlanks(bytes, at, end);
                    entry(new Entry(file, number++, bytes, at, end), value);
                    at = end;
                }
                break;
            } catch (Unreadable e) {
                any = true;
                at = skipBlanks(bytes, at, to);
                end = nextValue(bytes, at, to);
                Entry entry = new Entry(file, number++, bytes, at, end);
                sink.refused(new InputRefusal(e.reason(), null, e.detail(), null, List.of(entry)));
                at = end;
            }
        }
        if (!any) {
            Entry entry = new Entry(file, number, bytes, from, to);
            sink.refused(new InputRefusal(
                    Reason.NO_BLOCK, null, "expected a block, found nothing but blanks", null, List.of(entry)));
        }
    }

    private void entry(Entry entry, Object value) {
        try {
            assembler.add(EntryShapes.pieces(value), entry);
        } catch (Unreadable e) {
            sink.refused(new InputRefusal(e.reason(), null, e.detail(), null, List.of(entry)));
        }
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int nextValue(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == '\n' && (bytes[i + 1] == '{' || bytes[i + 1] == '[')) {
                return i + 1;
            }
        }
        return to;
    }

    private void refuse(Reason reason, String detail, Path file) {
        sink.refused(new InputRefusal(
                reason, null, detail, null, List.of(new Entry(file.toString(), 0, new byte[0], 0, 0))));
    }

    private void refuseTooLarge(Path file, long number, Chunk chunk) {
        int kept = Math.min(KEPT_OF_TOO_LARGE, chunk.length());
        sink.refused(new InputRefusal(
                Reason.TOO_LARGE,
                null,
                "expected up to " + maxEntryBytes + " bytes, found more; the first " + kept + " are kept",
                null,
                List.of(new Entry(file.toString(), number, chunk.buffer(), 0, kept))));
    }
}
