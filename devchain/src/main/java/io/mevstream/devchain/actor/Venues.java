package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.actor.Trade.Side;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.node.Call;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The contracts that traders trade by, each with how it is called. */
final class Venues {

    static final String AGGREGATOR = "aggregator";
    static final String UNIVERSAL = "universal-router";

    private static final String HOPS = "(address,bool,bool,uint24)[]";
    private static final long HOP_GAS = 300_000;
    private static final long BASE_GAS = 200_000;
    /** As much as a pool of concentrated liquidity may be moved: to either end. */
    private static final BigInteger LOWEST = BigInteger.valueOf(4_295_128_740L);

    private static final BigInteger HIGHEST = new BigInteger("1461446703485210103287273052203988822378723970341");

    private final Deployment deployment;
    private final Address weth;

    Venues(Deployment deployment) {
        this.deployment = deployment;
        this.weth = deployment.token("WETH").address();
    }

    /** All but the aggregator, the most used ones several times. */
    List<Venue> routers() {
        List<Venue> venues = new ArrayList<>();
        for (String fork : List.of("uniswap-v2", "uniswap-v2", "sushiswap-v2")) {
            Address router = deployment.contract(fork + "/router");
            venues.add(new Venue(fork, ofFork(fork), 3, router, true, order -> pairs(router, order)));
        }
        List<Pool> ranges = deployment.pools(PoolFamily.UNISWAP_V3);
        Address first = deployment.contract("uniswap-v3/router");
        venues.add(new Venue("uniswap-v3/router", ranges, 3, first, true, order -> ranges(first, order)));
        Address second = deployment.contract("uniswap-v3/router-2");
        venues.add(new Venue("uniswap-v3/router-2", ranges, 3, second, true, order -> ranges2(second, order)));
        venues.add(new Venue("uniswap-v3/router-2", ranges, 2, second, true, order -> ranges2(second, order)));
        venues.add(new Venue(
                "uniswap-v4/swap-router",
                deployment.pools(PoolFamily.UNISWAP_V4),
                1,
                deployment.contract("uniswap-v4/swap-router"),
                true,
                this::singleton));
        venues.add(new Venue(
                "balancer-v2",
                deployment.pools(PoolFamily.BALANCER_V2),
                2,
                deployment.contract("balancer-v2/vault"),
                false,
                this::vault));
        return venues;
    }

    /** The universal router, which is paid before: in ether with the call, or by a transfer of its own. */
    Venue universal() {
        List<Pool> both = new ArrayList<>(ofFork("uniswap-v2"));
        both.addAll(deployment.pools(PoolFamily.UNISWAP_V3));
        return new Venue(UNIVERSAL, both, 2, null, false, order -> UniversalRouter.call(deployment, order));
    }

    /** A contract of ours that trades for anybody over all pairs and concentrated pools. */
    Venue aggregator(Address contract) {
        List<Pool> both = new ArrayList<>(deployment.pools(PoolFamily.UNISWAP_V2));
        both.addAll(deployment.pools(PoolFamily.UNISWAP_V3));
        return new Venue(AGGREGATOR, both, 3, contract, false, order -> {
            Trade trade = order.trade();
            List<Object> hops = hops(trade.pools(), trade.path());
            byte[] data = Abi.call(
                    "route(" + HOPS + "[],uint256[],uint256)",
                    List.of(hops),
                    List.of(trade.amountRaw()),
                    trade.limitRaw());
            return Call.to(contract, data, gas(trade));
        });
    }

