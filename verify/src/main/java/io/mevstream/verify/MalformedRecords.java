package io.mevstream.verify;

import com.sun.management.ThreadMXBean;
import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * Mutated bytes of the chain log. Half are changed as they lie there: none may be read as another record. Half are changed
 * and given the checksum that fits, as a hostile writer would: whatever is then read must be a record that the log could
 * hold. None may throw, and none may make the decoder allocate more than a fair multiple of the bytes it was given.
 */
final class MalformedRecords implements Proof {
    private static final int CHUNK = 100_000;
    private static final int CI = 20_000;
    private static final int MUTATIONS_OF_A_RECORD = 20;

    private static final int PAYLOAD_AT = 22;
    private static final int LENGTH_AT = 14;
    private static final int CHECKSUM_AT = 18;

    /** A reference and a list slot for each byte, and the decoder's own first use. */
    private static final int ALLOCATED_PER_BYTE = 100;

    private static final int ALLOCATED_AT_ALL = 256 << 10;

    @Override
    public String name() {
        return "malformed-records";
    }

    @Override
    public String claim() {
        return "Mutated chain-log bytes are read as what was written or refused with a reason: nothing thrown, lost,"
                + " changed silently, or allocated on a lying length.";
    }

    @Override
    public String control() {
        return "the decoder does not look at checksums";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 10 : 1;
    }

    @Override
    public void runChunk(ProofRun run) {
        SplittableRandom random = run.random();
        GeneratedRecords records = new GeneratedRecords(random.split());
        Mutations mutations = new Mutations(random.split());
        ChainRecordCodec codec = new ChainRecordCodec();
        ChainRecordCodec decoder = run.planted() ? ChainRecordCodec.withoutChecksum() : codec;
        int inputs = run.size() == Size.FULL ? CHUNK : CI;
        ChainRecord written = records.next(0);
        byte[] bytes = codec.encode(written);
        for (int i = 0; i < inputs; i++) {
            if (i % MUTATIONS_OF_A_RECORD == 0) {
                written = records.next(i);
                bytes = codec.encode(written);
                run.progress(i, inputs);
            }
            run.count("inputs", 1);
            if (i % 2 == 0) {
                byte[] changed = mutations.mutate(bytes, 0);
                checkChanged(run, decoder, written, bytes, changed);
            } else {
                checkForged(run, codec, decoder, resealed(mutations.mutate(bytes, PAYLOAD_AT)));
            }
        }
    }

    private static void checkChanged(
            ProofRun run, ChainRecordCodec decoder, ChainRecord written, byte[] bytes, byte[] changed) {
        Decoding<ChainRecord> decoding = decode(run, decoder, changed);
        if (decoding instanceof Decoding.Read<ChainRecord> read) {
            run.count("unchanged_after_all", Arrays.equals(bytes, changed) ? 1 : 0);
            run.expect(
                    Arrays.equals(bytes, changed) && read.value().equals(written),
                    "changed bytes were read as a record without notice: %s",
                    hex(changed));
        }
    }

    private static void checkForged(ProofRun run, ChainRecordCodec codec, ChainRecordCodec decoder, byte[] forged) {
        Decoding<ChainRecord> decoding = decode(run, decoder, forged);
        if (decoding instanceof Decoding.Read<ChainRecord> read) {
            run.count("forged_and_valid", 1);
            Decoding<ChainRecord> again = codec.decode(codec.encode(read.value()));
            run.expect(
                    again.equals(read),
                    "a record was read that the log cannot hold, written again it is %s: %s",
                    again,
                    hex(forged));
        }
    }

    private static Decoding<ChainRecord> decode(ProofRun run, ChainRecordCodec decoder, byte[] input) {
        long before = allocated();
        Decoding<ChainRecord> decoding;
        try {
            decoding = decoder.decode(input);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            run.violation("thrown " + e + " for " + hex(input));
            run.count("thrown", 1);
            return new Decoding.Refused<>(Decoding.Reason.UNDECODABLE, e.toString());
        }
        long used = allocated() - before;
        run.max("allocated_max_bytes", used);
        run.expect(
                used <= ALLOCATED_AT_ALL + (long) ALLOCATED_PER_BYTE * input.length,
                "allocated %d bytes for %d: %s",
                used,
                input.length,
                hex(input));
        if (decoding instanceof Decoding.Refused<ChainRecord> refused) {
            run.count("refused_" + refused.reason().name().toLowerCase(Locale.ROOT), 1);
        } else {
            run.count("read", 1);
        }
        return decoding;
    }

    /** Gives changed bytes the length and the checksum that fit them. Written here anew: not with what is being proven. */
    private static byte[] resealed(byte[] bytes) {
        ByteBuffer.wrap(bytes).putInt(LENGTH_AT, bytes.length - PAYLOAD_AT);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKSUM_AT);
        crc.update(bytes, PAYLOAD_AT, bytes.length - PAYLOAD_AT);
        ByteBuffer.wrap(bytes).putInt(CHECKSUM_AT, (int) crc.getValue());
        return bytes;
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    private static String hex(byte[] bytes) {
        return io.mevstream.chain.Hex.encode(bytes, 0, Math.min(bytes.length, 600));
    }
}
