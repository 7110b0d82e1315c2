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

/** Calls of the universal router, by the commands that need no allowance. */
final class UniversalRouter {

    /** What it calls the caller, and itself. */
    private static final Address CALLER = Address.of("0x0000000000000000000000000000000000000001");

    private static final Address ITSELF = Address.of("0x0000000000000000000000000000000000000002");
    private static final BigInteger ALL_OF_IT = BigInteger.ONE.shiftLeft(255);

    private UniversalRouter() {}

    /** Wraps what ether is sent along, trades what the router then holds, and leaves nothing there. */
    static Call call(Deployment deployment, Venue.Order order) {
        Trade trade = order.trade();
        Address weth = deployment.token("WETH").address();
        StringBuilder commands = new StringBuilder("0x");
        List<Object> inputs = new ArrayList<>();
        boolean ether = trade.tokenIn().equals(weth);
        if (ether) {
            commands.append("0b");
            inputs.add(new Bytes(Abi.encode("(address,uint256)", ITSELF, trade.amountRaw())));
        }
        int last = trade.pools().size() - 1;
        for (int i = 0; i <= last; i++) {
            Pool pool = trade.pools().get(i);
            BigInteger amount = i == 0 ? trade.amountRaw() : ALL_OF_IT;
            BigInteger least = i == last ? trade.limitRaw() : BigInteger.ZERO;
            Address to = i == last ? CALLER : ITSELF;
            List<Address> path = List.of(trade.path().get(i), trade.path().get(i + 1));
            if (pool.family() == PoolFamily.UNISWAP_V2) {
                commands.append("08");
                inputs.add(new Bytes(
                        Abi.encode("(address,uint256,uint256,address[],bool)", to, amount, least, path, false)));
            } else {
                Trade one = new Trade(List.of(pool), path, Side.EXACT_IN, amount, least);
                commands.append("00");
                inputs.add(new Bytes(Abi.encode(
                        "(address,uint256,uint256,bytes,bool)", to, amount, least, Venues.path(one), false)));
            }
        }
        byte[] data =
                Abi.call("execute(bytes,bytes[],uint256)", Bytes.of(commands.toString()), inputs, order.deadline());
        return Call.to(deployment.contract(Venues.UNIVERSAL), data, Venues.gas(trade))
                .withValue(ether ? trade.amountRaw() : BigInteger.ZERO);
    }
}
