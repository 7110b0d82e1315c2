package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs are read in the one encoding that compilers produce; every other is refused with the reason. */
class StrictReadingTest {

    private static final String ZERO = word("0");
    private static final String ONES = "ff".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "address, 0000000000000000000000010000000000000000000000000000000000000001",
        "uint112, 0000000000000000000000000000000000010000000000000000000000000000",
        "uint8, 0000000000000000000000000000000000000000000000000000000000000100",
        "int24, 0000000000000000000000000000000000000000000000000000000000800000",
        "int24, ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fffff",
        "bytes4, 0102030405000000000000000000000000000000000000000000000000000000"
    })
    void refusesBitsOutsideTheType(String type, String word) {
        assertThat(refusal("E(" + type + " a)", word)).isEqualTo(RejectionReason.DIRTY_PADDING);
        assertThat(refusal("E(" + type + "[1] a)", word)).isEqualTo(RejectionReason.DIRTY_PADDING);
    }

    @Test
    void readsTheExtremesOfSignedTypes() throws Refused {
        String most = word("7fffff");
        String least = "f".repeat(58) + "800000";

        assertThat(read("E(int24 a, int24 b)", most + least).values())
                .containsExactly(Int256.of(8388607), Int256.of(-8388608));
        assertThat(read("E(int256 a)", ONES).values()).containsExactly(Int256.of(-1));
    }

    @Test
    void refusesABoolOfTwo() {
        assertThat(refusal("E(bool a)", word("2"))).isEqualTo(RejectionReason.IMPOSSIBLE_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000000000000000000000000000000000000000000000000000000000000000"})
    void refusesDataThatIsShorterOrLonger(String data) {
        assertThat(refusal("E(uint256 a)", data)).isEqualTo(RejectionReason.DATA_LENGTH);
    }

    @Test
    void refusesDataBehindTheLastDynamicValue() {
        assertThat(refusal("E(bytes a)", word("20") + ZERO + ZERO)).isEqualTo(RejectionReason.DATA_LENGTH);
    }

    @Test
    void refusesOffsetsThatLeaveGapsOrOverlap() {
        assertThat(refusal("E(bytes a)", word("40") + ZERO + ZERO)).isEqualTo(RejectionReason.BAD_OFFSET);
        assertThat(refusal("E(bytes a, bytes b)", word("40") + word("40") + ZERO))
                .isEqualTo(RejectionReason.BAD_OFFSET);
        assertThat(refusal("E(bytes a)", ZERO)).isEqualTo(RejectionReason.BAD_OFFSET);
    }

    @Test
    void believesNoLengthThatTheDataDoesNotCover() {
        assertThat(refusal("E(bytes a)", word("20") + ONES)).isEqualTo(RejectionReason.BAD_OFFSET);
        assertThat(refusal("E(uint256[] a)", word("20") + word("7fffffff"))).isEqualTo(RejectionReason.BAD_OFFSET);
        assertThat(refusal("E(uint256[] a)", word("20") + word("2") + ZERO)).isEqualTo(RejectionReason.BAD_OFFSET);
        assertThat(refusal("E(uint256[][] a)", word("20") + word("1") + word("20") + word("60")))
                .isEqualTo(RejectionReason.BAD_OFFSET);
    }

    @Test
    void refusesDirtAfterAByteString() {
        String text = word("20") + word("1") + "61" + "00".repeat(30) + "01";

        assertThat(refusal("E(string a)", text)).isEqualTo(RejectionReason.DIRTY_PADDING);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        String text = word("20") + word("1") + "ff" + "00".repeat(31);

        assertThat(refusal("E(string a)", text)).isEqualTo(RejectionReason.IMPOSSIBLE_VALUE);
    }

    @Test
    void readsDynamicValuesBehindStaticOnes() throws Refused {
        EventFields fields = read(
                "E(string a, uint8 b, uint256[2] c, uint256[] d)",
                word("a0") + word("7") + word("1") + word("2") + word("e0")
                        + word("2") + "6869" + "00".repeat(30)
                        + word("1") + word("9"));

        assertThat(fields.values())
                .containsExactly("hi", UInt256.of(7), List.of(UInt256.of(1), UInt256.of(2)), List.of(UInt256.of(9)));
    }

    @Test
    void knowsOnlyTheHashOfAnIndexedText() throws Refused {
        EventSignature signature = EventSignature.parse("E(string indexed a)");
        Hash hash = Hash.of("0x" + "12".repeat(32));

        assertThat(signature
                        .read(EventSamples.log(List.of(signature.topic0(), hash), Bytes.EMPTY))
                        .values())
                .containsExactly(hash);
    }

    @Test
    void refusesTopicsThatNoLayoutHas() {
        LogDecoder decoder = LogDecoder.standard();
        Hash transfer = Hash.of("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

        assertThat(decoder.decode(EventSamples.log(List.of(transfer, Hash.ZERO), Bytes.EMPTY)))
                .isInstanceOfSatisfying(LogOutcome.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.TOPIC_COUNT));
        assertThat(decoder.decode(EventSamples.log(List.of(), Bytes.EMPTY))).isInstanceOf(LogOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E",
                "E(uint)(",
                "E(uint7 a)",
                "E(bytes33 a)",
                "E(address)",
                "E(uint256 a, uint256 a)",
                "E(word a)"
            })
    void refusesDeclarationsItDoesNotUnderstand(String declaration) {
        assertThatThrownBy(() -> EventSignature.parse(declaration)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoEventsThatNobodyCouldTellApart() {
        Protocol one = protocol("one", "E(uint256 a)");
        Protocol two = protocol("two", "E(uint256 b)");

        assertThatThrownBy(() -> new LogDecoder(List.of(one, two)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one by one and one by two");
    }

    private static Protocol protocol(String name, String declaration) {
        return new Protocol() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void declare(EventList events) {
                events.read(declaration);
            }
        };
    }

    private static EventFields read(String declaration, String data) throws Refused {
        EventSignature signature = EventSignature.parse(declaration);
        RawLog log = EventSamples.log(List.of(signature.topic0()), Bytes.of("0x" + data));
        return signature.read(log);
    }

    private static RejectionReason refusal(String declaration, String data) {
        try {
            throw new AssertionError("expected a refusal, found " + read(declaration, data));
        } catch (Refused refused) {
            return refused.reason();
        }
    }

    private static String word(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }
}
