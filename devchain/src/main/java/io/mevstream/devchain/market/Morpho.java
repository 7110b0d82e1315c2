package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Morpho Blue, compiled here: two markets whose oracles read the settable feeds, with borrowers near liquidation. */
final class Morpho {

    private record Listing(String loan, String collateral, int lltvPercent) {}

    private static final String NAME = "morpho-blue";
    private static final String MARKET = "(address,address,address,address,uint256)";
    private static final List<Listing> LISTINGS =
            List.of(new Listing("USDC", "WETH", 86), new Listing("DAI", "WBTC", 77));
    private static final int BORROWERS = 4;

    private Morpho() {}

    /** The names of the accounts that borrow. */
    static List<String> borrowers() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < BORROWERS; i++) {
            names.add(NAME + " borrower " + i);
        }
        return names;
    }

    static void deploy(Site site) {
        Path root = site.packages().file("@morpho-org/morpho-blue/src");
        Map<String, Artifact> code = new Solidity(site.packages())
                .compile(new Solidity.Unit(
                        "solc-0.8.19",
                        root,
                        List.of("Morpho.sol", "mocks/IrmMock.sol"),
                        Map.of(),
                        999_999,
                        "paris",
                        false));
        Account creator = Account.named(NAME);
        Deployer deployer = site.deployer();
        Address morpho = deployer.create(creator, code.get("Morpho"), "(address)", creator.address());
        Address rates = deployer.create(creator, code.get("IrmMock"), "()");
        site.record().contract(NAME + "/morpho", morpho);
        site.record().contract(NAME + "/rates", rates);
        deployer.send(creator, morpho, "enableIrm(address)", rates);
        for (Listing listing : LISTINGS) {
            market(site, creator, morpho, rates, listing);
        }
        deployer.settle();
    }

    private static void market(Site site, Account creator, Address morpho, Address rates, Listing listing) {
        Deployer deployer = site.deployer();
        Token loan = site.token(listing.loan());
        Token collateral = site.token(listing.collateral());
        Address oracle = deployer.create(
                creator,
                site.own("FeedOracle"),
                "(address,uint8,address,uint8)",
                collateral.feed(),
                collateral.decimals(),
                loan.feed(),
                loan.decimals());
        BigInteger lltv = BigInteger.TEN.pow(16).multiply(BigInteger.valueOf(listing.lltvPercent()));
        List<Object> market = List.of(loan.address(), collateral.address(), oracle, rates, lltv);
        site.record().contract(NAME + "/oracle-" + listing.collateral() + "-" + listing.loan(), oracle);
        deployer.send(creator, morpho, "enableLltv(uint256)", lltv);
        deployer.send(creator, morpho, "createMarket(" + MARKET + ")", market);
        BigInteger supplied = loan.worth(5_000_000);
        site.giveFor(site.owner(), morpho, loan, supplied);
        deployer.send(
                site.owner(),
                morpho,
                "supply(" + MARKET + ",uint256,uint256,address,bytes)",
                market,
                supplied,
                0,
                site.owner().address(),
                Bytes.EMPTY);
        for (String name : borrowers()) {
            borrow(site, morpho, market, listing, name);
        }
    }

    private static void borrow(Site site, Address morpho, List<Object> market, Listing listing, String name) {
        Account account = Account.named(name);
        Token collateral = site.token(listing.collateral());
        long usd = site.between(5_000, 200_000);
        site.giveFor(account, morpho, collateral, collateral.worth(usd));
        site.deployer()
                .send(
                        account,
                        morpho,
                        "supplyCollateral(" + MARKET + ",uint256,address,bytes)",
                        market,
                        collateral.worth(usd),
                        account.address(),
                        Bytes.EMPTY);
        BigInteger amount = site.token(listing.loan())
                .worth(usd)
                .multiply(BigInteger.valueOf(listing.lltvPercent()))
                .multiply(BigInteger.valueOf(site.between(950, 990)))
                .divide(BigInteger.valueOf(100_000));
        site.deployer()
                .send(
                        account,
                        morpho,
                        "borrow(" + MARKET + ",uint256,uint256,address,address)",
                        market,
                        amount,
                        0,
                        account.address(),
                        account.address());
        site.record()
                .add(new Deployment.Position(
                        NAME, morpho, name, account.address(), listing.collateral(), listing.loan()));
    }
}
