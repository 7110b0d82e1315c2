package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.actor.Trade.Side;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Fee;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People who trade by routers: one or several pools, the amount in or out fixed, now and then with a limit or a deadline that
 * cannot hold, with a fee too low, several at once, or once more with a higher fee. Crowds trade one way with loose limits.
 */
public final class Traders implements Actor {

    private static final int ACCOUNTS = 16;
    /** Only these pay too little, as all that comes after has to wait. */
    private static final int STINGY = 2;

    private static final long A_BLOCK = 9_000_000;
    private static final long CROWDS_A_BLOCK = 250_000;
    private static final long TRANSFER_GAS = 100_000;

    private final List<Account> accounts = new ArrayList<>();
    private final List<Venue> venues = new ArrayList<>();
    private @Nullable Venue universal;
    private @Nullable Venue aggregator;

    @Override
    public String name() {
        return "traders";
    }

    @Override
    public void setUp(Stage stage) {
        Venues all = new Venues(stage.deployment());
        Account keeper = stage.account("aggregator");
        Venue ours = all.aggregator(stage.searcher(keeper));
        venues.addAll(all.routers());
        venues.add(ours);
        aggregator = ours;
        universal = all.universal();
        venues.add(universal);
        Set<Address> spenders = venues.stream()
                .filter(venue -> venue.spender() != null)
                .map(Venue::spender)
                .collect(Collectors.toCollection(TreeSet::new));
        for (int i = 0; i < ACCOUNTS; i++) {
            Account account = stage.rich("trader " + i);
            stage.allow(account, spenders.toArray(new Address[0]));
            accounts.add(account);
        }
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        int count = dice.count(turn.rate("traders", A_BLOCK));
        for (int i = 0; i < count; i++) {
            trade(turn, dice);
        }
        Dice crowd = turn.dice("crowds");
        for (int i = crowd.count(turn.rate("crowds", CROWDS_A_BLOCK)); i > 0; i--) {
            crowd(turn, crowd);
        }
    }

    private void trade(Turn turn, Dice dice) {
        Account account = dice.pick(accounts);
        Venue venue = dice.pick(venues);
        Route route = Route.draw(dice, turn.market(), venue.pools(), venue.mostHops());
        long usd = dice.between(50, 150) * (1L << dice.between(1, 8));
        // What the vault's pools give is estimated by the feeds alone.
        long tolerance = venue.pools().get(0).family() == PoolFamily.BALANCER_V2
                ? dice.between(100_000, 200_000)
                : dice.between(5_000, 30_000);
        boolean hopeless = dice.chance(30_000);
        boolean late = dice.chance(20_000);
        Side side = venue.exactOut() && dice.chance(250_000) ? Side.EXACT_OUT : Side.EXACT_IN;
        Trade trade = order(turn.market(), route, side, usd, hopeless ? -300_000 : tolerance);
        if (trade == null) {
            return;
        }
        if (venue == universal) {
            prepay(turn, dice, account, trade);
        }
        long deadline = late ? turn.slot().timestamp() - 100 : turn.deadline();
        Call call = venue.encoder().call(new Venue.Order(trade, account.address(), deadline, dice));
        boolean stingy = accounts.indexOf(account) < STINGY && dice.chance(150_000);
        long base = turn.slot().baseFeeWei();
        Fee fee = stingy ? new Fee(base * dice.between(90, 99) / 100, base / 100) : turn.fee(dice);
        Pending sent = turn.send(dice, account, call, fee, purpose(venue, trade, hopeless, late), trade);
        if (venue != universal && dice.chance(60_000)) {
            Trade other = order(turn.market(), route, side, usd + usd / 10, tolerance);
            Fee more = new Fee(fee.maxWei() * 13 / 10, fee.priorityWei() * 13 / 10);
            if (other != null) {
                Call again = venue.encoder().call(new Venue.Order(other, account.address(), turn.deadline(), dice));
                Purpose purpose = purpose(venue, other, false, false)
                        .with("replaces", sent.hash().toString());
                turn.replace(dice, sent, again, more, purpose, other);
            }
        }
    }

    /** What the universal router trades must be there before, unless it is ether sent along. */
    private static void prepay(Turn turn, Dice dice, Account account, Trade trade) {
        if (trade.tokenIn().equals(turn.deployment().token("WETH").address())) {
            return;
        }
        Address router = turn.deployment().contract(Venues.UNIVERSAL);
        byte[] data = Abi.call("transfer(address,uint256)", router, trade.amountRaw());
        Purpose purpose = Purpose.of("traders", Kind.TRANSFER, "pay the router before the trade");
        turn.send(dice, account, Call.to(trade.tokenIn(), data, TRANSFER_GAS), turn.fee(dice), purpose);
    }

    /** Up to four who trade one way at once, each with a limit far off. */
    private void crowd(Turn turn, Dice dice) {
        List<Venue> open = venues.stream()
                .filter(venue -> venue != universal && venue.pools().get(0).family() != PoolFamily.UNISWAP_V4)
                .filter(venue -> venue.pools().get(0).family() != PoolFamily.BALANCER_V2)
                .toList();
        Venue venue = dice.pick(open);
        Route route = Route.draw(dice, turn.market(), venue.pools(), Math.min(2, venue.mostHops()));
        int size = (int) dice.between(1, 4);
        for (int i = 0; i < size; i++) {
            Account account = accounts.get((int) dice.between(STINGY, ACCOUNTS - 1));
            long tolerance = dice.between(30_000, 90_000);
            Trade trade = order(turn.market(), route, Side.EXACT_IN, dice.between(15_000, 80_000), tolerance);
            if (trade != null) {
                Call call = venue.encoder().call(new Venue.Order(trade, account.address(), turn.deadline(), dice));
                Purpose purpose = purpose(venue, trade, false, false).with("crowd", "yes");
                turn.send(dice, account, call, turn.fee(dice), purpose, trade);
            }
        }
    }

    /** A trade of so many US dollars whose limit lies so many millionths beside the estimate; null where none is to be had. */
    private static @Nullable Trade order(MarketState market, Route route, Side side, long usd, long tolerance) {
        BigInteger in = market.worth(route.path().get(0), usd);
        BigInteger out = market.quote(route.pools(), route.path(), in);
        if (in.signum() == 0 || out.signum() == 0) {
            return null;
        }
        if (side == Side.EXACT_IN) {
            BigInteger least = Amounts.part(out, 1_000_000 - tolerance);
            return new Trade(route.pools(), route.path(), side, in, least.max(BigInteger.ONE));
        }
        return new Trade(route.pools(), route.path(), side, out, Amounts.part(in, 1_000_000 + tolerance));
    }

    private static Purpose purpose(Venue venue, Trade trade, boolean hopeless, boolean late) {
        Purpose purpose = Purpose.of(
                "traders",
                Kind.TRADE,
                trade.side() == Side.EXACT_IN ? "exact in" : "exact out",
                "venue",
                venue.name(),
                "pools",
                trade.pools().stream().map(Pool::name).collect(Collectors.joining(" ")),
                "path",
                trade.path().stream().map(Address::toString).collect(Collectors.joining(" ")),
                "amount",
                trade.amountRaw().toString(),
                "limit",
                trade.limitRaw().toString());
        purpose = hopeless ? purpose.with("fails", "limit") : purpose;
        return late && !venue.name().startsWith("uniswap-v4") ? purpose.with("fails", "deadline") : purpose;
    }
}
