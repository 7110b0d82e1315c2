package io.mevstream.devchain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hex;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The encodings are the examples of Solidity's ABI specification. */
class AbiTest {

    @Test
    void encodesACallOfSimpleValues() {
        assertThat(Hex.encode(Abi.call("baz(uint32,bool)", 69, true))).isEqualTo("0xcdcd77c0" + word("45") + word("1"));
    }

    @Test
    void encodesACallWithDynamicValues() {
        byte[] call = Abi.call(
                "f(uint256,uint32[],bytes10,bytes)", 0x123, List.of(0x456, 0x789), "1234567890", "Hello, world!");

        assertThat(Hex.encode(call))
                .isEqualTo("0x8be65246" + word("123") + word("80") + left("31323334353637383930") + word("e0")
                        + word("2") + word("456") + word("789") + word("d") + left("48656c6c6f2c20776f726c6421"));
    }

    @Test
    void readsBackWhatItWrote() {
        String types = "(int256,(address,uint24[2]),string,(bytes,bool)[],bytes32)";
        List<Object> values = List.of(
                BigInteger.valueOf(-5),
                List.of(Address.of("0x" + "ab".repeat(20)), List.of(BigInteger.ONE, BigInteger.TWO)),
                "text",
                List.of(List.of(Bytes.of("0x0102"), true), List.of(Bytes.EMPTY, false)),
                Bytes.of("0x" + "11".repeat(32)));

        assertThat(Abi.decode(types, Abi.encode(types, values.toArray()))).isEqualTo(values);
    }

    @Test
    void refusesDataThatEndsTooEarly() {
        assertThatThrownBy(() -> Abi.decode("(uint256)", new byte[31])).hasMessageContaining("expected 32 bytes at 0");
    }

    @Test
    void refusesTooFewValues() {
        assertThatThrownBy(() -> Abi.call("transfer(address,uint256)", Address.ZERO))
                .hasMessageContaining("[address, uint256]");
    }

    private static String word(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }

    private static String left(String hex) {
        return hex + "0".repeat(64 - hex.length());
    }
}
