package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.List;

/**
 * Uniswap V4: the manager, the routers that its own tests use, and pools without hooks over several ranges. Ether itself is a
 * token here.
 */
final class UniswapV4 {

    private record Listing(String one, String other, int feePips, int spacing) {}

    private static final String FORK = "uniswap-v4";
    private static final String OUT = "@uniswap/v4-core/out/";
    private static final String KEY = "(address,address,uint24,int24,address)";
    private static final String ETHER = "ETH";
    private static final List<Listing> LISTINGS = List.of(
            new Listing(ETHER, "USDC", 500, 10),
            new Listing(ETHER, "USDT", 3000, 60),
            new Listing("WBTC", "USDC", 3000, 60),
            new Listing("USDC", "USDT", 100, 1),
            new Listing("LINK", "USDC", 10000, 200));
    private static final int[] WIDTHS = {200, 1_000, 7_000, 30_000};

    private UniswapV4() {}

    static void deploy(Site site) {
        Account creator = Account.named(FORK);
        Address manager = site.deployer()
                .create(
                        creator,
                        site.artifact(OUT + "PoolManager.sol/PoolManager.json"),
                        "(address)",
                        site.owner().address());
        site.record().contract(FORK + "/manager", manager);
        Address liquidity = router(site, creator, manager, "liquidity-router", "PoolModifyLiquidityTest");
        router(site, creator, manager, "swap-router", "PoolSwapTest");
        router(site, creator, manager, "donate-router", "PoolDonateTest");
        universalRouter(site, creator, manager);
        for (String symbol : List.of("USDC", "USDT", "WBTC", "LINK")) {
            Token token = site.token(symbol);
            site.giveFor(site.owner(), liquidity, token, token.worth(100_000_000));
        }
        for (Listing listing : LISTINGS) {
            create(site, manager, liquidity, listing);
        }
        site.deployer().settle();
    }

    private static Address router(Site site, Account creator, Address manager, String name, String contract) {
        Address router = site.deployer()
                .create(creator, site.artifact(OUT + contract + ".sol/" + contract + ".json"), "(address)", manager);
        return site.record().contract(FORK + "/" + name, router);
    }

    /** Without Permit2, which no package has: it swaps what was sent to it before, and ether. */
    private static void universalRouter(Site site, Account creator, Address manager) {
        Artifact pair = site.artifact("@uniswap/v2-core/build/UniswapV2Pair.json");
        Artifact pool = site.artifact("@uniswap/v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json");
        Address router = site.deployer()
                .create(
                        creator,
                        site.artifact(
                                "@uniswap/universal-router/artifacts/contracts/UniversalRouter.sol/UniversalRouter.json"),
                        "((address,address,address,address,bytes32,bytes32,address,address,address,address))",
                        List.of(
                                Address.ZERO,
                                site.token("WETH").address(),
                                site.record().contract("uniswap-v2/factory"),
                                site.record().contract("uniswap-v3/factory"),
                                pair.initCodeHash(),
                                pool.initCodeHash(),
                                manager,
                                site.record().contract("uniswap-v3/positions"),
                                Address.ZERO,
                                Address.ZERO));
        site.record().contract("universal-router", router);
    }

    /** Ether priced as wrapped ether, under the zero address. */
    private static Token token(Site site, String symbol) {
        if (!symbol.equals(ETHER)) {
            return site.token(symbol);
        }
        Token weth = site.token("WETH");
        return new Token(ETHER, Address.ZERO, weth.decimals(), weth.feed(), weth.priceUsd8());
    }

    private static void create(Site site, Address manager, Address liquidity, Listing listing) {
        List<Token> tokens = Site.sorted(token(site, listing.one()), token(site, listing.other()));
        Token token0 = tokens.get(0);
        Token token1 = tokens.get(1);
        List<Object> key =
                List.of(token0.address(), token1.address(), listing.feePips(), listing.spacing(), Address.ZERO);
        BigInteger price = site.jitter(Prices.sqrtX96(token0, token1), 1_000);
        site.deployer().send(site.owner(), manager, "initialize(" + KEY + ",uint160)", key, price);
        int tick = Prices.tick(price, listing.spacing());
        for (int width : WIDTHS) {
            int lower = Prices.floor(tick - width, listing.spacing());
            int upper = Prices.floor(tick + width, listing.spacing()) + listing.spacing();
            add(site, liquidity, key, tokens, lower, upper);
        }
        add(site, liquidity, key, tokens, tick + 5 * listing.spacing(), tick + 40 * listing.spacing());
        add(site, liquidity, key, tokens, tick - 40 * listing.spacing(), tick - 5 * listing.spacing());
        site.record()
                .add(new Deployment.Pool(
                        FORK + "/" + token0.symbol() + "-" + token1.symbol() + "-" + listing.feePips(),
                        FORK,
                        PoolFamily.UNISWAP_V4,
                        manager,
                        Keccak.hash(Abi.encode(KEY, key.toArray())),
                        List.of(token0.address(), token1.address()),
                        listing.feePips(),
                        listing.spacing()));
    }

    private static void add(Site site, Address liquidity, List<Object> key, List<Token> tokens, int lower, int upper) {
        long usd = site.between(100_000, 500_000);
        BigInteger amount = Prices.liquidity(tokens.get(0).worth(usd), lower, upper);
        // What is paid too much comes back.
        BigInteger wei = tokens.get(0).address().isZero() ? tokens.get(0).worth(2 * usd) : BigInteger.ZERO;
        site.deployer()
                .pay(
                        site.owner(),
                        wei,
                        liquidity,
                        "modifyLiquidity(" + KEY + ",(int24,int24,int256,bytes32),bytes)",
                        key,
                        List.of(lower, upper, amount, new byte[32]),
                        Bytes.EMPTY);
    }
}
