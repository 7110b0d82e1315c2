package io.mevstream.detect.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.detect.Detection.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sandwiches over more pools than one: two at once, or closed in another than opened. */
final class WideSandwichers {

    private final Market market;
    private final Tape tape;
    private final Venues venues;
    private final Bystanders bystanders;
    private final List<Truth> journal;

    WideSandwichers(Market market, Tape tape, List<Truth> journal) {
        this.market = market;
        this.tape = tape;
        this.venues = new Venues(tape);
        this.bystanders = new Bystanders(market, tape);
        this.journal = journal;
    }

    /** What one pool's part of the plan comes to. */
    private record Plan(
            BigInteger front, BigInteger bought, BigInteger victim, BigInteger got, BigInteger lost, boolean pays) {}

    /** Of ether for the pool's token, around one victim, sold again in the pool that closes. */
    private Plan plan(Pool opens, Pool closes) {
        Address token = opens.other(Tape.WETH);
        BigInteger front = market.part(opens.depth(Tape.WETH), 30, 80);
        BigInteger victim = market.part(opens.depth(Tape.WETH), 40, 80);
        Pool real = opens.copy();
        BigInteger bought = real.trade(Tape.WETH, front);
        BigInteger paid = real.trade(Tape.WETH, victim);
        BigInteger lost = opens.quote(Tape.WETH, victim).subtract(paid);
        BigInteger got = (opens == closes ? real : closes).quote(token, bought);
        return new Plan(front, bought, victim, got, lost, got.compareTo(front) > 0);
    }

    void attackTwoPools() {
        int first = market.random.nextInt(market.tokens.size());
        int second = (first + 1 + market.random.nextInt(market.tokens.size() - 1)) % market.tokens.size();
        List<Pool> pools = List.of(market.any(market.etherPools.get(first)), market.any(market.etherPools.get(second)));
        List<Plan> plans = pools.stream().map(pool -> plan(pool, pool)).toList();
        if (!plans.stream().allMatch(Plan::pays)) {
            return;
        }
        boolean known = pools.stream().allMatch(pool -> pool.kind == Pool.Kind.PAIR || pool.seen);
        Address sender = market.person("attacker");
        Address bot = market.person("attack contract");
        int front = tape.sends(sender, bot, BigInteger.ZERO);
        for (int i = 0; i < 2; i++) {
            venues.swap(pools.get(i), Tape.WETH, plans.get(i).front(), bot, venues.ownTokens());
        }
        Map<Integer, BigInteger> lost = new TreeMap<>();
        BigInteger gain = BigInteger.ZERO;
        for (int i = 0; i < 2; i++) {
            int victim = bystanders.trades(pools.get(i), Tape.WETH, plans.get(i).victim());
            lost.put(victim, plans.get(i).lost());
            gain = gain.add(plans.get(i).got()).subtract(plans.get(i).front());
        }
        int back = tape.sends(sender, bot, BigInteger.ZERO);
        for (int i = 0; i < 2; i++) {
            Address token = pools.get(i).other(Tape.WETH);
            venues.swap(pools.get(i), token, plans.get(i).bought(), bot, venues.ownTokens());
        }
        write(front, back, lost, gain, known);
    }

    /** After somebody's trade has made the token dear in the pool that closes. */
    void closeElsewhere() {
        List<Pool> pools = market.any(market.etherPools);
        Pool opens = pools.get(0);
        Pool closes = pools.get(1 + market.random.nextInt(2));
        bystanders.trades(closes, Tape.WETH, market.part(closes.depth(Tape.WETH), 100, 250));
        Plan plan = plan(opens, closes);
        if (!plan.pays()) {
            return;
        }
        Address sender = market.person("attacker");
        Address bot = market.person("attack contract");
        int front = tape.sends(sender, bot, BigInteger.ZERO);
        venues.swap(opens, Tape.WETH, plan.front(), bot, venues.ownTokens());
        int victim = bystanders.trades(opens, Tape.WETH, plan.victim());
        int back = tape.sends(market.chance(50) ? sender : market.person("other account"), bot, BigInteger.ZERO);
        venues.swap(closes, opens.other(Tape.WETH), plan.bought(), bot, venues.ownTokens());
        write(front, back, Map.of(victim, plan.lost()), plan.got().subtract(plan.front()), true);
    }

    private void write(int front, int back, Map<Integer, BigInteger> lost, BigInteger gain, boolean known) {
        List<Integer> victims = List.copyOf(new TreeMap<>(lost).keySet());
        Map<Address, BigInteger> gross = Map.of(Tape.WETH, gain);
        journal.add(new Truth(Kind.SANDWICH, List.of(front, back), victims, gross, known ? lost : Map.of()));
    }
}
