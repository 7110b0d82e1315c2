package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Simulation;
import io.mevstream.devchain.node.Simulation.Outcome;
import io.mevstream.devchain.node.Simulation.Step;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sandwich could be made, and which way of it gains most by simulation while every victim comes through.
 *
 * @param accounts who sends, and {@code contracts} what they send to; the second contract holds nothing of its own
 */
record SandwichPlans(Simulation simulation, List<Account> accounts, List<Address> contracts) {

    private static final List<Long> SIZES_USD = List.of(5_000L, 15_000L, 40_000L, 100_000L);
    private static final long LEAST_USD = 15;

    /** How an attack is spread over accounts and contracts. */
    enum Form {
        ONE_OF_EACH,
        TWO_SENDERS,
        HAND_OVER,
        /** The account itself, by the router that everybody uses. */
        BY_ROUTER
    }

    /**
     * What is attacked, and how.
     *
     * @param pools that every victim trades first, in this order
     * @param path the tokens, one more than pools
     */
    record Target(List<Pending> victims, List<Pool> pools, List<Address> path, Form form) {

        Address base() {
            return path.get(0);
        }

        List<String> names() {
            return pools.stream().map(Pool::name).toList();
        }
    }

    /** One way of attacking: what is put in, and what comes of it. */
    record Plan(Target target, BigInteger in, BigInteger gain, Call front, Call back) {}

    /** Whether a router of everybody's reaches the pools, at amounts that can be told before. */
    static boolean hasRouter(Deployment deployment, List<Pool> pools) {
        return pools.size() == 1
                && pools.get(0).family() == PoolFamily.UNISWAP_V2
                && deployment.contracts().containsKey(pools.get(0).fork() + "/router");
    }

    Account seller(Form form) {
        return accounts.get(form == Form.TWO_SENDERS || form == Form.HAND_OVER ? 1 : 0);
    }

    /** The size that gains most; null where none gains enough. */
    @Nullable
    Plan best(Turn turn, Target target) {
        List<Plan> plans = new ArrayList<>();
        List<List<Step>> sequences = new ArrayList<>();
        for (long usd : SIZES_USD) {
            Plan plan = plan(turn, target, turn.market().worth(target.base(), usd));
            plans.add(plan);
            List<Step> sequence = new ArrayList<>();
            sequence.add(new Step(accounts.get(0).address(), plan.front()));
            target.victims()
                    .forEach(victim ->
                            sequence.add(new Step(victim.from(), victim.signed().call())));
            sequence.add(new Step(seller(target.form()).address(), plan.back()));
            sequences.add(sequence);
        }
        Plan best = null;
        List<List<Outcome>> outcomes = simulation.run(sequences, turn.slot().timestamp());
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            List<Outcome> each = outcomes.get(i);
            if (each.stream().allMatch(Outcome::ok)) {
                BigInteger gain =
                        returned(target.form(), each.get(each.size() - 1)).subtract(plan.in());
                if (best == null || gain.compareTo(best.gain()) > 0) {
                    best = new Plan(target, plan.in(), gain, plan.front(), plan.back());
                }
            }
        }
        boolean pays =
                best != null && best.gain().signum() > 0 && turn.market().usd(target.base(), best.gain()) >= LEAST_USD;
        return pays ? best : null;
    }

    private static BigInteger returned(Form form, Outcome back) {
        byte[] data = back.data().array();
        if (form == Form.BY_ROUTER) {
            List<?> amounts = (List<?>) Abi.decode("(uint256[])", data).get(0);
            return (BigInteger) amounts.get(amounts.size() - 1);
        }
        return (BigInteger) Abi.decode("(uint256)", data).get(0);
    }

    private Plan plan(Turn turn, Target target, BigInteger in) {
        List<Pool> pools = target.pools();
        List<Address> path = target.path();
        if (target.form() == Form.BY_ROUTER) {
            BigInteger out = turn.market().quote(pools, path, in);
            List<Address> back = new ArrayList<>(path);
            Collections.reverse(back);
            return new Plan(
                    target, in, BigInteger.ZERO, route(turn, pools, path, in, out), route(turn, pools, back, out, in));
        }
        boolean handOver = target.form() == Form.HAND_OVER;
        Address first = contracts.get(0);
        Address second = contracts.get(handOver ? 1 : 0);
        Call front = Searching.trade(first, pools, path, in, BigInteger.ONE, handOver ? second : Address.ZERO);
        Call back = Searching.tradeBack(
                second, pools, path, handOver ? Amounts.MAX : BigInteger.ZERO, in, handOver ? first : Address.ZERO);
        return new Plan(target, in, BigInteger.ZERO, front, back);
    }

    private Call route(Turn turn, List<Pool> pools, List<Address> path, BigInteger in, BigInteger least) {
        Address router = turn.deployment().contract(pools.get(0).fork() + "/router");
        byte[] data = Abi.call(
                "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)",
                in,
                least,
                path,
                accounts.get(0).address(),
                turn.deadline());
        return Call.to(router, data, 400_000);
    }
}
