package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Aave V3 by the 3.0 rules: a market of six reserves that read the settable feeds, with borrowers near liquidation. */
final class AaveV3 {

    private static final String NAME = "aave-v3.0";
    private static final String ROOT = "@aave/core-v3/artifacts/contracts/";
    private static final List<String> LIBRARIES = List.of(
            "BorrowLogic",
            "BridgeLogic",
            "ConfiguratorLogic",
            "EModeLogic",
            "FlashLoanLogic",
            "LiquidationLogic",
            "PoolLogic",
            "SupplyLogic");
    private static final BigInteger RAY = BigInteger.TEN.pow(27);

    private final Site site;
    private final Account creator = Account.named(NAME);
    private final Map<String, Artifact> libraries = new TreeMap<>();
    private final Map<String, Address> created = Site.noneCreated();

    private AaveV3(Site site) {
        this.site = site;
        for (String library : LIBRARIES) {
            libraries.put(library, artifact("protocol/libraries/logic/", library));
        }
    }

    static void deploy(Site site) {
        AaveV3 aave = new AaveV3(site);
        Address provider = aave.addresses();
        aave.site.deployer().settle();
        Address pool = site.deployer().viewAddress(provider, "getPool()");
        Address configurator = site.deployer().viewAddress(provider, "getPoolConfigurator()");
        site.record().contract(NAME + "/pool", pool);
        site.record().contract(NAME + "/configurator", configurator);
        aave.reserves(provider, pool, configurator);
        site.deployer().settle();
        new Borrowers(site, NAME, pool, "supply(address,uint256,address,uint16)").borrow();
        site.deployer().settle();
    }

    /** The registry of addresses and what it names. */
    private Address addresses() {
        Deployer deployer = site.deployer();
        Address owner = creator.address();
        Address provider =
                create("protocol/configuration/", "PoolAddressesProvider", "(string,address)", "mevstream", owner);
        Address views = create("misc/", "AaveProtocolDataProvider", "(address)", provider);
        deployer.send(creator, provider, "setPoolDataProvider(address)", views);
        deployer.send(creator, provider, "setACLAdmin(address)", owner);
        // Its constructor reads the administrator, so that the registry must name it before.
        Address access = create("protocol/configuration/", "ACLManager", "(address)", provider);
        deployer.send(creator, provider, "setACLManager(address)", access);
        deployer.send(creator, access, "addPoolAdmin(address)", owner);
        deployer.send(creator, access, "addAssetListingAdmin(address)", owner);
        Address pool = create("protocol/pool/", "Pool", "(address)", provider);
        deployer.sendLarge(creator, pool, "initialize(address)", provider);
        deployer.sendLarge(creator, provider, "setPoolImpl(address)", pool);
        Address configurator = create("protocol/pool/", "PoolConfigurator", "()");
        deployer.sendLarge(creator, provider, "setPoolConfiguratorImpl(address)", configurator);
        List<Address> tokens = Reserve.ALL.stream()
                .map(reserve -> reserve.token(site).address())
                .toList();
        List<Address> feeds =
                Reserve.ALL.stream().map(reserve -> reserve.token(site).feed()).toList();
        Address oracle = create(
                "misc/",
                "AaveOracle",
                "(address,address[],address[],address,address,uint256)",
                provider,
                tokens,
                feeds,
                Address.ZERO,
                Address.ZERO,
                100_000_000);
        deployer.send(creator, provider, "setPriceOracle(address)", oracle);
        site.record().contract(NAME + "/addresses", provider);
        site.record().contract(NAME + "/data-provider", views);
        site.record().contract(NAME + "/oracle", oracle);
        return provider;
    }

    private void reserves(Address provider, Address pool, Address configurator) {
        String tokens = "protocol/tokenization/";
        Address supply = create(tokens, "AToken", "(address)", pool);
        Address stable = create(tokens, "StableDebtToken", "(address)", pool);
        Address variable = create(tokens, "VariableDebtToken", "(address)", pool);
        Address rates = create(
                "protocol/pool/",
                "DefaultReserveInterestRateStrategy",
                "(address,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256)",
                provider,
                percentRay(80),
                BigInteger.ZERO,
                percentRay(4),
                percentRay(75),
                percentRay(2),
                percentRay(75),
                percentRay(2),
                percentRay(5),
                percentRay(20));
        for (Reserve reserve : Reserve.ALL) {
            Token token = reserve.token(site);
            List<Object> input = new ArrayList<>(List.of(supply, stable, variable, token.decimals(), rates));
            input.addAll(List.of(token.address(), creator.address(), Address.ZERO));
            for (String prefix : List.of("a", "variableDebt", "stableDebt")) {
                input.addAll(List.of("mevstream " + prefix + token.symbol(), prefix + token.symbol()));
            }
            input.add(Bytes.EMPTY);
            site.deployer()
                    .sendLarge(
                            creator,
                            configurator,
                            "initReserves((address,address,address,uint8,address,address,address,address,"
                                    + "string,string,string,string,string,string,bytes)[])",
                            List.of(input));
            configure(configurator, reserve, token.address());
        }
    }

    private void configure(Address configurator, Reserve reserve, Address token) {
        Deployer deployer = site.deployer();
        deployer.send(
                creator,
                configurator,
                "configureReserveAsCollateral(address,uint256,uint256,uint256)",
                token,
                reserve.ltvBps(),
                reserve.thresholdBps(),
                reserve.bonusBps());
        deployer.send(creator, configurator, "setReserveBorrowing(address,bool)", token, true);
        deployer.send(creator, configurator, "setReserveFlashLoaning(address,bool)", token, true);
        deployer.send(creator, configurator, "setReserveFactor(address,uint256)", token, 1000);
        deployer.send(creator, configurator, "setLiquidationProtocolFee(address,uint256)", token, 1000);
    }

    private Address create(String folder, String name, String types, Object... arguments) {
        Artifact linked = site.linked(artifact(folder, name), libraries, created);
        return site.deployer().create(creator, linked, types, arguments);
    }

    private Artifact artifact(String folder, String name) {
        return site.artifact(ROOT + folder + name + ".sol/" + name + ".json");
    }

    private static BigInteger percentRay(long percent) {
        return RAY.multiply(BigInteger.valueOf(percent)).divide(BigInteger.valueOf(100));
    }
}
