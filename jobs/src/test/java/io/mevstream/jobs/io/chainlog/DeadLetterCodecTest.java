package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.Origin;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeadLetterCodecTest {

    private final DeadLetterCodec codec = new DeadLetterCodec();
    private final Origin origin = new Origin(
            1, 7, ChainRecord.Kind.UNDO, new BlockRef(18_000_000, new RandomRecords(1).hash()), 1_693_066_895L);

    @Test
    void readsBackWhatItWroteWithAndWithoutAnOrigin() {
        Bytes payload = new Bytes(new byte[] {0, -1, 'x'});
        for (Origin from : new Origin[] {origin, null}) {
            DeadLetter letter =
                    new DeadLetter("decode-blocks", "CHECKSUM", "expected ä, found 𝄞", "log:3", from, payload);
            assertThat(codec.decode(codec.encode(letter))).isEqualTo(new Decoding.Read<>(letter));
        }
    }

    @Test
    void refusesTextThatIsNotUtf8InsteadOfReplacingIt() {
        DeadLetter letter = new DeadLetter("step", "REASON", "ab", "source", origin, Bytes.EMPTY);
        byte[] bytes = codec.encode(letter);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("ab");
        bytes[at] = (byte) 0xff;
        assertThat(codec.decode(ChainRecordCodecTest.resealed(bytes)))
                .isEqualTo(new Decoding.Refused<DeadLetter>(
                        Decoding.Reason.UNDECODABLE, "MalformedInputException: Input length = 1"));
    }

    @Test
    void isNoChainRecordAndTheOtherWayAround() {
        byte[] letter = codec.encode(new DeadLetter("step", "REASON", "", "", null, Bytes.EMPTY));
        assertThat(new ChainRecordCodec().decode(letter))
                .isEqualTo(new Decoding.Refused<ChainRecord>(
                        Decoding.Reason.UNKNOWN_KIND, "expected kind 1, found kind 2"));
        byte[] chainRecord = new ChainRecordCodec().encode(new RandomRecords(2).next(0, 1));
        assertThat(codec.decode(chainRecord))
                .isEqualTo(new Decoding.Refused<DeadLetter>(
                        Decoding.Reason.UNKNOWN_KIND, "expected kind 2, found kind 1"));
    }
}
