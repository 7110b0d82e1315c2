package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Venus, the fork of Compound V2: six markets that read the settable feeds, with borrowers near liquidation. The comptroller
 * is the fifth revision, the last whose settings its administrator alone decides.
 */
final class Venus {

    static final String NAME = "venus";

    private static final String ROOT = "@venusprotocol/venus-protocol/artifacts/contracts/";
    private static final String TOKENS = ROOT + "Tokens/VTokens/";
    private static final BigInteger PERCENT = BigInteger.TEN.pow(16);
    private static final int SHARE_DECIMALS = 8;
    private static final int COLLATERAL_PERCENT = 75;
    private static final int BORROWERS = 6;

    private final Site site;
    private final Account creator = Account.named(NAME);

    private Venus(Site site) {
        this.site = site;
    }

    /** The names of the accounts that borrow. */
    static List<String> borrowers() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < BORROWERS; i++) {
            names.add(NAME + " borrower " + i);
        }
        return names;
    }

    static void deploy(Site site) {
        Venus venus = new Venus(site);
        Address comptroller = venus.comptroller();
        venus.markets(comptroller);
        site.deployer().settle();
        for (int i = 0; i < BORROWERS; i++) {
            venus.borrow(comptroller, borrowers().get(i), i % 2 == 0 ? "WETH" : "WBTC", i % 3 == 0 ? "USDC" : "DAI");
        }
        site.deployer().settle();
        venus.requireDebts();
    }

    private Address comptroller() {
        Deployer deployer = site.deployer();
        Address proxy = deployer.create(creator, artifact("Comptroller/", "Unitroller"), "()");
        Address code = deployer.create(creator, artifact("Comptroller/", "ComptrollerG5"), "()");
        deployer.send(creator, proxy, "_setPendingImplementation(address)", code);
        deployer.send(creator, code, "_become(address)", proxy);
        List<Address> tokens =
                Reserve.ALL.stream().map(r -> r.token(site).address()).toList();
        List<Address> feeds =
                Reserve.ALL.stream().map(r -> r.token(site).feed()).toList();
        Address prices = deployer.create(creator, site.own("FeedPrices"), "(address[],address[])", tokens, feeds);
        deployer.send(creator, proxy, "_setPriceOracle(address)", prices);
        deployer.send(creator, proxy, "_setCloseFactor(uint256)", PERCENT.multiply(BigInteger.valueOf(50)));
        deployer.send(creator, proxy, "_setLiquidationIncentive(uint256)", PERCENT.multiply(BigInteger.valueOf(110)));
        site.record().contract(NAME + "/oracle", prices);
        return site.record().contract(NAME + "/comptroller", proxy);
    }

    private void markets(Address comptroller) {
        Deployer deployer = site.deployer();
        Address rates = deployer.create(
                creator,
                artifact("InterestRateModels/", "JumpRateModel"),
                "(uint256,uint256,uint256,uint256)",
                PERCENT,
                PERCENT.multiply(BigInteger.valueOf(10)),
                PERCENT.multiply(BigInteger.valueOf(250)),
                PERCENT.multiply(BigInteger.valueOf(80)));
        Address code = deployer.create(creator, site.artifact(TOKENS + "VBep20Delegate.sol/VBep20Delegate.json"), "()");
        Artifact proxy = site.artifact(TOKENS + "VBep20Delegator.sol/VBep20Delegator.json");
        for (Reserve reserve : Reserve.ALL) {
            Token token = reserve.token(site);
            Address market = deployer.create(
                    creator,
                    proxy,
                    "(address,address,address,uint256,string,string,uint8,address,address,bytes)",
                    token.address(),
                    comptroller,
                    rates,
                    // One share is worth a fiftieth of a token at first.
                    BigInteger.TEN.pow(18 + token.decimals() - SHARE_DECIMALS).divide(BigInteger.valueOf(50)),
                    "mevstream v" + token.symbol(),
                    "v" + token.symbol(),
                    SHARE_DECIMALS,
                    creator.address(),
                    code,
                    Bytes.EMPTY);
            site.record().contract(NAME + "/v" + token.symbol(), market);
            deployer.send(creator, comptroller, "_supportMarket(address)", market);
            deployer.send(
                    creator,
                    comptroller,
                    "_setCollateralFactor(address,uint256)",
                    market,
                    PERCENT.multiply(BigInteger.valueOf(COLLATERAL_PERCENT)));
            deposit(site.owner(), token, token.worth(5_000_000));
        }
    }

    private void borrow(Address comptroller, String name, String collateral, String debt) {
        Account account = Account.named(name);
        long usd = site.between(5_000, 200_000);
        deposit(account, site.token(collateral), site.token(collateral).worth(usd));
        Deployer deployer = site.deployer();
        deployer.send(account, comptroller, "enterMarkets(address[])", List.of(market(collateral)));
        BigInteger amount = site.token(debt)
                .worth(usd)
                .multiply(BigInteger.valueOf(COLLATERAL_PERCENT))
                .multiply(BigInteger.valueOf(site.between(950, 990)))
                .divide(BigInteger.valueOf(100_000));
        deployer.send(account, market(debt), "borrow(uint256)", amount);
        site.record().add(new Deployment.Position(NAME, comptroller, name, account.address(), collateral, debt));
    }

    private void deposit(Account account, Token token, BigInteger amount) {
        site.giveFor(account, market(token.symbol()), token, amount);
        site.deployer().send(account, market(token.symbol()), "mint(uint256)", amount);
    }

    /** Compound's functions return an error's number and succeed: what they did is looked at instead. */
    private void requireDebts() {
        for (int i = 0; i < BORROWERS; i++) {
            Address account = Account.named(borrowers().get(i)).address();
            Address market = market(i % 3 == 0 ? "USDC" : "DAI");
            if (site.deployer()
                            .viewNumber(market, "borrowBalanceStored(address)", account)
                            .signum()
                    == 0) {
                throw new IllegalStateException(
                        "expected a debt of " + borrowers().get(i) + " on Venus, found none");
            }
        }
    }

    private Address market(String symbol) {
        return site.record().contract(NAME + "/v" + symbol);
    }

    private Artifact artifact(String folder, String name) {
        return site.artifact(ROOT + folder + name + ".sol/" + name + ".json");
    }
}
