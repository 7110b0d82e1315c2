package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Aave V2: a market of six reserves priced in ether by feeds of its own, with borrowers near liquidation. */
final class AaveV2 {

    static final String NAME = "aave-v2";

    private static final String ROOT = "@aave/protocol-v2/artifacts/contracts/";
    private static final BigInteger PERCENT = BigInteger.TEN.pow(25);

    private final Site site;
    private final Account creator = Account.named(NAME);
    private final Map<String, Artifact> libraries = new TreeMap<>();
    private final Map<String, Address> created = Site.noneCreated();

    private AaveV2(Site site) {
        this.site = site;
        for (String library : List.of("GenericLogic", "ReserveLogic", "ValidationLogic")) {
            libraries.put(library, artifact("protocol/libraries/logic/", library));
        }
    }

    static void deploy(Site site) {
        AaveV2 aave = new AaveV2(site);
        Deployer deployer = site.deployer();
        Address provider = aave.addresses();
        deployer.settle();
        Address pool = deployer.viewAddress(provider, "getLendingPool()");
        Address configurator = deployer.viewAddress(provider, "getLendingPoolConfigurator()");
        site.record().contract(NAME + "/pool", pool);
        site.record().contract(NAME + "/configurator", configurator);
        aave.reserves(provider, pool, configurator);
        deployer.settle();
        new Borrowers(site, NAME, pool, "deposit(address,uint256,address,uint16)").borrow();
        deployer.settle();
    }

    private Address addresses() {
        Deployer deployer = site.deployer();
        Address provider = create("protocol/configuration/", "LendingPoolAddressesProvider", "(string)", "mevstream 2");
        deployer.send(creator, provider, "setPoolAdmin(address)", creator.address());
        deployer.send(creator, provider, "setEmergencyAdmin(address)", creator.address());
        Address pool = create("protocol/lendingpool/", "LendingPool", "()");
        deployer.sendLarge(creator, provider, "setLendingPoolImpl(address)", pool);
        Address configurator = create("protocol/lendingpool/", "LendingPoolConfigurator", "()");
        deployer.sendLarge(creator, provider, "setLendingPoolConfiguratorImpl(address)", configurator);
        Address liquidations = create("protocol/lendingpool/", "LendingPoolCollateralManager", "()");
        deployer.send(creator, provider, "setLendingPoolCollateralManager(address)", liquidations);
        deployer.send(creator, provider, "setPriceOracle(address)", oracle());
        // Stable rates are off, but the pool asks for their market rate all the same.
        Address rates = create("mocks/oracle/", "LendingRateOracle", "()");
        deployer.send(creator, provider, "setLendingRateOracle(address)", rates);
        Address views = create("misc/", "AaveProtocolDataProvider", "(address)", provider);
        site.record().contract(NAME + "/addresses", provider);
        site.record().contract(NAME + "/data-provider", views);
        return provider;
    }

    /** Prices in wei: ether is worth one ether by definition, the rest what its feed says. */
    private Address oracle() {
        List<Address> tokens = new ArrayList<>();
        List<Address> feeds = new ArrayList<>();
        Token weth = site.token("WETH");
        for (Reserve reserve : Reserve.ALL) {
            Token token = reserve.token(site);
            if (!token.equals(weth)) {
                BigInteger wei = Site.ETHER
                        .multiply(BigInteger.valueOf(token.priceUsd8()))
                        .divide(BigInteger.valueOf(weth.priceUsd8()));
                Address feed = site.deployer()
                        .create(creator, site.own("Feed"), "(string,uint8,int256)", token.symbol() + " / ETH", 18, wei);
                site.record().contract("feed/" + token.symbol() + "-ETH", feed);
                tokens.add(token.address());
                feeds.add(feed);
            }
        }
        Address oracle = create(
                "misc/",
                "AaveOracle",
                "(address[],address[],address,address)",
                tokens,
                feeds,
                Address.ZERO,
                weth.address());
        return site.record().contract(NAME + "/oracle", oracle);
    }

    private void reserves(Address provider, Address pool, Address configurator) {
        Address rates = create(
                "protocol/lendingpool/",
                "DefaultReserveInterestRateStrategy",
                "(address,uint256,uint256,uint256,uint256,uint256,uint256)",
                provider,
                percents(80),
                BigInteger.ZERO,
                percents(4),
                percents(75),
                percents(2),
                percents(75));
        Deployer deployer = site.deployer();
        for (Reserve reserve : Reserve.ALL) {
            Token token = reserve.token(site);
            deployer.sendLarge(
                    creator,
                    configurator,
                    "initReserve(address,address,address,uint8,address)",
                    create(
                            "protocol/tokenization/",
                            "AToken",
                            "(address,address,address,string,string,address)",
                            pool,
                            token.address(),
                            creator.address(),
                            "mevstream a2" + token.symbol(),
                            "a2" + token.symbol(),
                            Address.ZERO),
                    debt("StableDebtToken", pool, token),
                    debt("VariableDebtToken", pool, token),
                    token.decimals(),
                    rates);
            deployer.send(
                    creator,
                    configurator,
                    "configureReserveAsCollateral(address,uint256,uint256,uint256)",
                    token.address(),
                    reserve.ltvBps(),
                    reserve.thresholdBps(),
                    reserve.bonusBps());
            deployer.send(creator, configurator, "enableBorrowingOnReserve(address,bool)", token.address(), false);
            deployer.send(creator, configurator, "setReserveFactor(address,uint256)", token.address(), 1000);
        }
    }

    private Address debt(String contract, Address pool, Token token) {
        String symbol = contract.substring(0, 1).toLowerCase(Locale.ROOT) + "2" + token.symbol();
        return create(
                "protocol/tokenization/",
                contract,
                "(address,address,string,string,address)",
                pool,
                token.address(),
                "mevstream " + symbol,
                symbol,
                Address.ZERO);
    }

    private Address create(String folder, String name, String types, Object... arguments) {
        Artifact linked = site.linked(artifact(folder, name), libraries, created);
        return site.deployer().create(creator, linked, types, arguments);
    }

    private Artifact artifact(String folder, String name) {
        return site.artifact(ROOT + folder + name + ".sol/" + name + ".json");
    }

    private static BigInteger percents(long percent) {
        return PERCENT.multiply(BigInteger.valueOf(percent));
    }
}
