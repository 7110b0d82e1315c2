package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Aave V3 as of 3.6, compiled here: the close factor by position and the dust rules. The same six reserves and feeds as
 * {@link AaveV3}, and borrowers of its own.
 */
final class AaveV36 {

    static final String NAME = "aave-v3.6";

    private static final String PACKAGE = "@aave-dao/aave-v3-origin/src/contracts/";
    private static final List<String> SOURCES = List.of(
            "helpers/AaveProtocolDataProvider.sol",
            "instances/ATokenInstance.sol",
            "instances/PoolConfiguratorInstance.sol",
            "instances/PoolInstance.sol",
            "instances/VariableDebtTokenInstance.sol",
            "misc/AaveOracle.sol",
            "misc/DefaultReserveInterestRateStrategyV2.sol",
            "protocol/configuration/ACLManager.sol",
            "protocol/configuration/PoolAddressesProvider.sol",
            "protocol/libraries/logic/BorrowLogic.sol",
            "protocol/libraries/logic/ConfiguratorLogic.sol",
            "protocol/libraries/logic/FlashLoanLogic.sol",
            "protocol/libraries/logic/LiquidationLogic.sol",
            "protocol/libraries/logic/PoolLogic.sol",
            "protocol/libraries/logic/SupplyLogic.sol");

    private final Site site;
    private final Account creator = Account.named(NAME);
    private final Map<String, Artifact> code;
    private final Map<String, Address> created = Site.noneCreated();

    private AaveV36(Site site) {
        this.site = site;
        Path root = site.packages().file("@aave-dao").getParent();
        List<String> entries = SOURCES.stream().map(source -> PACKAGE + source).toList();
        this.code = new Solidity(site.packages())
                .compile(new Solidity.Unit(
                        "solc-0.8.27",
                        root,
                        entries,
                        Map.of("openzeppelin-contracts/contracts/", "@openzeppelin/contracts/"),
                        200,
                        "cancun",
                        false));
    }

    static void deploy(Site site) {
        AaveV36 aave = new AaveV36(site);
        Deployer deployer = site.deployer();
        Address provider = aave.access();
        Address rates = aave.create("DefaultReserveInterestRateStrategyV2", "(address)", provider);
        aave.create(provider, "setPoolImpl(address)", "PoolInstance", "(address,address)", provider, rates);
        aave.create(provider, "setPoolConfiguratorImpl(address)", "PoolConfiguratorInstance", "()");
        deployer.settle();
        Address pool = deployer.viewAddress(provider, "getPool()");
        Address configurator = deployer.viewAddress(provider, "getPoolConfigurator()");
        site.record().contract(NAME + "/pool", pool);
        site.record().contract(NAME + "/configurator", configurator);
        // Its constructor reads the pool.
        Address views = aave.create("AaveProtocolDataProvider", "(address)", provider);
        deployer.send(aave.creator, provider, "setPoolDataProvider(address)", views);
        site.record().contract(NAME + "/data-provider", views);
        aave.reserves(pool, configurator, rates);
        deployer.settle();
        new Borrowers(site, NAME, pool, "supply(address,uint256,address,uint16)").borrow();
        deployer.settle();
    }

    /** The registry of addresses, who may do what, and the oracle. */
    private Address access() {
        Deployer deployer = site.deployer();
        Address owner = creator.address();
        Address provider = create("PoolAddressesProvider", "(string,address)", "mevstream 3.6", owner);
        deployer.send(creator, provider, "setACLAdmin(address)", owner);
        Address access = create("ACLManager", "(address)", provider);
        deployer.send(creator, provider, "setACLManager(address)", access);
        deployer.send(creator, access, "addPoolAdmin(address)", owner);
        List<Address> tokens =
                Reserve.ALL.stream().map(r -> r.token(site).address()).toList();
        List<Address> feeds =
                Reserve.ALL.stream().map(r -> r.token(site).feed()).toList();
        Address oracle = create(
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
        site.record().contract(NAME + "/oracle", oracle);
        return provider;
    }

    private void reserves(Address pool, Address configurator, Address rates) {
        Address supply = create("ATokenInstance", "(address,address,address)", pool, Address.ZERO, creator.address());
        Address debt = create("VariableDebtTokenInstance", "(address,address)", pool, Address.ZERO);
        for (Reserve reserve : Reserve.ALL) {
            Token token = reserve.token(site);
            // Optimal usage, base rate, and the slopes below and above, in hundredths of a percent.
            Bytes curve = new Bytes(Abi.encode("((uint16,uint32,uint32,uint32))", List.of(8000, 0, 400, 7500)));
            List<Object> input = new ArrayList<>(List.of(supply, debt, token.address()));
            for (String prefix : List.of("a36", "variableDebt36")) {
                input.addAll(List.of("mevstream " + prefix + token.symbol(), prefix + token.symbol()));
            }
            input.addAll(List.of(Bytes.EMPTY, curve));
            site.deployer()
                    .sendLarge(
                            creator,
                            configurator,
                            "initReserves((address,address,address,string,string,string,string,bytes,bytes)[])",
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

    /** Creates a contract and registers it by the function. */
    private void create(Address registry, String function, String name, String types, Object... arguments) {
        site.deployer().sendLarge(creator, registry, function, create(name, types, arguments));
    }

    private Address create(String name, String types, Object... arguments) {
        return site.deployer().create(creator, site.linked(code.get(name), code, created), types, arguments);
    }
}
