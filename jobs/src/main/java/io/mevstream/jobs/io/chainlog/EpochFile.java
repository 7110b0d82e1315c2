package io.mevstream.jobs.io.chainlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The fencing epoch of a log: the number of the writer that may write. Raised and forced before a new writer reads the
 * tail; read again by every writer before it appends and before it acknowledges. Two slots in turn, so that a torn write
 * leaves the epoch before it.
 */
final class EpochFile implements Closeable {

    static final String FILE = "epoch";
    private static final int SLOT_BYTES = 16;
    private static final int CHECKED_BYTES = 12;

    private final FileChannel channel;
    private final ByteBuffer slots = ByteBuffer.allocate(2 * SLOT_BYTES);

    private EpochFile(FileChannel channel) {
        this.channel = channel;
    }

    static EpochFile open(Path directory) throws IOException {
        return new EpochFile(
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Makes the file of a new log, at epoch 0. */
    static void create(Path directory) throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * SLOT_BYTES);
        both.put(slot(0)).put(slot(0));
        DurableFiles.create(directory.resolve(FILE), both.array());
    }

    /** The epoch as it stands in the file now. */
    long read() throws IOException {
        ByteBuffer read = DurableFiles.read(channel, slots.clear(), 0);
        long epoch = -1;
        for (int at = 0; at + SLOT_BYTES <= read.limit(); at += SLOT_BYTES) {
            if (crc(read.array(), at) == read.getInt(at + CHECKED_BYTES)) epoch = Math.max(epoch, read.getLong(at));
        }
        if (epoch < 0) throw new CorruptChainLogException("expected an epoch with its checksum, found none");
        return epoch;
    }

    /** Makes the next epoch durable and returns it. */
    long raise() throws IOException {
        long epoch = read() + 1;
        DurableFiles.writeFully(channel, ByteBuffer.wrap(slot(epoch)), (epoch & 1) * SLOT_BYTES);
        channel.force(false);
        return epoch;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static byte[] slot(long epoch) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putLong(0, epoch);
        slot.putInt(CHECKED_BYTES, crc(slot.array(), 0));
        return slot.array();
    }

    private static int crc(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
