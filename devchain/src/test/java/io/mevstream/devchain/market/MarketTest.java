package io.mevstream.devchain.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hex;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Ether;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.event.PoolFamily;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.KnownFactory;
import io.mevstream.pool.PoolRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketTest {

    private static final BigInteger ONE = BigInteger.TEN.pow(18);

    @TempDir
    static Path folder;

    private static DevChain chain;
    private static Deployment deployment;

    @BeforeAll
    static void deploy() {
        chain = DevChain.start(NpmPackages.locate(), Anvil.Settings.STANDARD, 11, folder, step -> {});
        deployment = chain.deployment();
    }

    @AfterAll
    static void close() {
        chain.close();
    }

    @Test
    void leavesNothingOut() {
        assertThat(deployment.missing()).isEmpty();
        assertThat(deployment.pools(PoolFamily.UNISWAP_V2)).hasSize(12);
        assertThat(deployment.pools(PoolFamily.UNISWAP_V3)).hasSize(8);
        assertThat(deployment.pools(PoolFamily.UNISWAP_V4)).hasSize(5);
        assertThat(deployment.pools(PoolFamily.BALANCER_V2)).hasSize(3);
    }

    @Test
    void putsCodeAtEveryAddressOfTheRecord() {
        deployment.contracts().forEach((name, address) -> assertThat(chain.chain()
                        .rpc()
                        .call("eth_getCode", address.toString(), "latest")
                        .asText())
                .as(name)
                .hasSizeGreaterThan(10));
    }

    @Test
    void quotesEveryUniswapV3PoolInBothDirections() {
        for (Deployment.Pool pool : deployment.pools(PoolFamily.UNISWAP_V3)) {
            for (int from : new int[] {0, 1}) {
                Deployment.Token in = tokenAt(pool.tokens().get(from));
                BigInteger out = number(
                        deployment.contract("uniswap-v3/quoter"),
                        "quoteExactInputSingle((address,address,uint256,uint24,uint160))",
                        List.of(in.address(), pool.tokens().get(1 - from), in.worth(1_000), pool.feePips(), 0));
                assertThat(out)
                        .as(pool.name())
                        .isGreaterThan(worth(pool.tokens().get(1 - from), 960));
            }
        }
    }

    @Test
    void quotesBalancersPoolsNearTheFeeds() {
        for (Deployment.Pool pool : deployment.pools(PoolFamily.BALANCER_V2)) {
            List<Address> tokens = pool.tokens().stream()
                    .filter(token -> deployment.tokens().stream()
                            .anyMatch(t -> t.address().equals(token)))
                    .toList();
            Deployment.Token in = tokenAt(tokens.get(0));
            Address owner = Account.named("owner").address();
            BigInteger out = number(
                    deployment.contract("balancer-v2/queries"),
                    "querySwap((bytes32,uint8,address,address,uint256,bytes),(address,bool,address,bool))",
                    List.of(
                            Objects.requireNonNull(pool.id()),
                            0,
                            in.address(),
                            tokens.get(1),
                            in.worth(1_000),
                            Bytes.EMPTY),
                    List.of(owner, false, owner, false));
            assertThat(out).as(pool.name()).isGreaterThan(worth(tokens.get(1), 960));
        }
    }

    @Test
    void leavesEveryAaveBorrowerHealthyButNearLiquidation() {
        for (String protocol : List.of("aave-v3.0", "aave-v3.6", "aave-v2")) {
            List<Deployment.Position> positions = deployment.positions().stream()
                    .filter(position -> position.protocol().equals(protocol))
                    .toList();
            assertThat(positions).hasSize(10);
            for (Deployment.Position position : positions) {
                BigInteger health = (BigInteger) view(
                                "(uint256,uint256,uint256,uint256,uint256,uint256)",
                                position.market(),
                                "getUserAccountData(address)",
                                position.borrower())
                        .get(5);
                assertThat(health)
                        .as(position.account())
                        .isBetween(ONE, ONE.multiply(BigInteger.valueOf(115)).divide(BigInteger.valueOf(100)));
            }
        }
    }

    @Test
    void swapsByTheUniversalRouterAndInV4() {
        String snapshot = chain.chain().rpc().call("evm_snapshot").asText();
        Deployer deployer = new Deployer(chain.chain());
        Account owner = Account.named("owner");
        Address router = deployment.contract("universal-router");
        Address weth = deployment.token("WETH").address();
        Address usdc = deployment.token("USDC").address();
        deployer.pay(owner, ONE.shiftLeft(1), weth, "deposit()");
        deployer.send(owner, weth, "transfer(address,uint256)", router, ONE.shiftLeft(1));
        Bytes path = Bytes.of(weth + "0001f4" + usdc.toString().substring(2));
        byte[] v3 = Abi.encode("(address,uint256,uint256,bytes,bool)", router, ONE, 1, path, false);
        byte[] v2 = Abi.encode("(address,uint256,uint256,address[],bool)", router, ONE, 1, List.of(weth, usdc), false);
        deployer.send(
                owner, router, "execute(bytes,bytes[])", Bytes.of("0x0008"), List.of(new Bytes(v3), new Bytes(v2)));
        BigInteger limit = BigInteger.valueOf(4295128740L);
        deployer.pay(
                owner,
                ONE,
                deployment.contract("uniswap-v4/swap-router"),
                "swap((address,address,uint24,int24,address),(bool,int256,uint160),(bool,bool),bytes)",
                List.of(Address.ZERO, usdc, 500, 10, Address.ZERO),
                List.of(true, ONE.negate(), limit),
                List.of(false, false),
                Bytes.EMPTY);

        deployer.settle();

        assertThat(deployer.transactions()).isEqualTo(4);
        assertThat(number(usdc, "balanceOf(address)", router)).isGreaterThan(worth(usdc, 5_800));
        chain.chain().rpc().call("evm_revert", snapshot);
        chain.chain().forgetNonces();
    }

    @Test
    void liquidatesABorrowerOnceTheFeedFalls() {
        Deployment.Position position = deployment.positions().stream()
                .filter(p -> p.protocol().equals("aave-v3.6") && p.collateral().equals("WETH"))
                .findFirst()
                .orElseThrow();
        String snapshot = chain.chain().rpc().call("evm_snapshot").asText();
        Deployer deployer = new Deployer(chain.chain());
        Account owner = Account.named("owner");
        chain.chain().blockGasLimit(Deployer.BLOCK_GAS);
        Deployment.Token weth = deployment.token("WETH");
        deployer.send(owner, weth.feed(), "set(int256)", weth.priceUsd8() * 85 / 100);
        Deployment.Token debt = deployment.token(position.debt());
        deployer.send(owner, debt.address(), "mint(address,uint256)", owner.address(), debt.worth(1_000_000));
        deployer.send(owner, debt.address(), "approve(address,uint256)", position.market(), debt.worth(1_000_000));
        deployer.send(
                owner,
                position.market(),
                "liquidationCall(address,address,address,uint256,bool)",
                weth.address(),
                debt.address(),
                position.borrower(),
                debt.worth(1_000_000),
                false);

        deployer.settle();

        assertThat(deployer.transactions()).isEqualTo(4);
        chain.chain().rpc().call("evm_revert", snapshot);
        chain.chain().forgetNonces();
    }

    @Test
    void listsItsPoolsAsAReplayReadsThem() throws IOException {
        PoolRegistry registry = PoolRegistry.parse(Files.readAllLines(folder.resolve(DevChain.REGISTRY)));

        assertThat(registry.pools()).hasSize(20);
        for (Deployment.Pool pool : deployment.pools(PoolFamily.UNISWAP_V2)) {
            assertThat(Objects.requireNonNull(registry.find(PoolId.of(pool.address())))
                            .tokens())
                    .isEqualTo(pool.tokens());
        }
    }

    @Test
    void standsWhereTheKnownFactoriesSay() {
        KnownFactories known = KnownFactories.ofChain(deployment.chainId());
        NpmPackages packages = NpmPackages.locate();
        Map<String, String> pairs = Map.of(
                "uniswap-v2/factory", "@uniswap/v2-core/build/UniswapV2Pair.json",
                "sushiswap-v2/factory", "@uniswap/v2-core/build/UniswapV2Pair.json",
                "pancakeswap-v2/factory", "@pancakeswap-libs/pancake-swap-core/build/PancakePair.json",
                "uniswap-v3/factory", "@uniswap/v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json");
        pairs.forEach((name, path) -> {
            KnownFactory factory = Objects.requireNonNull(known.at(deployment.contract(name)), name);
            assertThat(name).startsWith(factory.name());
            assertThat(factory.initCodeHash())
                    .isEqualTo(Artifact.read(packages.file(path)).initCodeHash());
        });
        assertThat(known.at(deployment.contract("uniswap-v4/manager"))).isNotNull();
        assertThat(known.at(deployment.contract("balancer-v2/vault"))).isNotNull();
    }

    @Test
    void wrapsEtherWhereTheDetectorsLookForIt() {
        assertThat(Ether.ofChain(deployment.chainId()).wrapped())
                .isEqualTo(deployment.token("WETH").address());
    }

    private static Deployment.Token tokenAt(Address address) {
        return deployment.tokens().stream()
                .filter(token -> token.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static BigInteger worth(Address token, long usd) {
        return tokenAt(token).worth(usd);
    }

    private static BigInteger number(Address to, String signature, Object... arguments) {
        return (BigInteger) view("(uint256)", to, signature, arguments).get(0);
    }

    private static List<Object> view(String returns, Address to, String signature, Object... arguments) {
        String data = Hex.encode(Abi.call(signature, arguments));
        return Abi.decode(
                returns,
                Hex.decode(chain.chain()
                        .rpc()
                        .call("eth_call", Map.of("to", to.toString(), "data", data), "latest")
                        .asText()));
    }
}
