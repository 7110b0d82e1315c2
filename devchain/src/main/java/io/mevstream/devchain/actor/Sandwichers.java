package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.actor.SandwichPlans.Form;
import io.mevstream.devchain.actor.SandwichPlans.Plan;
import io.mevstream.devchain.actor.SandwichPlans.Target;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The adversary of the test market: buys before up to four trades that begin with one pool, or go one route, and sells after
 * them, by whatever size its simulation finds best that lets the victims through. By one account and one contract, by two
 * accounts and one contract, by two of each that hand over what was bought, or by an account alone.
 */
public final class Sandwichers implements Actor {

    private static final long A_BLOCK = 600_000;
    private static final int MOST_VICTIMS = 4;
    private static final long LEAST_VICTIM_USD = 4_000;
    /** A look costs a simulation of every size. */
    private static final int LOOKS_BESIDES = 2;

    private static final long GWEI = 1_000_000_000;

    private final List<Account> accounts = new ArrayList<>();
    private final List<Address> contracts = new ArrayList<>();
    private @Nullable SandwichPlans plans;

    @Override
    public String name() {
        return "sandwichers";
    }

    @Override
    public void setUp(Stage stage) {
        for (int i = 0; i < 2; i++) {
            Account account = i == 0 ? stage.rich("sandwicher 0") : stage.account("sandwicher 1");
            accounts.add(account);
            contracts.add(stage.searcher(account));
        }
        stage.allow(
                accounts.get(0),
                stage.deployment().contract("uniswap-v2/router"),
                stage.deployment().contract("sushiswap-v2/router"));
        // The second holds nothing of its own, so that it sells all of what it is handed.
        for (Token token : stage.deployment().tokens()) {
            stage.give(contracts.get(0), token);
        }
        plans = new SandwichPlans(stage.simulation(), accounts, contracts);
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        int wanted = dice.count(turn.rate("sandwichers", A_BLOCK));
        int looks = wanted + LOOKS_BESIDES;
        for (List<Pending> victims : wanted == 0 ? List.<List<Pending>>of() : groups(turn)) {
            if (wanted == 0 || looks-- == 0) {
                return;
            }
            Plan plan = Objects.requireNonNull(plans, "not set up").best(turn, target(turn, dice, victims));
            if (plan != null && turn.claim(touched(plan.target()))) {
                attack(turn, dice, plan);
                wanted--;
            }
        }
    }

    /** Trades that begin with one pool and can be mined now, those of several victims first. */
    private static List<List<Pending>> groups(Turn turn) {
        Map<String, List<Pending>> byPool = new LinkedHashMap<>();
        for (Pending pending : turn.ready()) {
            Trade trade = pending.trade();
            if (trade != null
                    && isOpen(trade.pools().get(0))
                    && turn.market().usd(trade.tokenIn(), amountIn(trade)) >= LEAST_VICTIM_USD) {
                String first = trade.pools().get(0).name() + " " + trade.tokenIn();
                byPool.computeIfAbsent(first, pool -> new ArrayList<>()).add(pending);
            }
        }
        List<List<Pending>> groups = new ArrayList<>();
        for (List<Pending> group : byPool.values()) {
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
        return Objects.requireNonNull(pending.trade(), "a victim that does not trade");
    }

    /** The first pool, or, where all victims go one route, sometimes all of it. */
    private static Target target(Turn turn, Dice dice, List<Pending> victims) {
        Trade trade = trade(victims.get(0));
        boolean oneRoute = victims.stream()
                .allMatch(victim -> trade(victim).pools().equals(trade.pools())
                        && trade(victim).path().equals(trade.path()));
        boolean whole = oneRoute && trade.pools().stream().allMatch(Sandwichers::isOpen) && dice.chance(500_000);
        List<Pool> pools = whole ? trade.pools() : trade.pools().subList(0, 1);
        List<Address> path = whole ? trade.path() : trade.path().subList(0, 2);
        Form form = dice.pick(List.of(Form.values()));
        if (form == Form.BY_ROUTER && !SandwichPlans.hasRouter(turn.deployment(), pools)) {
            form = Form.ONE_OF_EACH;
        }
        return new Target(victims, pools, path, form);
    }

    /** Every pool that the attack or a victim moves. */
    private static List<String> touched(Target target) {
        TreeSet<String> touched = new TreeSet<>(target.names());
        target.victims().forEach(victim -> trade(victim).pools().forEach(pool -> touched.add(pool.name())));
        return List.copyOf(touched);
    }

    private void attack(Turn turn, Dice dice, Plan plan) {
        Target target = plan.target();
        String id = "sandwich " + turn.slot().number() + "/" + turn.slot().branch() + " "
                + turn.plays().size();
        long seen = turn.slot().startMillis();
        for (Pending victim : target.victims()) {
            seen = Math.max(seen, victim.seenMillis() + dice.between(50, 300));
        }
        Account seller = Objects.requireNonNull(plans, "not set up").seller(target.form());
        long tip = dice.between(8 * GWEI, 12 * GWEI);
        Purpose opening = Purpose.of(name(), Kind.SANDWICH, "front").in(id);
        Pending front = turn.hand(accounts.get(0), plan.front(), turn.feeOfTip(tip), opening, seen);
        Purpose closing = Purpose.of(name(), Kind.SANDWICH, "back").in(id);
        Pending back = turn.hand(seller, plan.back(), turn.feeOfTip(GWEI / 10), closing, seen);
        List<Pending> order = new ArrayList<>();
        order.add(front);
        order.addAll(target.victims());
        order.add(back);
        turn.bundle(new Bundle(id, order));
        TreeMap<String, String> terms = new TreeMap<>();
        terms.put("form", target.form().name());
        terms.put("amountIn", plan.in().toString());
        terms.put("expectedGain", plan.gain().toString());
        terms.put("token", target.base().toString());
        TreeSet<Address> holders = new TreeSet<>(contracts);
        accounts.forEach(account -> holders.add(account.address()));
        turn.play(new Play(
                id, Kind.SANDWICH, name(), holders, List.of(front, back), target.victims(), target.names(), terms));
    }
}
