package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.Decoding.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ChainRecordCodecTest {

    private final ChainRecordCodec codec = new ChainRecordCodec();

    @Test
    void readsBackWhateverItWrote() {
        RandomRecords records = new RandomRecords(1);
        for (int i = 0; i < 3_000; i++) {
            ChainRecord chainRecord = records.next(i, 12);
            assertThat(codec.decode(codec.encode(chainRecord))).isEqualTo(new Decoding.Read<>(chainRecord));
        }
    }

    @Test
    void writesEqualRecordsAsEqualBytesWhateverWasWrittenBefore() {
        for (int i = 0; i < 200; i++) {
            byte[] once = new ChainRecordCodec().encode(new RandomRecords(i).next(7, 12));
            assertThat(codec.encode(new RandomRecords(i).next(7, 12))).isEqualTo(once);
        }
    }

    @Test
    void refusesEveryShorterAndLongerEnvelope() {
        byte[] whole = codec.encode(new RandomRecords(2).next(0, 2));
        for (int length = 0; length < whole.length; length++) {
            assertThat(reason(Arrays.copyOf(whole, length))).isEqualTo(Reason.TRUNCATED);
        }
        assertThat(reason(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Reason.TRAILING_BYTES);
    }

    @Test
    void refusesEverySingleFlippedBit() {
        byte[] whole = codec.encode(new RandomRecords(3).next(0, 2));
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(codec.decode(flipped)).isInstanceOf(Decoding.Refused.class);
        }
    }

    @Test
    void saysWhichPartOfTheHeaderItDoesNotKnow() {
        byte[] whole = codec.encode(new RandomRecords(4).next(0, 2));
        assertThat(reason(with(whole, 0, 'x'))).isEqualTo(Reason.BAD_MAGIC);
        assertThat(reason(with(whole, 4, 2))).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(reason(resealed(with(whole, 5, 99)))).isEqualTo(Reason.UNKNOWN_KIND);
        assertThat(reason(resealed(with(whole, 9, ~whole[9])))).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(reason(with(whole, 18, ~whole[18]))).isEqualTo(Reason.CHECKSUM);
    }

    @Test
    void refusesAPayloadThatIsNotAvroThoughItsChecksumHolds() {
        byte[] whole = codec.encode(new RandomRecords(5).next(0, 2));
        // Chain id 1, position 0, then the kind: an enum without a symbol 40.
        assertThat(reason(resealed(with(whole, 24, 80)))).isEqualTo(Reason.UNDECODABLE);
        byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
        ByteBuffer.wrap(shorter).putInt(14, shorter.length - Envelope.HEADER_BYTES);
        assertThat(reason(resealed(shorter))).isEqualTo(Reason.UNDECODABLE);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        ByteBuffer.wrap(longer).putInt(14, longer.length - Envelope.HEADER_BYTES);
        assertThat(reason(resealed(longer))).isEqualTo(Reason.TRAILING_BYTES);
    }

    @Test
    void refusesValuesThatCannotBeOnBothSides() {
        byte[] whole = codec.encode(new RandomRecords(6).next(0, 2));
        assertThat(reason(resealed(with(whole, 22, 1)))).isEqualTo(Reason.IMPOSSIBLE_VALUE);
        assertThat(reason(resealed(with(whole, 23, 1)))).isEqualTo(Reason.IMPOSSIBLE_VALUE);
        ChainRecord good = new RandomRecords(7).next(5, 2);
        assertThatThrownBy(() -> codec.encode(new ChainRecord(1, 5, good.kind(), 6, good.proof(), good.block())))
                .hasMessageContaining("expected a run start of 0 to 5, found 6");
        Block block = new RandomRecords(8).busy(0).block();
        Block withoutFirstLog =
                new Block(block.ref(), null, null, null, block.logs().subList(1, 3), null);
        assertThatThrownBy(() -> codec.encode(new ChainRecord(1, 5, good.kind(), 5, good.proof(), withoutFirstLog)))
                .hasMessageContaining("expected log index 0, found 1");
    }

    private Reason reason(byte[] bytes) {
        Decoding<ChainRecord> decoding = codec.decode(bytes);
        if (decoding instanceof Decoding.Refused<ChainRecord> refused) return refused.reason();
        throw new AssertionError("expected a refusal, found " + decoding);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    /** Gives changed bytes the checksum that fits them, as a hostile or broken writer would. */
    static byte[] resealed(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 18);
        crc.update(bytes, 22, bytes.length - 22);
        ByteBuffer.wrap(bytes).putInt(18, (int) crc.getValue());
        return bytes;
    }
}
