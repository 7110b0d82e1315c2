package io.mevstream.devchain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtifactTest {

    private static final Address LIBRARY = Address.of("0x" + "cd".repeat(20));

    private final NpmPackages packages = NpmPackages.locate();

    @Test
    void readsTheShapesOfEveryBuildTool() {
        for (String path : new String[] {
            "canonical-weth/build/contracts/WETH9.json",
            "@uniswap/v2-core/build/UniswapV2Pair.json",
            "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json",
            "@uniswap/v4-core/out/PoolManager.sol/PoolManager.json"
        }) {
            assertThat(Artifact.read(packages.file(path)).bytes()).as(path).hasSizeGreaterThan(1_000);
        }
    }

    @Test
    void hashesThePairsCodeToWhatMainnetsAddressesDeriveFrom() {
        assertThat(Artifact.read(packages.file("@uniswap/v2-core/build/UniswapV2Pair.json"))
                        .initCodeHash()
                        .toString())
                .isEqualTo("0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f");
    }

    @Test
    void writesALibrarysAddressIntoItsGaps() {
        Artifact pool = Artifact.read(packages.file(
                "@aave/core-v3/artifacts/contracts/protocol/libraries/logic/FlashLoanLogic.sol/FlashLoanLogic.json"));
        assertThatThrownBy(pool::bytes).hasMessageContaining("BorrowLogic");

        Artifact linked = pool.link(Map.of("BorrowLogic", LIBRARY));

        assertThat(Hex.encode(linked.bytes())).contains(LIBRARY.toString().substring(2));
        assertThatThrownBy(() -> pool.link("Other", LIBRARY)).hasMessageContaining("Other");
    }

    @Test
    void saysWhatToDoWhereAPackageIsMissing() {
        assertThatThrownBy(() -> new NpmPackages(Path.of("/nowhere")).file("solc"))
                .hasMessageContaining("/nowhere/fetch-packages")
                .hasMessageContaining("npm");
    }

    @Test
    void saysWhatTheCompilerSays() {
        assertThatThrownBy(() -> new Solidity(packages)
                        .compile(new Solidity.Unit(
                                "solc-0.8.19",
                                packages.file("@aave-dao/aave-v3-origin/src/contracts"),
                                List.of("protocol/configuration/ACLManager.sol"),
                                Map.of(),
                                1,
                                "paris",
                                false)))
                .hasMessageContaining("ACLManager.sol")
                .hasMessageContaining("Error");
    }
}
