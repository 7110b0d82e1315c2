package io.mevstream.bench;

import io.mevstream.schemas.chain.ChainRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** The peer: Avro's records in one file of frames (length, checksum, position, Avro), by Avro and {@code java.io} alone. */
final class PlainLog {

    private static final int BUFFER_BYTES = 64 << 10;

    private final SpecificDatumWriter<ChainRecord> writer = new SpecificDatumWriter<>(ChainRecord.getClassSchema());
    private final SpecificDatumReader<ChainRecord> reader = new SpecificDatumReader<>(ChainRecord.getClassSchema());
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    byte[] encode(ChainRecord one) throws IOException {
        buffer.reset();
        encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
        writer.write(one, encoder);
        encoder.flush();
        return buffer.toByteArray();
    }

    ChainRecord decode(byte[] payload) throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(payload, decoder);
        return reader.read(null, decoder);
    }

    static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }

    Writer write(Path file) throws IOException {
        return new Writer(new FileOutputStream(file.toFile()));
    }

    static Reader read(Path file) throws IOException {
        return new Reader(new FileInputStream(file.toFile()));
    }

    /** Appends frames; nothing is on disk before a {@link #sync}. */
    static final class Writer implements Closeable {

        private final FileOutputStream file;
        private final DataOutputStream out;
        private long next;

        private Writer(FileOutputStream file) {
            this.file = file;
            this.out = new DataOutputStream(new BufferedOutputStream(file, BUFFER_BYTES));
        }

        long nextPosition() {
            return next;
        }

        void append(long position, byte[] payload) throws IOException {
            out.writeInt(payload.length);
            out.writeInt(checksum(payload));
            out.writeLong(position);
            out.write(payload);
            next = position + 1;
        }

        void sync() throws IOException {
            out.flush();
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads frames from the first on. */
    static final class Reader implements Closeable {

        private final DataInputStream in;
        private long next;

        private Reader(FileInputStream file) {
            this.in = new DataInputStream(new BufferedInputStream(file, BUFFER_BYTES));
        }

        byte[] next() throws IOException {
            byte[] payload = new byte[in.readInt()];
            int checksum = in.readInt();
            long position = in.readLong();
            in.readFully(payload);
            if (position != next || checksum != checksum(payload)) {
                throw new IOException(
                        "expected position " + next + " with its checksum, found " + position + " or another checksum");
            }
            next++;
            return payload;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
