package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Simulation;
import io.mevstream.devchain.node.Simulation.Outcome;
import io.mevstream.devchain.node.Simulation.Step;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The adversary of the test market: buys before up to four trades of one route and sells after them, by whatever size its
 * simulation finds best that lets the victims through. By one account and one contract, by two accounts and one contract, or by
 * two of each that hand over what was bought.
 */
public final class Sandwichers implements Actor {

    private static final long A_BLOCK = 600_000;
    private static final int MOST_VICTIMS = 4;
    private static final List<Long> SIZES_USD = List.of(5_000L, 15_000L, 40_000L, 100_000L);
    private static final long LEAST_USD = 15;
    private static final long LEAST_VICTIM_USD = 4_000;
    private static final long GWEI = 1_000_000_000;

    /** How an attack is spread over accounts and contracts. */
    private enum Form {
        ONE_OF_EACH,
        TWO_SENDERS,
        HAND_OVER
    }

    private record Plan(List<Pending> victims, Form form, BigInteger in, BigInteger gain, Call front, Call back) {}

    private final List<Account> accounts = new ArrayList<>();
    private final List<Address> contracts = new ArrayList<>();
    private @Nullable Simulation simulation;

    @Override
    public String name() {
        return "sandwichers";
    }

    @Override
    public void setUp(Stage stage) {
        for (int i = 0; i < 2; i++) {
            Account account = stage.account("sandwicher " + i);
            accounts.add(account);
            contracts.add(stage.searcher(account));
        }
        // The second holds nothing of its own, so that it sells all of what it is handed.
        for (Token token : stage.deployment().tokens()) {
            stage.give(contracts.get(0), token);
        }
        simulation = stage.simulation();
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        int wanted = dice.count(turn.rate("sandwichers", A_BLOCK));
        if (wanted == 0) {
            return;
        }
        for (List<Pending> victims : groups(turn)) {
            if (wanted == 0) {
                return;
            }
            Trade trade = trade(victims.get(0));
            Plan plan = best(turn, victims, dice.pick(List.of(Form.values())));
            if (plan != null && turn.claim(names(trade))) {
                attack(turn, dice, plan);
                wanted--;
            }
        }
    }

    /** Trades of one route that can be mined now, those of several victims first. */
    private static List<List<Pending>> groups(Turn turn) {
        Map<String, List<Pending>> byRoute = new LinkedHashMap<>();
        for (Pending pending : turn.ready()) {
            Trade trade = pending.trade();
            if (trade != null
                    && trade.pools().stream().allMatch(Sandwichers::isOpen)
                    && turn.market().usd(trade.tokenIn(), amountIn(trade)) >= LEAST_VICTIM_USD) {
                byRoute.computeIfAbsent(names(trade) + " " + trade.path(), route -> new ArrayList<>())
                        .add(pending);
            }
        }
        List<List<Pending>> groups = new ArrayList<>();
        for (List<Pending> group : byRoute.values()) {
            groups.add(group.subList(0, Math.min(MOST_VICTIMS, group.size())));
        }
        groups.sort((one, other) -> Integer.compare(other.size(), one.size()));
        return groups;
    }

    private static boolean isOpen(Pool pool) {
        return pool.family() == PoolFamily.UNISWAP_V2 || pool.family() == PoolFamily.UNISWAP_V3;
    }

    static BigInteger amountIn(Trade trade) {
        return trade.side() == Trade.Side.EXACT_IN ? trade.amountRaw() : trade.limitRaw();
    }

    private static Trade trade(Pending pending) {
        Trade trade = pending.trade();
        if (trade == null) {
            throw new IllegalArgumentException("expected a trade, found " + pending.purpose());
        }
        return trade;
    }

    private static List<String> names(Trade trade) {
        return trade.pools().stream().map(Pool::name).toList();
    }

