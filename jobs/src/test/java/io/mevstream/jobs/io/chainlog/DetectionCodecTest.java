package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.DetectionFact;
import io.mevstream.jobs.stream.format.DetectionSamples;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DetectionCodecTest {

    private final DetectionCodec codec = new DetectionCodec();

    @Test
    void readsBackWhatItWroteTheFullestAndTheEmptiest() {
        for (DetectionFact fact : DetectionSamples.detections()) {
            assertThat(codec.decode(codec.encode(fact))).isEqualTo(new Decoding.Read<>(fact));
        }
    }

    @Test
    void writesEqualFindingsAsEqualBytes() {
        for (DetectionFact fact : DetectionSamples.detections()) {
            assertThat(new DetectionCodec().encode(fact)).isEqualTo(codec.encode(fact));
        }
    }

    @Test
    void refusesACaveatNobodyKnows() {
        byte[] bytes = codec.encode(DetectionSamples.detections().get(0));
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PAID_OUT");
        bytes[at] = 'R';

        assertThat(codec.decode(ChainRecordCodecTest.resealed(bytes)))
                .isEqualTo(new Decoding.Refused<DetectionFact>(
                        Decoding.Reason.IMPOSSIBLE_VALUE, "expected a caveat's name, found RAID_OUT"));
    }

    @Test
    void isNoDeadLetter() {
        byte[] bytes = codec.encode(DetectionSamples.detections().get(1));

        assertThat(new DeadLetterCodec().decode(bytes))
                .isEqualTo(new Decoding.Refused<>(Decoding.Reason.UNKNOWN_KIND, "expected kind 2, found kind 3"));
    }
}
