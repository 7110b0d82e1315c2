package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Bytes;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Calldata is read as contracts read it that look at no more of a word than its type needs; return data is not. */
class CalldataTest {

    private static final FunctionSignature FUNCTION =
            FunctionSignature.parse("f(address a, uint112 b, int24 c, bool d, bytes4 e) returns (uint112 f)");

    private static Bytes filled() {
        byte[] calldata = new byte[4 + 5 * 32];
        Arrays.fill(calldata, (byte) 0xee);
        return new Bytes(calldata);
    }

    @Test
    void whatStandsBesideAValueIsCutOff() throws Refused {
        EventFields arguments = FUNCTION.arguments(filled());
        assertThat(arguments.address("a")).hasToString("0x" + "ee".repeat(20));
        assertThat(arguments.uint("b").bitLength()).isEqualTo(112);
        assertThat(arguments.sint("c")).isEqualTo(Int256.of(0xffffffffffeeeeeeL));
        assertThat(arguments.get("d")).isEqualTo(true);
        assertThat(arguments.get("e")).hasToString("0xeeeeeeee");
    }

    @Test
    void cleanWordsAreReadAsTheyAre() throws Refused {
        EventFields arguments = FUNCTION.arguments(Calldata.of(
                "f(address a, uint112 b, int24 c, bool d, bytes4 e)",
                io.mevstream.chain.Address.ZERO,
                UInt256.of(7),
                Int256.of(-60),
                false,
                new Bytes(new byte[] {1, 2, 3, 4})));
        assertThat(arguments.uint("b")).isEqualTo(UInt256.of(7));
        assertThat(arguments.sint("c")).isEqualTo(Int256.of(-60));
        assertThat(arguments.get("d")).isEqualTo(false);
        assertThat(arguments.get("e")).hasToString("0x01020304");
    }

    @Test
    void whatIsReturnedMayHoldNothingBesides() {
        assertThatThrownBy(() -> FUNCTION.results(new Bytes(filled().array().clone())))
                .isInstanceOf(Refused.class);
    }
}
