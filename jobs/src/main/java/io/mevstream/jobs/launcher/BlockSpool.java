package io.mevstream.jobs.launcher;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Blocks set aside on disk while a replay decides on their order, so that a set larger than memory can be sorted. The file
 * vanishes when it is closed.
 */
final class BlockSpool implements Closeable {
    private final long chainId;
    private final FileChannel file;
    private final ChainRecordCodec codec = new ChainRecordCodec();
    private long end;

    /**
     * Where a block lies.
     *
     * @param sha256 of the block and its proof, as the log writes them, 64 hexadecimal digits
     */
    record Place(long offset, int length, String sha256) {}

    BlockSpool(Path path, long chainId) throws IOException {
        this.chainId = chainId;
        this.file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    Place put(Block block, ChainRecord.Proof proof) {
        byte[] bytes = codec.encode(new ChainRecord(chainId, 0, ChainRecord.Kind.APPLY, 0, proof, block));
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long at = end;
            while (buffer.hasRemaining()) {
                end += file.write(buffer, end);
            }
            return new Place(at, bytes.length, sha256(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set a block aside", e);
        }
    }

    Block get(Place place) {
        ByteBuffer buffer = ByteBuffer.allocate(place.length());
        try {
            while (buffer.hasRemaining()) {
                if (file.read(buffer, place.offset() + buffer.position()) < 0) {
                    throw new EOFException("expected " + place.length() + " bytes, found " + buffer.position());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a block back", e);
        }
        if (codec.decode(buffer.array()) instanceof Decoding.Read<ChainRecord> read) {
            return read.value().block();
        }
        throw new IllegalStateException("expected the block that was set aside, found other bytes at " + place);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java platform has", e);
        }
    }
}
