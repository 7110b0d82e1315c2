package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.node.Call;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Calls of the searchers' own contract. */
final class Searching {

    private static final String HOPS = "(address,bool,bool,uint24)[]";
    private static final long BASE_GAS = 250_000;
    private static final long HOP_GAS = 350_000;
    private static final long RANGE_GAS = 700_000;

    private Searching() {}

    /** Trades what the contract holds. */
    static Call trade(
            Address contract, List<Pool> pools, List<Address> path, BigInteger in, BigInteger least, Address to) {
        byte[] data = Abi.call("trade(" + HOPS + ",uint256,uint256,address)", Venues.hops(pools, path), in, least, to);
        return Call.to(contract, data, BASE_GAS + HOP_GAS * pools.size());
    }

    /** The same pools back. */
    static Call tradeBack(
            Address contract, List<Pool> pools, List<Address> path, BigInteger in, BigInteger least, Address to) {
        List<Pool> back = new ArrayList<>(pools);
        List<Address> tokens = new ArrayList<>(path);
        Collections.reverse(back);
        Collections.reverse(tokens);
        return trade(contract, back, tokens, in, least, to);
    }

    /** Trades along a cycle, with what the contract holds or by flash swap. */
    static Call cycle(Address contract, boolean flash, Cycle cycle, BigInteger in, BigInteger least, int paidPerMille) {
        byte[] data = Abi.call(
                (flash ? "flash(" : "cycle(") + HOPS + ",uint256,uint256,uint256)",
                Venues.hops(cycle.pools(), cycle.path()),
                in,
                least,
                paidPerMille);
        return Call.to(contract, data, BASE_GAS + HOP_GAS * cycle.pools().size());
    }

    /** Asks what a cycle would gain. */
    static Bytes gainOf(Cycle cycle, BigInteger in) {
        return new Bytes(Abi.call("gainOf(" + HOPS + ",uint256)", Venues.hops(cycle.pools(), cycle.path()), in));
    }

    static Call range(String action, Address contract, Address pool, int lower, int upper, BigInteger liquidity) {
        byte[] data = Abi.call(action + "(address,int24,int24,uint128)", pool, lower, upper, liquidity);
        return Call.to(contract, data, RANGE_GAS);
    }
}
