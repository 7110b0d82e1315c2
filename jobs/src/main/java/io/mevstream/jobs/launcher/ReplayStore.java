package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a replay: a marker that makes it ours, the chain log, the database and checkpoints. One process writes it,
 * or any number read it.
 */
final class ReplayStore implements AutoCloseable {
    private static final String MARKER = "mevstream-store";
    private static final String SUMMARY = "summary.json";
    private static final String REFUSED = "refused.ndjson";
    private static final String INCOMING = "incoming";
    private static final String LOG = "log";
    private static final String DATABASE = "clickhouse";
    private static final String CHECKPOINTS = "checkpoints";

    private final Path folder;
    private final FileChannel lock;
    private @Nullable EmbeddedClickHouse engine;

    private ReplayStore(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Whether a replay has been stored here. */
    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(MARKER)) && Files.isDirectory(folder.resolve(LOG));
    }

    /** Opens a store to write it, making it if need be; refused for a folder that holds other files. */
    static ReplayStore openToWrite(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isRegularFile(folder.resolve(MARKER)) && !isEmpty(folder)) {
            throw Refusal.failed("expected --store to name a store, an empty folder or none; found " + folder
                    + " with other files in it, which are left alone");
        }
        Files.createDirectories(folder);
        Path marker = folder.resolve(MARKER);
        if (!Files.exists(marker)) {
            Files.writeString(marker, "The folder of a replay made by mevstream; the next replay replaces it.\n");
        }
        ReplayStore store = lock(folder, false);
        delete(store.incoming());
        Files.createDirectories(store.incoming());
        return store;
    }

    /** Gives up the replay that is there, and puts the log of the next one in its place. */
    void replaceBy(Path nextLog) throws IOException {
        for (String part : List.of(SUMMARY, REFUSED, LOG, DATABASE, CHECKPOINTS)) {
            delete(folder.resolve(part));
        }
        Files.move(nextLog, log());
    }

    /** Where the next replay's log is written. */
    Path incomingLog() {
        return incoming().resolve(LOG);
    }

    /** Moves what was refused to where it stays; the file. */
    Path keepRefused() throws IOException {
        Path kept = folder.resolve(REFUSED);
        if (Files.exists(refused())) {
            Files.move(refused(), kept, StandardCopyOption.REPLACE_EXISTING);
        }
        return kept;
    }

    /** Marks the replay as complete. */
    void finish(String summary) throws IOException {
        keepRefused();
        delete(incoming());
        Files.writeString(folder.resolve(SUMMARY), summary + "\n");
    }

    /** Whether a replay was begun here and not finished: rows may be missing. */
    boolean isUnfinished() {
        return !Files.exists(folder.resolve(SUMMARY));
    }

    /** Opens a store to read it. */
    static ReplayStore openToRead(Path folder) throws IOException {
        if (!exists(folder)) {
            throw Refusal.failed("expected a replay in " + folder + ", found none; make one: ./mevstream replay PATH"
                    + " --store " + folder);
        }
        return lock(folder, true);
    }

    /** Where the chain log is. */
    Path log() {
        return folder.resolve(LOG);
    }

    Path folder() {
        return folder;
    }

    /** Where things lie until the replay before is given up. */
    Path incoming() {
        return folder.resolve(INCOMING);
    }

    /** Where what was refused stands with its exact bytes, while it is written. */
    Path refused() {
        return incoming().resolve(REFUSED);
    }

    /** Where Flink keeps its checkpoints. */
    Path checkpoints() {
        return folder.resolve(CHECKPOINTS);
    }

    /** Checks that there is a server to run over a store, without running it. */
    static void requireEngine() {
        try {
            EmbeddedClickHouse.requireBuilt();
        } catch (IllegalStateException absent) {
            throw Refusal.failed(absent.getMessage() + ", or name a server: --clickhouse URL");
        }
    }

    /** The store's own database server, started if it does not run yet. */
    ClickHouseSettings database(String name) {
        if (engine == null) {
            requireEngine();
            engine = EmbeddedClickHouse.open(folder.resolve(DATABASE));
        }
        return engine.settings().withDatabase(name);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (engine != null) {
                engine.close();
            }
        }
    }

    private static ReplayStore lock(Path folder, boolean shared) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(MARKER), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException inThisProcess) {
            // Refused below like a lock of another process.
        }
        if (held == null) {
            channel.close();
            throw Refusal.failed("expected no other process to use " + folder + ", found one that "
                    + (shared ? "writes it: wait for its end" : "uses it: end it (an open ./mevstream sql, say)")
                    + ", or give another --store");
        }
        return new ReplayStore(folder, channel);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path part) throws IOException {
        if (!Files.exists(part)) {
            return;
        }
        Files.walkFileTree(part, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failed) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