    /** A route as our own contract takes it. */
    static List<Object> hops(List<Pool> pools, List<Address> path) {
        List<Object> hops = new ArrayList<>();
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            hops.add(List.of(
                    pool.address(),
                    pool.family() == PoolFamily.UNISWAP_V3,
                    path.get(i).equals(pool.tokens().get(0)),
                    pool.feePips()));
        }
        return hops;
    }

    private List<Pool> ofFork(String fork) {
        return deployment.pools(PoolFamily.UNISWAP_V2).stream()
                .filter(pool -> pool.fork().equals(fork))
                .toList();
    }

    static long gas(Trade trade) {
        return BASE_GAS + HOP_GAS * trade.pools().size();
    }

    private Call pairs(Address router, Venue.Order order) {
        Trade trade = order.trade();
        boolean exactIn = trade.side() == Side.EXACT_IN;
        boolean ether = order.dice().chance(300_000);
        if (ether && trade.tokenIn().equals(weth)) {
            String signature = (exactIn ? "swapExactETHForTokens" : "swapETHForExactTokens")
                    + "(uint256,address[],address,uint256)";
            BigInteger out = exactIn ? trade.limitRaw() : trade.amountRaw();
            BigInteger wei = exactIn ? trade.amountRaw() : trade.limitRaw();
            byte[] data = Abi.call(signature, out, trade.path(), order.trader(), order.deadline());
            return Call.to(router, data, gas(trade)).withValue(wei);
        }
        boolean unwrapped = ether && trade.tokenOut().equals(weth);
        String signature = (exactIn ? "swapExactTokensFor" : "swapTokensForExact") + (unwrapped ? "ETH" : "Tokens")
                + "(uint256,uint256,address[],address,uint256)";
        byte[] data = Abi.call(
                signature, trade.amountRaw(), trade.limitRaw(), trade.path(), order.trader(), order.deadline());
        return Call.to(router, data, gas(trade));
    }

    private static Call ranges(Address router, Venue.Order order) {
        Trade trade = order.trade();
        boolean exactIn = trade.side() == Side.EXACT_IN;
        if (trade.pools().size() == 1) {
            String signature = (exactIn ? "exactInputSingle" : "exactOutputSingle")
                    + "((address,address,uint24,address,uint256,uint256,uint256,uint160))";
            byte[] data = Abi.call(
                    signature,
                    List.of(
                            trade.tokenIn(),
                            trade.tokenOut(),
                            trade.pools().get(0).feePips(),
                            order.trader(),
                            order.deadline(),
                            trade.amountRaw(),
                            trade.limitRaw(),
                            0));
            return Call.to(router, data, gas(trade));
        }
        String signature = (exactIn ? "exactInput" : "exactOutput") + "((bytes,address,uint256,uint256,uint256))";
        byte[] data = Abi.call(
                signature, List.of(path(trade), order.trader(), order.deadline(), trade.amountRaw(), trade.limitRaw()));
        return Call.to(router, data, gas(trade));
    }

    private static Call ranges2(Address router, Venue.Order order) {
        Trade trade = order.trade();
        boolean exactIn = trade.side() == Side.EXACT_IN;
        byte[] inner;
        if (trade.pools().size() == 1) {
            inner = Abi.call(
                    (exactIn ? "exactInputSingle" : "exactOutputSingle")
                            + "((address,address,uint24,address,uint256,uint256,uint160))",
                    List.of(
                            trade.tokenIn(),
                            trade.tokenOut(),
                            trade.pools().get(0).feePips(),
                            order.trader(),
                            trade.amountRaw(),
                            trade.limitRaw(),
                            0));
        } else {
            inner = Abi.call(
                    (exactIn ? "exactInput" : "exactOutput") + "((bytes,address,uint256,uint256))",
                    List.of(path(trade), order.trader(), trade.amountRaw(), trade.limitRaw()));
        }
        byte[] data = Abi.call("multicall(uint256,bytes[])", order.deadline(), List.of(new Bytes(inner)));
        return Call.to(router, data, gas(trade));
    }

    /** Token, fee, token ... as routers of concentrated liquidity read it: backwards where the amount out is fixed. */
    static Bytes path(Trade trade) {
        StringBuilder path = new StringBuilder("0x");
        int hops = trade.pools().size();
        boolean exactIn = trade.side() == Side.EXACT_IN;
        for (int i = 0; i < hops; i++) {
            int at = exactIn ? i : hops - i;
            path.append(trade.path().get(at).toString().substring(2));
            path.append(
                    "%06x".formatted(trade.pools().get(exactIn ? at : at - 1).feePips()));
        }
        path.append(trade.path().get(exactIn ? hops : 0).toString().substring(2));
        return Bytes.of(path.toString());
    }

    private Call singleton(Venue.Order order) {
        Trade trade = order.trade();
        Pool pool = trade.pools().get(0);
        boolean zeroForOne = trade.tokenIn().equals(pool.tokens().get(0));
        boolean exactIn = trade.side() == Side.EXACT_IN;
        int spacing = pool.tickSpacing() == null ? 0 : pool.tickSpacing();
        byte[] data = Abi.call(
                "swap((address,address,uint24,int24,address),(bool,int256,uint160),(bool,bool),bytes)",
                List.of(pool.tokens().get(0), pool.tokens().get(1), pool.feePips(), spacing, Address.ZERO),
                List.of(
                        zeroForOne,
                        exactIn ? trade.amountRaw().negate() : trade.amountRaw(),
                        zeroForOne ? LOWEST : HIGHEST),
                List.of(false, false),
                Bytes.EMPTY);
        BigInteger wei = !trade.tokenIn().isZero() ? BigInteger.ZERO : exactIn ? trade.amountRaw() : trade.limitRaw();
        return Call.to(deployment.contract("uniswap-v4/swap-router"), data, gas(trade))
                .withValue(wei);
    }

    private Call vault(Venue.Order order) {
        Trade trade = order.trade();
        List<Object> funds = List.of(order.trader(), false, order.trader(), false);
        Address vault = deployment.contract("balancer-v2/vault");
        if (trade.pools().size() == 1) {
            byte[] data = Abi.call(
                    "swap((bytes32,uint8,address,address,uint256,bytes),(address,bool,address,bool),uint256,uint256)",
                    List.of(
                            id(trade.pools().get(0)),
                            0,
                            trade.tokenIn(),
                            trade.tokenOut(),
                            trade.amountRaw(),
                            Bytes.EMPTY),
                    funds,
                    trade.limitRaw(),
                    order.deadline());
            return Call.to(vault, data, gas(trade));
        }
        List<Object> steps = new ArrayList<>();
        List<Object> limits = new ArrayList<>();
        for (int i = 0; i < trade.path().size(); i++) {
            if (i < trade.pools().size()) {
                BigInteger amount = i == 0 ? trade.amountRaw() : BigInteger.ZERO;
                steps.add(List.of(id(trade.pools().get(i)), i, i + 1, amount, Bytes.EMPTY));
            }
            limits.add(
                    i == 0
                            ? trade.amountRaw()
                            : i == trade.pools().size() ? trade.limitRaw().negate() : BigInteger.ZERO);
        }
        byte[] data = Abi.call(
                "batchSwap(uint8,(bytes32,uint256,uint256,uint256,bytes)[],address[],(address,bool,address,bool),int256[],uint256)",
                0,
                steps,
                trade.path(),
                funds,
                limits,
                order.deadline());
        return Call.to(vault, data, gas(trade));
    }

    private static Object id(Pool pool) {
        if (pool.id() == null) {
            throw new IllegalArgumentException("expected a pool of the vault, found " + pool.name());
        }
        return pool.id();
    }
}
