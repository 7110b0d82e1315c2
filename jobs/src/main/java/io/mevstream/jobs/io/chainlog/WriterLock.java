package io.mevstream.jobs.io.chainlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exclusive right to write a log: a lock on {@code writer.lock} among processes, and a set of such files within this
 * one. The set is asked first, because on POSIX closing any handle of a file gives up all of the process's locks on it:
 * a second attempt in the same process would otherwise release the first one's lock by failing.
 */
final class WriterLock implements Closeable {

    static final String FILE = "writer.lock";
    private static final Set<Object> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Object key;
    private final FileChannel channel;

    private WriterLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock; {@link ChainLogFencedException} while another writer lives. */
    static WriterLock acquire(Path directory) throws IOException {
        Path file = directory.toRealPath().resolve(FILE);
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException usual) {
            // Every writer after the first finds it.
        }
        Object key = key(file);
        if (!HELD_HERE.add(key)) throw held(directory, "this process");
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            if (!locked) {
                channel.close();
                throw held(directory, "another process");
            }
            return new WriterLock(key, channel);
        } finally {
            if (!locked) HELD_HERE.remove(key);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(key);
        }
    }

    /** The file itself where the platform can name it, so that two paths to one file are one lock. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    private static ChainLogFencedException held(Path directory, String holder) {
        return new ChainLogFencedException(
                "expected no other writer of " + directory + ", found one in " + holder + ": stop it first");
    }
}
