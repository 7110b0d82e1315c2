package io.mevstream.detect.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.detect.Detection.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sandwiches of one to four victims, planned on a copy of the pool, then done and written down in the journal. */
final class Sandwichers {

    /** What holds front and back together. */
    private enum Link {
        ONE_SENDER,
        ONE_SENDER_OF_ETHER,
        ONE_CONTRACT,
        ROUTER_OF_ONE_SENDER,
        HANDED_OVER
    }

    /**
     * A trade of the plan.
     *
     * @param attacker whose it is, by number
     * @param over the pool a victim's route comes through; null for a route of one pool
     * @param amountOver what the victim gives that pool
     */
    private record Step(int attacker, boolean sells, BigInteger amountIn, @Nullable Pool over, BigInteger amountOver) {

        Step(int attacker, boolean sells, BigInteger amountIn) {
            this(attacker, sells, amountIn, null, BigInteger.ZERO);
        }
    }

    private static final int NOBODY = -1;

    private final Market market;
    private final Tape tape;
    private final Venues venues;
    private final Bystanders bystanders;
    private final List<Truth> journal;

    Sandwichers(Market market, Tape tape, List<Truth> journal) {
        this.market = market;
        this.tape = tape;
        this.venues = new Venues(tape);
        this.bystanders = new Bystanders(market, tape);
        this.journal = journal;
    }

    /** One attacker; the front or the back may be split in two. */
    void attacks() {
        Pool pool = market.anyEtherPool();
        Pool plan = pool.copy();
        List<Step> steps = new ArrayList<>();
        BigInteger bought = buys(plan, 0, 30, 120, steps);
        int victims = 1 + market.random.nextInt(4);
        boolean secondFront = market.chance(20);
        for (int i = 0; i < victims; i++) {
            if (i == 1 && secondFront) {
                bought = bought.add(buys(plan, 0, 5, 20, steps));
            }
            if (i == 0 && market.chance(20)) {
                buysOverAnotherPool(pool, plan, steps);
            } else {
                buys(plan, NOBODY, 20, 80, steps);
            }
            if (market.chance(15)) {
                sells(plan, NOBODY, market.part(plan.depth(plan.other(Tape.WETH)), 1, 4), steps);
            }
        }
        BigInteger sold = market.chance(70) ? bought : market.part(bought, 900, 1000);
        if (market.chance(20)) {
            BigInteger half = sold.divide(BigInteger.TWO);
            sells(plan, 0, half, steps);
            sells(plan, 0, sold.subtract(half), steps);
        } else {
            sells(plan, 0, sold, steps);
        }
        execute(pool, steps, 1);
    }

    /** One within the other, around the same victims. */
    void attackEachOther() {
        Pool pool = market.anyEtherPool();
        Pool plan = pool.copy();
        List<Step> steps = new ArrayList<>();
        BigInteger outer = buys(plan, 0, 20, 40, steps);
        BigInteger inner = buys(plan, 1, 20, 40, steps);
        for (int i = 1 + market.random.nextInt(2); i > 0; i--) {
            buys(plan, NOBODY, 60, 120, steps);
        }
        sells(plan, 1, inner, steps);
        sells(plan, 0, outer, steps);
        execute(pool, steps, 2);
    }

    private void buysOverAnotherPool(Pool pool, Pool plan, List<Step> steps) {
        Pool over = market.anyOtherTokensPool(pool);
        Address token = over.other(Tape.WETH);
        BigInteger amount = market.part(over.depth(token), 20, 60);
        BigInteger ether = over.quote(token, amount);
        steps.add(new Step(NOBODY, false, ether, over, amount));
        plan.trade(Tape.WETH, ether);
    }

    private BigInteger buys(Pool plan, int attacker, int from, int to, List<Step> steps) {
        BigInteger ether = market.part(plan.depth(Tape.WETH), from, to);
        steps.add(new Step(attacker, false, ether));
        return plan.trade(Tape.WETH, ether);
    }

    private static void sells(Pool plan, int attacker, BigInteger tokens, List<Step> steps) {
        steps.add(new Step(attacker, true, tokens));
        plan.trade(plan.other(Tape.WETH), tokens);
    }

