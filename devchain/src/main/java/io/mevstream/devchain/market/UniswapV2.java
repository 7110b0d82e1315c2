package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.event.PoolFamily;
import java.util.List;

/**
 * Three factories of pairs: Uniswap's, a second one of the same code where SushiSwap's would be, and PancakeSwap's with its
 * fee of 0.2 %.
 */
final class UniswapV2 {

    private record Fork(String name, String factory, int feePips, boolean router, List<String> pairs) {}

    private static final String UNISWAP = "@uniswap/v2-core/build/UniswapV2Factory.json";
    private static final String PANCAKE = "@pancakeswap-libs/pancake-swap-core/build/PancakeFactory.json";
    private static final List<Fork> FORKS = List.of(
            new Fork(
                    "uniswap-v2",
                    UNISWAP,
                    3000,
                    true,
                    List.of("WETH/USDC", "WETH/USDT", "WETH/DAI", "WBTC/WETH", "LINK/WETH")),
            new Fork("sushiswap-v2", UNISWAP, 3000, true, List.of("WETH/USDC", "WETH/DAI", "UNI/WETH", "USDC/DAI")),
            new Fork("pancakeswap-v2", PANCAKE, 2000, false, List.of("WETH/USDC", "WETH/USDT", "WBTC/USDC")));

    private UniswapV2() {}

    static void deploy(Site site) {
        for (Fork fork : FORKS) {
            deploy(site, fork);
        }
    }

    private static void deploy(Site site, Fork fork) {
        Deployer deployer = site.deployer();
        Artifact code = site.artifact(fork.factory());
        // Of an account of its own, so that the address does not depend on what is deployed before.
        Account creator = Account.named(fork.name());
        Address factory =
                deployer.create(creator, code, "(address)", site.owner().address());
        site.record().contract(fork.name() + "/factory", factory);
        if (fork.router()) {
            Artifact router = site.artifact("@uniswap/v2-periphery/build/UniswapV2Router02.json");
            Address weth = site.token("WETH").address();
            site.record()
                    .contract(
                            fork.name() + "/router",
                            deployer.create(creator, router, "(address,address)", factory, weth));
        }
        for (String pair : fork.pairs()) {
            List<Token> tokens = tokens(site, pair);
            deployer.sendLarge(
                    site.owner(),
                    factory,
                    "createPair(address,address)",
                    tokens.get(0).address(),
                    tokens.get(1).address());
        }
        deployer.settle();
        for (String pair : fork.pairs()) {
            provide(site, fork, factory, tokens(site, pair));
        }
        deployer.settle();
    }

    private static void provide(Site site, Fork fork, Address factory, List<Token> tokens) {
        Token token0 = tokens.get(0);
        Token token1 = tokens.get(1);
        Address pair =
                site.deployer().viewAddress(factory, "getPair(address,address)", token0.address(), token1.address());
        long usd = site.between(500_000, 3_000_000);
        site.give(token0, pair, site.jitter(token0.worth(usd), 2_000));
        site.give(token1, pair, site.jitter(token1.worth(usd), 2_000));
        site.deployer().send(site.owner(), pair, "mint(address)", site.owner().address());
        String name = fork.name() + "/" + token0.symbol() + "-" + token1.symbol();
        site.record()
                .add(new Deployment.Pool(
                        name,
                        fork.name(),
                        PoolFamily.UNISWAP_V2,
                        pair,
                        null,
                        List.of(token0.address(), token1.address()),
                        fork.feePips(),
                        null));
    }

    private static List<Token> tokens(Site site, String pair) {
        String[] symbols = pair.split("/", -1);
        return Site.sorted(site.token(symbols[0]), site.token(symbols[1]));
    }
}
