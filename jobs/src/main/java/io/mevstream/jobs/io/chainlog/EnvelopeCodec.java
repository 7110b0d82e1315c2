package io.mevstream.jobs.io.chainlog;

import io.mevstream.jobs.io.chainlog.Decoding.Reason;
import io.mevstream.jobs.io.chainlog.Decoding.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Carries domain values of one kind in envelopes around Avro. Equal values give equal bytes: Avro's encoding of a record
 * without maps is a function of its fields, and arrays are written as one block. Decoding never throws, whatever the
 * bytes. Holds buffers: one for each thread.
 *
 * @param <D> the domain value
 * @param <W> its wire record
 */
final class EnvelopeCodec<D, W extends SpecificRecord> {

    private final WireKind kind;
    private final Function<D, W> toWire;
    private final Function<W, D> toDomain;
    private final Envelope.Checksum checksum;
    private final long fingerprint;
    private final SpecificDatumWriter<W> writer;
    private final Map<Long, SpecificDatumReader<W>> readers = new HashMap<>();
    private final BoundedAvroDecoder decoder = new BoundedAvroDecoder();
    private final Buffer buffer = new Buffer();
    private @Nullable BinaryEncoder encoder;

    EnvelopeCodec(WireKind kind, Function<D, W> toWire, Function<W, D> toDomain, Envelope.Checksum checksum) {
        this.kind = kind;
        this.toWire = toWire;
        this.toDomain = toDomain;
        this.checksum = checksum;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(kind.schema());
        this.writer = new SpecificDatumWriter<>(kind.schema());
        for (Schema released : ReleasedSchemas.of(kind)) {
            readers.put(
                    SchemaNormalization.parsingFingerprint64(released),
                    new SpecificDatumReader<>(released, kind.schema()));
        }
    }

    /** The envelope of a value; throws {@link IllegalArgumentException} for one that decoding would refuse. */
    byte[] encode(D value) {
        W wire = toWire.apply(value);
        encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
        buffer.reset();
        buffer.writeBytes(new byte[Envelope.HEADER_BYTES]);
        try {
            writer.write(wire, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a buffer in memory to take every write", e);
        }
        byte[] bytes = buffer.toByteArray();
        Envelope.seal(bytes, bytes.length, kind, fingerprint);
        return bytes;
    }

    /** The value of an envelope, or why the bytes are none. */
    Decoding<D> decode(byte[] bytes) {
        Decoding<Long> opened = Envelope.open(bytes, kind, checksum);
        if (opened instanceof Refused<Long> refused) return new Refused<>(refused.reason(), refused.detail());
        long written = ((Decoding.Read<Long>) opened).value();
        SpecificDatumReader<W> reader = readers.get(written);
        if (reader == null) {
            return new Refused<>(
                    Reason.UNKNOWN_SCHEMA,
                    "expected the fingerprint of a released schema of " + kind + ", found 0x"
                            + Long.toHexString(written));
        }
        decoder.reset(bytes, Envelope.HEADER_BYTES);
        W wire;
        try {
            wire = reader.read(null, decoder);
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | UnsupportedOperationException
                | ClassCastException
                | NullPointerException e) {
            // What Avro's reader lets out on bytes that are not its schema's: its own exceptions, a union branch or an
            // enum symbol beyond the last (index out of bounds), and of its resolving of old schemas the other three.
            // Stack overflow cannot happen: no schema of ours refers to itself, so the depth is the schema's.
            return new Refused<>(Reason.UNDECODABLE, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        if (decoder.remaining() > 0) {
            return new Refused<>(
                    Reason.TRAILING_BYTES,
                    "expected the payload to end with its record, found " + decoder.remaining() + " bytes behind it");
        }
        try {
            return new Decoding.Read<>(toDomain.apply(wire));
        } catch (ImpossibleValueException e) {
            return new Refused<>(Reason.IMPOSSIBLE_VALUE, e.getMessage());
        }
    }

    /** Keeps its array between uses. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(64 << 10);
        }
    }
}
