package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
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
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who adds liquidity right before a large trade of a concentrated pool, for its fees, and takes it out right after. */
public final class JitProviders implements Actor {

    private static final long A_BLOCK = 350_000;
    private static final long LEAST_VICTIM_USD = 3_000;
    private static final int LOOKS_BESIDES = 3;
    private static final long GWEI = 1_000_000_000;

    private @Nullable Account account;
    private Address contract = Address.ZERO;
    private @Nullable Simulation simulation;

    @Override
    public String name() {
        return "jit";
    }

    @Override
    public void setUp(Stage stage) {
        account = stage.account("jit provider");
        contract = stage.searcher(account);
        for (Token token : stage.deployment().tokens()) {
            stage.give(contract, token);
        }
        simulation = stage.simulation();
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        int wanted = dice.count(turn.rate("jit", A_BLOCK));
        int looks = wanted + LOOKS_BESIDES;
        for (Pending victim : turn.ready()) {
            Trade trade = victim.trade();
            if (wanted > 0
                    && looks > 0
                    && trade != null
                    && turn.market().usd(trade.tokenIn(), Sandwichers.amountIn(trade)) >= LEAST_VICTIM_USD) {
                looks--;
                wanted -= provide(turn, dice, victim, trade) ? 1 : 0;
            }
        }
    }

    private boolean provide(Turn turn, Dice dice, Pending victim, Trade trade) {
        Pool pool = trade.pools().stream()
                .filter(each -> each.family() == PoolFamily.UNISWAP_V3)
                .findFirst()
                .orElse(null);
        if (pool == null) {
            return false;
        }
        int spacing = Objects.requireNonNull(pool.tickSpacing(), "a concentrated pool without ticks");
        int tick = Math.floorDiv(turn.market().tick(pool), spacing) * spacing;
        int lower = tick - spacing * (int) dice.between(1, 3);
        int upper = tick + spacing * (int) dice.between(2, 4);
        BigInteger liquidity = turn.market().liquidity(pool).multiply(BigInteger.valueOf(dice.between(1, 8)));
        Call add = Searching.range("add", contract, pool.address(), lower, upper, liquidity);
        Call remove = Searching.range("remove", contract, pool.address(), lower, upper, liquidity);
        Account own = Objects.requireNonNull(account, "not set up");
        List<Step> sequence = List.of(
                new Step(own.address(), add),
                new Step(victim.from(), victim.signed().call()),
                new Step(own.address(), remove));
        List<Outcome> outcomes = Objects.requireNonNull(simulation, "not set up")
                .run(List.of(sequence), turn.slot().timestamp())
                .get(0);
        List<String> names = trade.pools().stream().map(Pool::name).toList();
        if (liquidity.signum() == 0 || !outcomes.stream().allMatch(Outcome::ok) || !turn.claim(names)) {
            return false;
        }
        String id = "jit " + turn.slot().number() + "/" + turn.slot().branch() + " "
                + turn.plays().size();
        long seen = victim.seenMillis() + dice.between(50, 300);
        Purpose adding = Purpose.of(name(), Kind.JIT, "add").in(id);
        Purpose removing = Purpose.of(name(), Kind.JIT, "remove").in(id);
        long tip = dice.between(8 * GWEI, 12 * GWEI);
        Pending first = turn.hand(own, add, turn.feeOfTip(tip), adding, seen);
        Pending last = turn.hand(own, remove, turn.feeOfTip(GWEI / 10), removing, seen);
        turn.bundle(new Bundle(id, List.of(first, victim, last)));
        TreeMap<String, String> terms = new TreeMap<>();
        terms.put("tickLower", "" + lower);
        terms.put("tickUpper", "" + upper);
        terms.put("liquidity", liquidity.toString());
        turn.play(new Play(
                id,
                Kind.JIT,
                name(),
                new TreeSet<>(List.of(own.address(), contract)),
                List.of(first, last),
                List.of(victim),
                List.of(pool.name()),
                terms));
        return true;
    }
}
