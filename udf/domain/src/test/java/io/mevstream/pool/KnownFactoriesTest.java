package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KnownFactoriesTest {

    private static final Address USDC = Address.of("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48");
    private static final Address WETH = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");

    private final KnownFactories mainnet = KnownFactories.ofChain(1);

    @Test
    void derivesTheAddressOfEachKindOfPoolFromItsTokensInEitherOrder() {
        assertDerives("0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc", PoolFamily.UNISWAP_V2, "uniswap-v2", 3000, null);
        assertDerives("0x397ff1542f962076d0bfe58ea045ffa2d347aca0", PoolFamily.UNISWAP_V2, "sushiswap-v2", 3000, null);
        assertDerives("0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640", PoolFamily.UNISWAP_V3, "uniswap-v3", 500, 10);
        assertDerives("0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8", PoolFamily.UNISWAP_V3, "uniswap-v3", 3000, 60);
    }

    private void assertDerives(String pool, PoolFamily family, String name, int feePips, Integer tickSpacing) {
        PoolId id = PoolId.of(Address.of(pool));
        for (boolean turned : new boolean[] {false, true}) {
            KnownFactories.Derivation found = Objects.requireNonNull(
                    mainnet.derive(id, family, turned ? WETH : USDC, turned ? USDC : WETH), pool);
            assertThat(found.factory().name()).isEqualTo(name);
            assertThat(found.tier()).isEqualTo(new KnownFactory.FeeTier(feePips, tickSpacing));
            assertThat(found.token0()).isEqualTo(USDC);
        }
    }

    @Test
    void derivesNothingForOtherTokensAnotherFamilyOrAnotherChain() {
        PoolId pair = PoolId.of(Address.of("0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc"));
        Address dai = Address.of("0x6b175474e89094c44da98b954eedeac495271d0f");
        assertThat(mainnet.derive(pair, PoolFamily.UNISWAP_V2, USDC, dai)).isNull();
        assertThat(mainnet.derive(pair, PoolFamily.UNISWAP_V3, USDC, WETH)).isNull();
        assertThat(mainnet.derive(pair, PoolFamily.UNISWAP_V2, WETH, WETH)).isNull();
        assertThat(KnownFactories.ofChain(10).derive(pair, PoolFamily.UNISWAP_V2, USDC, WETH))
                .isNull();
    }

    @Test
    void knowsSingletonsWhosePoolsHaveNoAddress() {
        assertThat(Objects.requireNonNull(mainnet.at(Address.of("0x000000000004444c5dc75cb358380d2e3de08a90")))
                        .family())
                .isEqualTo(PoolFamily.UNISWAP_V4);
        assertThat(mainnet.at(WETH)).isNull();
    }
}
