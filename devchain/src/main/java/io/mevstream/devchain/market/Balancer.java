package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Balancer V2: the vault, two weighted pools, and a composable stable pool of three dollars. */
final class Balancer {

    private static final String FORK = "balancer-v2";
    private static final String TASKS = "@balancer-labs/v2-deployments/dist/tasks/";
    private static final String WEIGHTED = "create(string,string,address[],uint256[],address[],uint256,address)";
    private static final String STABLE =
            "create(string,string,address[],uint256,address[],uint256[],bool[],uint256,address)";
    private static final long DAY = 86_400;
    private static final BigInteger PERCENT = BigInteger.TEN.pow(16);
    private static final BigInteger PIPS = BigInteger.TEN.pow(12);
    private static final int INIT = 0;

    private final Site site;
    private final Account creator = Account.named(FORK);
    private final Address vault;

    private Balancer(Site site) {
        this.site = site;
        Address authorizer = create("20210418-authorizer", "Authorizer", "(address)", creator.address());
        this.vault = create(
                "20210418-vault",
                "Vault",
                "(address,address,uint256,uint256)",
                authorizer,
                site.token("WETH").address(),
                90 * DAY,
                30 * DAY);
    }

    static void deploy(Site site) {
        Balancer balancer = new Balancer(site);
        site.record().contract(FORK + "/vault", balancer.vault);
        site.record()
                .contract(
                        FORK + "/queries",
                        balancer.create("20220721-balancer-queries", "BalancerQueries", "(address)", balancer.vault));
        Address fees = balancer.create(
                "20220725-protocol-fee-percentages-provider",
                "ProtocolFeePercentagesProvider",
                "(address,uint256,uint256)",
                balancer.vault,
                PERCENT.multiply(BigInteger.valueOf(50)),
                PERCENT.multiply(BigInteger.valueOf(50)));
        Address weighted = balancer.factory("20230206-weighted-pool-v3", "WeightedPoolFactory", fees);
        Address stable = balancer.factory("20230206-composable-stable-pool-v3", "ComposableStablePoolFactory", fees);
        site.record().contract(FORK + "/weighted-factory", weighted);
        site.record().contract(FORK + "/stable-factory", stable);
        for (Token token : site.record().tokens()) {
            site.giveFor(site.owner(), balancer.vault, token, token.worth(20_000_000));
        }
        site.deployer().settle();
        balancer.weighted(weighted, List.of("WETH", "USDC"), List.of(80, 20), 3000);
        balancer.weighted(weighted, List.of("WBTC", "WETH", "DAI"), List.of(40, 40, 20), 1000);
        balancer.stable(stable, List.of("DAI", "USDC", "USDT"), 400);
    }

    private void weighted(Address factory, List<String> symbols, List<Integer> percents, int feePips) {
        List<Token> tokens = tokens(symbols);
        List<BigInteger> weights = new ArrayList<>();
        for (Token token : tokens) {
            weights.add(PERCENT.multiply(BigInteger.valueOf(percents.get(symbols.indexOf(token.symbol())))));
        }
        String name = "weighted " + String.join("-", symbols);
        Address pool = pool(
                factory,
                WEIGHTED,
                name,
                name,
                addresses(tokens),
                weights,
                Collections.nCopies(tokens.size(), Address.ZERO),
                PIPS.multiply(BigInteger.valueOf(feePips)),
                site.owner().address());
        List<BigInteger> amounts = new ArrayList<>();
        for (Token token : tokens) {
            amounts.add(token.worth(20_000L * percents.get(symbols.indexOf(token.symbol()))));
        }
        join(pool, addresses(tokens), amounts, amounts);
        record(pool, "weighted", tokens, addresses(tokens), feePips);
    }

    private void stable(Address factory, List<String> symbols, int feePips) {
        List<Token> tokens = tokens(symbols);
        String name = "stable " + String.join("-", symbols);
        Address pool = pool(
                factory,
                STABLE,
                name,
                name,
                addresses(tokens),
                200,
                Collections.nCopies(tokens.size(), Address.ZERO),
                Collections.nCopies(tokens.size(), 0),
                Collections.nCopies(tokens.size(), false),
                PIPS.multiply(BigInteger.valueOf(feePips)),
                site.owner().address());
        List<Address> all = new ArrayList<>(addresses(tokens));
        all.add(pool);
        Collections.sort(all);
        List<BigInteger> amounts = new ArrayList<>();
        List<BigInteger> most = new ArrayList<>();
        for (Address address : all) {
            BigInteger amount = address.equals(pool)
                    ? BigInteger.ZERO
                    : site.jitter(tokens.get(addresses(tokens).indexOf(address)).worth(1_000_000), 50_000);
            amounts.add(amount);
            // The pool's own shares go through the vault too: as many as there are.
            most.add(address.equals(pool) ? Site.MAX : amount);
        }
        join(pool, all, amounts, most);
        record(pool, "stable", tokens, all, feePips);
    }

    /** Creates a pool; a call of the same function tells which address it gets. */
    private Address pool(Address factory, String signature, Object... arguments) {
        Address pool = site.deployer().viewAddress(factory, signature, arguments);
        site.deployer().sendLarge(site.owner(), factory, signature, arguments);
        site.deployer().settle();
        return pool;
    }

    private void join(Address pool, List<Address> assets, List<BigInteger> amounts, List<BigInteger> most) {
        byte[] data = Abi.encode("(uint256,uint256[])", INIT, amounts);
        Address owner = site.owner().address();
        site.deployer()
                .send(
                        site.owner(),
                        vault,
                        "joinPool(bytes32,address,address,(address[],uint256[],bytes,bool))",
                        id(pool),
                        owner,
                        owner,
                        List.of(assets, most, new Bytes(data), false));
        site.deployer().settle();
    }

    private void record(Address pool, String kind, List<Token> tokens, List<Address> assets, int feePips) {
        StringBuilder name = new StringBuilder(FORK + "/" + kind);
        tokens.forEach(token -> name.append('-').append(token.symbol()));
        site.record().contract(name + "/shares", pool);
        site.record()
                .add(new Deployment.Pool(
                        name.toString(), FORK, PoolFamily.BALANCER_V2, vault, id(pool), assets, feePips, null));
    }

    private Hash id(Address pool) {
        return Hash.fromBytes(
                ((Bytes) site.deployer().view("(bytes32)", pool, "getPoolId()").get(0)).array(), 0);
    }

    private Address factory(String task, String name, Address fees) {
        return create(task, name, "(address,address,string,string)", vault, fees, "1", "1");
    }

    private Address create(String task, String name, String types, Object... arguments) {
        return site.deployer()
                .create(creator, site.artifact(TASKS + task + "/artifact/" + name + ".json"), types, arguments);
    }

    private List<Token> tokens(List<String> symbols) {
        List<Token> tokens = new ArrayList<>();
        symbols.forEach(symbol -> tokens.add(site.token(symbol)));
        tokens.sort((one, other) -> one.address().compareTo(other.address()));
        return tokens;
    }

    private static List<Address> addresses(List<Token> tokens) {
        return tokens.stream().map(Token::address).toList();
    }
}