    /** The size that gains most while every victim comes through; null where none gains. */
    private @Nullable Plan best(Turn turn, List<Pending> victims, Form form) {
        Simulation simulator = simulation;
        if (simulator == null) {
            throw new IllegalStateException("expected to be set up before acting");
        }
        List<Plan> plans = new ArrayList<>();
        List<List<Step>> sequences = new ArrayList<>();
        for (long usd : SIZES_USD) {
            Plan plan = plan(turn, victims, form, usd);
            plans.add(plan);
            List<Step> sequence = new ArrayList<>();
            sequence.add(new Step(accounts.get(0).address(), plan.front()));
            victims.forEach(victim ->
                    sequence.add(new Step(victim.from(), victim.signed().call())));
            sequence.add(new Step(seller(form).address(), plan.back()));
            sequences.add(sequence);
        }
        Plan best = null;
        List<List<Outcome>> outcomes = simulator.run(sequences, turn.slot().timestamp());
        for (int i = 0; i < plans.size(); i++) {
            List<Outcome> each = outcomes.get(i);
            if (each.stream().allMatch(Outcome::ok)) {
                byte[] returned = each.get(each.size() - 1).data().array();
                BigInteger out = (BigInteger) Abi.decode("(uint256)", returned).get(0);
                Plan plan = plans.get(i);
                BigInteger gain = out.subtract(plan.in());
                if (best == null || gain.compareTo(best.gain()) > 0) {
                    best = new Plan(victims, form, plan.in(), gain, plan.front(), plan.back());
                }
            }
        }
        Address base = trade(victims.get(0)).tokenIn();
        return best == null || best.gain().signum() <= 0 || turn.market().usd(base, best.gain()) < LEAST_USD
                ? null
                : best;
    }

    private Account seller(Form form) {
        return accounts.get(form == Form.ONE_OF_EACH ? 0 : 1);
    }

    private Plan plan(Turn turn, List<Pending> victims, Form form, long usd) {
        Trade trade = trade(victims.get(0));
        BigInteger in = turn.market().worth(trade.tokenIn(), usd);
        Address first = contracts.get(0);
        boolean handOver = form == Form.HAND_OVER;
        Address second = contracts.get(handOver ? 1 : 0);
        Call front = Searching.trade(
                first, trade.pools(), trade.path(), in, BigInteger.ONE, handOver ? second : Address.ZERO);
        Call back = Searching.tradeBack(
                second,
                trade.pools(),
                trade.path(),
                handOver ? Amounts.MAX : BigInteger.ZERO,
                in,
                handOver ? first : Address.ZERO);
        return new Plan(victims, form, in, BigInteger.ZERO, front, back);
    }

    private void attack(Turn turn, Dice dice, Plan plan) {
        Trade trade = trade(plan.victims().get(0));
        String id = "sandwich " + turn.slot().number() + "/" + turn.slot().branch() + " "
                + turn.plays().size();
        String actor = "sandwichers";
        long seen = dice.between(50, 300);
        for (Pending victim : plan.victims()) {
            seen = Math.max(seen, victim.seenMillis() + dice.between(50, 300));
        }
        Purpose purpose = Purpose.of(actor, Kind.SANDWICH, "front").in(id);
        long tip = dice.between(8 * GWEI, 12 * GWEI);
        Pending front = turn.hand(accounts.get(0), plan.front(), turn.feeOfTip(tip), purpose, seen);
        Purpose closing = Purpose.of(actor, Kind.SANDWICH, "back").in(id);
        Pending back = turn.hand(seller(plan.form()), plan.back(), turn.feeOfTip(GWEI / 10), closing, seen);
        List<Pending> order = new ArrayList<>();
        order.add(front);
        order.addAll(plan.victims());
        order.add(back);
        turn.bundle(new Bundle(id, order));
        TreeMap<String, String> terms = new TreeMap<>();
        terms.put("form", plan.form().name());
        terms.put("amountIn", plan.in().toString());
        terms.put("expectedGain", plan.gain().toString());
        terms.put("token", trade.tokenIn().toString());
        TreeSet<Address> holders = new TreeSet<>(contracts);
        accounts.forEach(account -> holders.add(account.address()));
        turn.play(
                new Play(id, Kind.SANDWICH, actor, holders, List.of(front, back), plan.victims(), names(trade), terms));
    }
}
