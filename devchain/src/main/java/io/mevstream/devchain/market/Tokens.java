package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment.Token;
import java.math.BigInteger;
import java.util.List;

/** Wrapped ether and six tokens of 6, 8 and 18 decimals, each with a feed of its price in US dollars. */
final class Tokens {

    private record Listing(String symbol, int decimals, long priceUsd8) {}

    private static final List<Listing> LISTINGS = List.of(
            new Listing("USDC", 6, 100_000_000L),
            new Listing("USDT", 6, 99_990_000L),
            new Listing("WBTC", 8, 6_000_000_000_000L),
            new Listing("DAI", 18, 100_010_000L),
            new Listing("LINK", 18, 1_500_000_000L),
            new Listing("UNI", 18, 800_000_000L));
    private static final long ETHER_PRICE_USD8 = 300_000_000_000L;

    private Tokens() {}

    static void deploy(Site site) {
        Address weth =
                site.deployer().create(site.owner(), site.artifact("canonical-weth/build/contracts/WETH9.json"), "()");
        add(site, new Listing("WETH", 18, ETHER_PRICE_USD8), weth);
        for (Listing listing : LISTINGS) {
            Address token = site.deployer()
                    .create(site.owner(), site.own("Token"), "(string,uint8)", listing.symbol(), listing.decimals());
            add(site, listing, token);
        }
        site.deployer().settle();
    }

    private static void add(Site site, Listing listing, Address token) {
        String pair = listing.symbol() + " / USD";
        Address feed = site.deployer()
                .create(
                        site.owner(),
                        site.own("Feed"),
                        "(string,uint8,int256)",
                        pair,
                        8,
                        BigInteger.valueOf(listing.priceUsd8()));
        site.record().contract("token/" + listing.symbol(), token);
        site.record().contract("feed/" + listing.symbol(), feed);
        site.record().add(new Token(listing.symbol(), token, listing.decimals(), feed, listing.priceUsd8()));
    }
}
