package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.List;

/** Uniswap V3: the factory, both routers, the quoter, the position manager, and pools on four tiers with several ranges. */
final class UniswapV3 {

    private record Listing(String one, String other, int feePips, int spacing) {}

    private static final String FORK = "uniswap-v3";
    private static final String CORE = "@uniswap/v3-core/artifacts/contracts/";
    private static final String PERIPHERY = "@uniswap/v3-periphery/artifacts/contracts/";
    private static final List<Listing> LISTINGS = List.of(
            new Listing("WETH", "USDC", 500, 10),
            new Listing("WETH", "USDC", 3000, 60),
            new Listing("WETH", "USDT", 3000, 60),
            new Listing("WETH", "DAI", 3000, 60),
            new Listing("WBTC", "WETH", 500, 10),
            new Listing("USDC", "USDT", 100, 1),
            new Listing("DAI", "USDC", 100, 1),
            new Listing("LINK", "WETH", 10000, 200));
    /** Half the width of each range in ticks: 1 %, 10 %, a factor of 2, a factor of 20. */
    private static final int[] WIDTHS = {200, 1_000, 7_000, 30_000};

    private UniswapV3() {}

    static void deploy(Site site) {
        Deployer deployer = site.deployer();
        Account creator = Account.named(FORK);
        Address weth = site.token("WETH").address();
        Address factory =
                deployer.create(creator, site.artifact(CORE + "UniswapV3Factory.sol/UniswapV3Factory.json"), "()");
        Address positions = deployer.create(
                creator,
                site.artifact(PERIPHERY + "NonfungiblePositionManager.sol/NonfungiblePositionManager.json"),
                "(address,address,address)",
                factory,
                weth,
                Address.ZERO);
        // One millionth is a tier that mainnet's factory got later.
        deployer.send(creator, factory, "enableFeeAmount(uint24,int24)", 100, 1);
        site.record().contract(FORK + "/factory", factory);
        site.record().contract(FORK + "/positions", positions);
        periphery(site, creator, "router", "SwapRouter.sol/SwapRouter.json");
        periphery(site, creator, "quoter", "lens/QuoterV2.sol/QuoterV2.json");
        site.record()
                .contract(
                        FORK + "/tick-lens",
                        deployer.create(creator, site.artifact(PERIPHERY + "lens/TickLens.sol/TickLens.json"), "()"));
        site.record()
                .contract(
                        FORK + "/router-2",
                        deployer.create(
                                creator,
                                site.artifact(
                                        "@uniswap/swap-router-contracts/artifacts/contracts/SwapRouter02.sol/SwapRouter02.json"),
                                "(address,address,address,address)",
                                site.record().contract("uniswap-v2/factory"),
                                factory,
                                positions,
                                weth));
        for (Token token : site.record().tokens()) {
            site.giveFor(site.owner(), positions, token, token.worth(100_000_000));
        }
        for (Listing listing : LISTINGS) {
            create(site, positions, listing);
        }
        deployer.settle();
        for (Listing listing : LISTINGS) {
            record(site, factory, listing);
        }
    }

    private static void periphery(Site site, Account creator, String name, String path) {
        Address address = site.deployer()
                .create(
                        creator,
                        site.artifact(PERIPHERY + path),
                        "(address,address)",
                        site.record().contract(FORK + "/factory"),
                        site.token("WETH").address());
        site.record().contract(FORK + "/" + name, address);
    }

    private static void create(Site site, Address positions, Listing listing) {
        List<Token> tokens = Site.sorted(site.token(listing.one()), site.token(listing.other()));
        BigInteger price = site.jitter(Prices.sqrtX96(tokens.get(0), tokens.get(1)), 1_000);
        site.deployer()
                .sendLarge(
                        site.owner(),
                        positions,
                        "createAndInitializePoolIfNecessary(address,address,uint24,uint160)",
                        tokens.get(0).address(),
                        tokens.get(1).address(),
                        listing.feePips(),
                        price);
        int tick = Prices.tick(price, listing.spacing());
        for (int width : WIDTHS) {
            int shift = (int) site.between(-width / 4, width / 4);
            int lower = Prices.floor(tick - width + shift, listing.spacing());
            int upper = Prices.floor(tick + width + shift, listing.spacing()) + listing.spacing();
            mint(site, positions, listing, tokens, lower, upper);
        }
        mint(site, positions, listing, tokens, tick + 5 * listing.spacing(), tick + 40 * listing.spacing());
        mint(site, positions, listing, tokens, tick - 40 * listing.spacing(), tick - 5 * listing.spacing());
    }

    private static void mint(Site site, Address positions, Listing listing, List<Token> tokens, int lower, int upper) {
        long usd = site.between(100_000, 600_000);
        site.deployer()
                .send(
                        site.owner(),
                        positions,
                        "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))",
                        List.of(
                                tokens.get(0).address(),
                                tokens.get(1).address(),
                                listing.feePips(),
                                lower,
                                upper,
                                tokens.get(0).worth(usd),
                                tokens.get(1).worth(usd),
                                0,
                                0,
                                site.owner().address(),
                                Site.MAX));
    }

    private static void record(Site site, Address factory, Listing listing) {
        List<Token> tokens = Site.sorted(site.token(listing.one()), site.token(listing.other()));
        Address token0 = tokens.get(0).address();
        Address token1 = tokens.get(1).address();
        Address pool = site.deployer()
                .viewAddress(factory, "getPool(address,address,uint24)", token0, token1, listing.feePips());
        String name = FORK + "/" + tokens.get(0).symbol() + "-" + tokens.get(1).symbol() + "-" + listing.feePips();
        site.record()
                .add(new Deployment.Pool(
                        name,
                        FORK,
                        PoolFamily.UNISWAP_V3,
                        pool,
                        null,
                        List.of(token0, token1),
                        listing.feePips(),
                        listing.spacing()));
    }
}