    private void execute(Pool pool, List<Step> steps, int attackers) {
        List<Map<Address, BigInteger>> gross = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            Map<Address, BigInteger> gain = gain(pool, steps, i);
            if (gain == null) {
                return;
            }
            gross.add(gain);
        }
        boolean known = pool.kind == Pool.Kind.PAIR || pool.seen;
        List<Map<Integer, BigInteger>> losses = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            losses.add(losses(pool, steps, i));
        }
        int[] indexes = perform(pool, steps, attackers);
        for (int attacker = 0; attacker < attackers; attacker++) {
            List<Integer> own = new ArrayList<>();
            List<Integer> victims = new ArrayList<>();
            Map<Integer, BigInteger> lost = new TreeMap<>();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                if (step.attacker() == attacker) {
                    own.add(indexes[i]);
                } else if (step.attacker() == NOBODY && !step.sells()) {
                    victims.add(indexes[i]);
                    lost.put(indexes[i], losses.get(attacker).get(i));
                }
            }
            journal.add(new Truth(Kind.SANDWICH, own, victims, gross.get(attacker), known ? lost : Map.of()));
        }
    }

    /** What the attacker makes by token; null where each unit sold did not bring more than it cost. */
    private static @Nullable Map<Address, BigInteger> gain(Pool pool, List<Step> steps, int attacker) {
        Pool at = pool.copy();
        BigInteger paid = BigInteger.ZERO;
        BigInteger bought = BigInteger.ZERO;
        BigInteger sold = BigInteger.ZERO;
        BigInteger got = BigInteger.ZERO;
        for (Step step : steps) {
            BigInteger out = at.trade(step.sells() ? at.other(Tape.WETH) : Tape.WETH, step.amountIn());
            if (step.attacker() == attacker) {
                paid = step.sells() ? paid : paid.add(step.amountIn());
                bought = step.sells() ? bought : bought.add(out);
                sold = step.sells() ? sold.add(step.amountIn()) : sold;
                got = step.sells() ? got.add(out) : got;
            }
        }
        if (got.multiply(bought).compareTo(paid.multiply(sold)) <= 0) {
            return null;
        }
        Map<Address, BigInteger> gain = new HashMap<>();
        gain.put(Tape.WETH, got.subtract(paid));
        gain.put(pool.other(Tape.WETH), bought.subtract(sold));
        gain.values().removeIf(amount -> amount.signum() == 0);
        return gain;
    }

    /** What each step that is not the attacker's would have got more without the attacker's, by step. */
    private static Map<Integer, BigInteger> losses(Pool pool, List<Step> steps, int attacker) {
        Pool real = pool.copy();
        Pool imagined = pool.copy();
        Map<Integer, BigInteger> losses = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Address in = step.sells() ? pool.other(Tape.WETH) : Tape.WETH;
            BigInteger out = real.trade(in, step.amountIn());
            if (step.attacker() != attacker) {
                losses.put(i, imagined.trade(in, step.amountIn()).subtract(out));
            }
        }
        return losses;
    }

    private int[] perform(Pool pool, List<Step> steps, int attackers) {
        List<Trader> traders = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            traders.add(new Trader(market.any(Link.values())));
        }
        int[] indexes = new int[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean planned = steps.stream().anyMatch(each -> each.over() != null);
            if (!planned && market.chance(15)) {
                bystanders.somethingElse(pool);
            }
            if (step.over() != null) {
                indexes[i] = bystanders.trades(step.over(), step.amountOver(), pool);
            } else if (step.attacker() != NOBODY) {
                indexes[i] = traders.get(step.attacker()).trades(pool, step);
            } else if (step.sells()) {
                indexes[i] = bystanders.trades(pool, pool.other(Tape.WETH), step.amountIn());
            } else {
                indexes[i] = bystanders.trades(pool, Tape.WETH, step.amountIn());
            }
        }
        return indexes;
    }

    /** An attacker with accounts and contracts. */
    private final class Trader {

        private final Link link;
        private final Address sender = market.person("attacker");
        private final Address contract = market.person("attack contract");
        private final Address other = market.person("other contract");

        Trader(Link link) {
            this.link = link;
        }

        int trades(Pool pool, Step step) {
            Address in = step.sells() ? pool.other(Tape.WETH) : Tape.WETH;
            boolean second =
                    step.sells() && Set.of(Link.ONE_CONTRACT, Link.HANDED_OVER).contains(link);
            Address from = second ? market.person("other account") : sender;
            if (link == Link.ROUTER_OF_ONE_SENDER) {
                int index = tape.sends(from, market.any(market.routers), BigInteger.ZERO);
                venues.swap(pool, in, step.amountIn(), from, venues.tokensOf(from));
                return index;
            }
            if (link == Link.HANDED_OVER && step.sells()) {
                int index = tape.sends(from, other, BigInteger.ZERO);
                tape.enter(contract, BigInteger.ZERO, "release(bytes data)", Bytes.EMPTY);
                tape.move(in, other, step.amountIn());
                tape.leave();
                venues.swap(pool, in, step.amountIn(), other, venues.ownTokens());
                return index;
            }
            boolean ether = link == Link.ONE_SENDER_OF_ETHER;
            int index = tape.sends(from, contract, ether && !step.sells() ? step.amountIn() : BigInteger.ZERO);
            if (ether && !step.sells()) {
                tape.wrap(step.amountIn());
            }
            BigInteger got = venues.swap(pool, in, step.amountIn(), contract, venues.ownTokens());
            if (ether && step.sells()) {
                tape.unwrap(got);
                tape.pay(tape.builder, got.shiftRight(10));
                tape.pay(from, got.subtract(got.shiftRight(10)));
            }
            return index;
        }
    }
}
