package io.mevstream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.functions.FunctionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MevstreamModuleTest {

    private final MevstreamModule module = new MevstreamModule();

    @Test
    void isFoundByItsName() {
        ModuleFactory factory =
                FactoryUtil.discoverFactory(getClass().getClassLoader(), ModuleFactory.class, MevstreamModule.NAME);
        assertThat(factory).isInstanceOf(MevstreamModuleFactory.class);
    }

    @Test
    void everyListedFunctionIsThereInAnyCase() {
        assertThat(module.listFunctions())
                .containsExactlyInAnyOrder("checksum_address", "event_topic", "sqrt_price_to_price")
                .allSatisfy(name -> assertThat(module.getFunctionDefinition(name.toUpperCase(java.util.Locale.ROOT)))
                        .hasValueSatisfying(f -> assertThat(f.getKind()).isEqualTo(FunctionKind.SCALAR)));
        assertThat(module.getFunctionDefinition("something_else")).isEmpty();
    }

    @Test
    void checksumsAnAddress() {
        assertThat(new ChecksumAddress().eval("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"))
                .isEqualTo("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0x12",
                "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed00",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg"
            })
    void whatIsNoAddressIsNull(String text) {
        assertThat(new ChecksumAddress().eval(text)).isNull();
    }

    @Test
    void hashesACanonicalSignature() {
        EventTopic topic = new EventTopic();
        assertThat(topic.eval("Transfer(address,address,uint256)"))
                .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
        assertThat(topic.eval("Transfer(address from, address to, uint256 value)"))
                .isNull();
        assertThat(topic.eval("Transfer")).isNull();
        assertThat(topic.eval(null)).isNull();
    }

    @Test
    void readsAPriceExactly() {
        SqrtPriceToPrice price = new SqrtPriceToPrice();
        assertThat(price.eval("79228162514264337593543950336", 6, 18)).isEqualTo("0.000000000001");
        assertThat(price.eval("158456325028528675187087900672", 18, 18)).isEqualTo("4");
        assertThat(price.eval("-1", 18, 18)).isNull();
        assertThat(price.eval("9".repeat(49), 18, 18)).isNull();
        assertThat(price.eval("1", 256, 18)).isNull();
        assertThat(price.eval(null, 18, 18)).isNull();
    }
}
