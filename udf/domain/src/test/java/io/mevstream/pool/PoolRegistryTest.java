package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolRegistryTest {

    private static final String POOL = "0x0d4a11d5eeaac28ec3f61d100daf4d40471f1852";
    private static final String WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
    private static final String USDT = "0xdac17f958d2ee523a2206206994597c13d831ec7";

    @Test
    void statesWhatTheFileStates() {
        PoolRegistry registry = PoolRegistry.parse(List.of(
                "# ours",
                "pool,family,token0,token1,fee_pips,tick_spacing,name",
                "",
                POOL + ",UNISWAP_V2," + WETH + "," + USDT + ",3000,,uniswap-v2"));
        assertThat(registry.find(PoolId.of(Address.of(POOL))))
                .isEqualTo(new PoolKnowledge(
                        PoolId.of(Address.of(POOL)),
                        PoolFamily.UNISWAP_V2,
                        List.of(Address.of(WETH), Address.of(USDT)),
                        3000,
                        null,
                        null,
                        "uniswap-v2",
                        PoolKnowledge.Proof.REGISTRY));
        assertThat(registry.find(PoolId.of(Address.of(WETH)))).isNull();
    }

    @Test
    void reportsEveryProblemAtOnceWithItsLine() {
        assertThatThrownBy(() -> PoolRegistry.parse(List.of(
                        POOL + ",UNISWAP_V2," + WETH + "," + USDT + ",3000,,",
                        POOL + ",UNISWAP_V2," + USDT + "," + WETH + ",3000,,",
                        POOL + ",UNISWAP_V7," + WETH + "," + USDT + ",3000,,",
                        "0x12,UNISWAP_V2," + WETH + "," + USDT + ",3000,,",
                        POOL + ",UNISWAP_V2," + WETH,
                        POOL + ",UNISWAP_V2," + WETH + "," + USDT + ",much,,",
                        POOL + ",UNISWAP_V2," + WETH + "," + USDT + ",1000000,,",
                        POOL + ",UNISWAP_V2," + WETH + "," + USDT + ",500,,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 7 wrong")
                .hasMessageContaining("line 2: expected token0 below token1")
                .hasMessageContaining("line 3: expected a family")
                .hasMessageContaining("line 4: ")
                .hasMessageContaining("line 5: expected 7 columns, found 3")
                .hasMessageContaining("line 6: fee_pips: expected digits, found much")
                .hasMessageContaining("line 7: fee_pips: expected 0 to 999999, found 1000000")
                .hasMessageContaining("line 8: pool " + POOL + " stands on an earlier line too");
    }
}
