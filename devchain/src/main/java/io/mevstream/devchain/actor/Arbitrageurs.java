package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two who bring pools in line with each other: cycles of two or three pairs and concentrated pools at the state of the latest
 * block, with what they hold or by flash swap. Sometimes the second goes for what the first has taken, and is reverted.
 */
public final class Arbitrageurs implements Actor {

    private static final long A_BLOCK = 900_000;
    private static final int MOST_CYCLES = 8;
    private static final List<Long> SIZES_USD = List.of(500L, 1_500L, 5_000L, 15_000L, 50_000L, 150_000L);
    private static final long PROBE_USD = 300;
    /** A gain of 1/2000 before it is looked at closer. */
    private static final long LEAST_GAIN = 500;

    private static final long LEAST_USD = 8;
    private static final long GWEI = 1_000_000_000;

    private record Offer(Cycle cycle, BigInteger in, BigInteger gain, long usd) {}

    private final List<Account> accounts = new ArrayList<>();
    private final List<Address> contracts = new ArrayList<>();
    private List<Cycle> cycles = List.of();
    private @Nullable CallBatch views;

    @Override
    public String name() {
        return "arbitrageurs";
    }

    @Override
    public void setUp(Stage stage) {
        for (int i = 0; i < 2; i++) {
            Account account = stage.account("arbitrageur " + i);
            Address contract = stage.searcher(account);
            stage.deployment().tokens().forEach(token -> stage.give(contract, token));
            accounts.add(account);
            contracts.add(contract);
        }
        cycles = Cycle.all(stage.deployment());
        views = stage.views();
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        int wanted = dice.count(turn.rate("arbitrageurs", A_BLOCK));
        if (wanted == 0) {
            return;
        }
        for (Offer offer : offers(turn)) {
            if (wanted > 0 && turn.claim(offer.cycle().names())) {
                take(turn, dice, offer);
                wanted--;
            }
        }
    }

    /** What pays, best first. */
    private List<Offer> offers(Turn turn) {
        MarketState market = turn.market();
        List<Cycle> promising = new ArrayList<>();
        TreeMap<BigInteger, List<Cycle>> byGain = new TreeMap<>(Comparator.reverseOrder());
        for (Cycle cycle : cycles) {
            BigInteger in = market.worth(cycle.path().get(0), PROBE_USD);
            BigInteger out = market.quote(cycle.pools(), cycle.path(), in);
            BigInteger gain = out.subtract(in).multiply(Amounts.MILLION).divide(in);
            if (gain.compareTo(BigInteger.valueOf(LEAST_GAIN)) > 0) {
                byGain.computeIfAbsent(gain, g -> new ArrayList<>()).add(cycle);
            }
        }
        byGain.values().forEach(promising::addAll);
        List<Offer> asked = new ArrayList<>();
        List<View> questions = new ArrayList<>();
        for (Cycle cycle : promising.subList(0, Math.min(MOST_CYCLES, promising.size()))) {
            for (long usd : SIZES_USD) {
                BigInteger in = market.worth(cycle.path().get(0), usd);
                asked.add(new Offer(cycle, in, BigInteger.ZERO, 0));
                questions.add(new View(contracts.get(0), Searching.gainOf(cycle, in)));
            }
        }
        return best(market, asked, questions);
    }

    private List<Offer> best(MarketState market, List<Offer> asked, List<View> questions) {
        CallBatch batch = views;
        if (questions.isEmpty() || batch == null) {
            return List.of();
        }
        List<Answer> answers = batch.ask(questions);
        TreeMap<Integer, Offer> best = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            // The question reverts with its answer; anything else is a revert of a pool.
            byte[] data = answers.get(i).data().array();
            if (data.length == 32) {
                Offer offer = asked.get(i);
                BigInteger gain = (BigInteger) Abi.decode("(uint256)", data).get(0);
                long usd = market.usd(offer.cycle().path().get(0), gain);
                int which = i / SIZES_USD.size();
                if (usd >= LEAST_USD
                        && (best.get(which) == null || best.get(which).usd() < usd)) {
                    best.put(which, new Offer(offer.cycle(), offer.in(), gain, usd));
                }
            }
        }
        List<Offer> offers = new ArrayList<>(best.values());
        offers.sort(Comparator.comparingLong(Offer::usd).reversed());
        return offers;
    }

    private void take(Turn turn, Dice dice, Offer offer) {
        int first = (int) dice.between(0, 1);
        long tip = dice.between(4 * GWEI, 7 * GWEI);
        send(turn, dice, first, offer, tip);
        if (dice.chance(250_000)) {
            send(turn, dice, 1 - first, offer, tip - GWEI / 2);
        }
    }

    private void send(Turn turn, Dice dice, int which, Offer offer, long tipWei) {
        boolean flash = dice.chance(500_000);
        boolean ether = offer.cycle()
                .path()
                .get(0)
                .equals(turn.deployment().token("WETH").address());
        int paid = ether && dice.chance(400_000) ? (int) dice.between(50, 900) : 0;
        BigInteger least = Amounts.part(offer.gain(), 900_000);
        Account account = accounts.get(which);
        Address contract = contracts.get(which);
        Call call = Searching.cycle(contract, flash, offer.cycle(), offer.in(), least, paid);
        String actor = account.name();
        String id = "arbitrage " + turn.slot().number() + "/" + turn.slot().branch() + " " + actor + " "
                + turn.plays().size();
        Purpose purpose =
                Purpose.of(actor, Kind.ARBITRAGE, flash ? "flash" : "cycle").in(id);
        long seen = turn.slot().startMillis() + dice.between(200, 11_900);
        Pending sent = turn.hand(account, call, turn.feeOfTip(tipWei), purpose, seen);
        TreeMap<String, String> terms = new TreeMap<>();
        terms.put("amountIn", offer.in().toString());
        terms.put("expectedGain", offer.gain().toString());
        terms.put("token", offer.cycle().path().get(0).toString());
        terms.put("paidPerMille", "" + paid);
        turn.bundle(new Bundle(id, List.of(sent)));
        turn.play(new Play(
                id,
                Kind.ARBITRAGE,
                actor,
                new TreeSet<>(List.of(account.address(), contract)),
                List.of(sent),
                List.of(),
                offer.cycle().names(),
                terms));
    }
}
