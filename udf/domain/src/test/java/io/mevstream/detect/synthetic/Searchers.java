package io.mevstream.detect.synthetic;

import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.SqrtPriceMath;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.num.Rounding;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Arbitrage and liquidity just in time, each written down in the journal as it is done. */
final class Searchers {

    /** How an arbitrage gets and gives its tokens. */
    private enum Way {
        OWN_TOKENS,
        POOL_TO_POOL,
        FLASH_LOAN,
        FLASH_SWAP,
        THROUGH_A_ROUTER,
        PAID_OUT,
        BUILDER_PAID,
        REVERTED
    }

    private final Market market;
    private final Tape tape;
    private final Venues venues;
    private final Bystanders bystanders;
    private final List<Truth> journal;

    Searchers(Market market, Tape tape, List<Truth> journal) {
        this.market = market;
        this.tape = tape;
        this.venues = new Venues(tape);
        this.bystanders = new Bystanders(market, tape);
        this.journal = journal;
    }

    /** Through two to six pools, after somebody's trade has moved one of them. */
    void arbitrages() {
        List<Pool> cycle = cycle(2 + market.random.nextInt(5));
        if (market.chance(50)) {
            Collections.reverse(cycle);
        }
        int moved = market.random.nextInt(cycle.size());
        Address given = Tape.WETH;
        for (int i = 0; i < moved; i++) {
            given = cycle.get(i).other(given);
        }
        Pool pool = cycle.get(moved);
        Address taken = pool.other(given);
        bystanders.trades(pool, taken, market.part(pool.depth(taken), 80, 250));
        BigInteger amount = best(cycle);
        BigInteger gain = run(cycle, amount).subtract(amount);
        if (gain.signum() > 0) {
            execute(cycle, amount, gain, market.any(Way.values()));
        }
    }

    private List<Pool> cycle(int hops) {
        int first = market.random.nextInt(market.tokens.size() - Math.max(0, hops - 2));
        List<Pool> start = new ArrayList<>(market.etherPools.get(first));
        Collections.shuffle(start, market.random);
        if (hops == 2) {
            return new ArrayList<>(start.subList(0, 2));
        }
        List<Pool> cycle = new ArrayList<>(List.of(start.get(0)));
        for (int i = first; i < first + hops - 2; i++) {
            cycle.add(market.crossPools.get(i));
        }
        cycle.add(market.any(market.etherPools.get(first + hops - 2)));
        return cycle;
    }

    private static BigInteger run(List<Pool> cycle, BigInteger amount) {
        Address token = Tape.WETH;
        BigInteger at = amount;
        for (Pool pool : cycle) {
            at = pool.quote(token, at);
            token = pool.other(token);
        }
        return at;
    }

    private static BigInteger best(List<Pool> cycle) {
        BigInteger best = BigInteger.ONE;
        BigInteger gain = null;
        BigInteger amount = cycle.get(0).depth(Tape.WETH).shiftRight(10);
        for (int i = 0; i < 30; i++) {
            BigInteger made = run(cycle, amount).subtract(amount);
            if (gain == null || made.compareTo(gain) > 0) {
                gain = made;
                best = amount;
            }
            amount = amount.multiply(BigInteger.valueOf(5)).divide(BigInteger.valueOf(4));
        }
        return best;
    }

    private void execute(List<Pool> cycle, BigInteger amount, BigInteger gain, Way wish) {
        boolean pair = cycle.get(0).kind == Pool.Kind.PAIR;
        Way way = wish == Way.FLASH_SWAP && !pair ? Way.OWN_TOKENS : wish;
        Address searcher = market.person("searcher");
        Address bot = way == Way.THROUGH_A_ROUTER ? market.any(market.routers) : market.person("bot");
        List<Pool> before = cycle.stream().map(Pool::copy).toList();
        int index = tape.sends(searcher, bot, BigInteger.ZERO);
        switch (way) {
            case OWN_TOKENS -> trade(cycle, amount, bot);
            case POOL_TO_POOL -> passOn(cycle, amount, bot);
            case FLASH_LOAN -> venues.flashLoan(Tape.WETH, amount, () -> trade(cycle, amount, bot));
            case FLASH_SWAP -> {
                Pool first = cycle.get(0);
                BigInteger out = first.quote(Tape.WETH, amount);
                venues.flashSwap(first, Tape.WETH, amount, bot, () -> {
                    trade(cycle.subList(1, cycle.size()), first.other(Tape.WETH), out, bot);
                    tape.move(Tape.WETH, first.address, amount);
                });
            }
            case THROUGH_A_ROUTER -> {
                tape.moveFrom(Tape.WETH, searcher, bot, amount);
                trade(cycle, amount, bot);
                tape.move(Tape.WETH, searcher, amount.add(gain));
            }
            case PAID_OUT -> {
                trade(cycle, amount, bot);
                tape.move(Tape.WETH, market.person("cold wallet"), gain);
            }
            case BUILDER_PAID -> {
                trade(cycle, amount, bot);
                BigInteger tip = market.part(gain, 100, 900);
                tape.unwrap(tip);
                tape.pay(tape.builder, tip);
            }
            case REVERTED -> {
                tape.enter(market.person("executor"), BigInteger.ZERO, "go(bytes data)", Bytes.EMPTY);
                trade(cycle, amount, tape.running());
                tape.leave();
                tape.reverts();
                restore(cycle, before);
            }
        }
        Kind kind = way == Way.REVERTED ? Kind.REVERTED_ATTEMPT : Kind.ARBITRAGE;
        Map<Address, BigInteger> gross = way == Way.REVERTED ? Map.of() : Map.of(Tape.WETH, gain);
        journal.add(new Truth(kind, List.of(index), List.of(), gross, null));
    }

    private static void restore(List<Pool> pools, List<Pool> before) {
        for (int i = 0; i < pools.size(); i++) {
            pools.get(i).reserve0 = before.get(i).reserve0;
            pools.get(i).reserve1 = before.get(i).reserve1;
            pools.get(i).price = before.get(i).price;
            pools.get(i).seen = before.get(i).seen;
        }
    }

    private void trade(List<Pool> pools, BigInteger amount, Address holder) {
        trade(pools, Tape.WETH, amount, holder);
    }

    private void trade(List<Pool> pools, Address from, BigInteger amount, Address holder) {
        Address token = from;
        BigInteger at = amount;
        for (Pool pool : pools) {
            at = venues.swap(pool, token, at, holder, venues.ownTokens());
            token = pool.other(token);
        }
    }

    /** Each pair is paid by the pool before it. */
    private void passOn(List<Pool> pools, BigInteger amount, Address bot) {
        Address token = Tape.WETH;
        BigInteger at = amount;
        boolean paid = false;
        for (int i = 0; i < pools.size(); i++) {
            boolean next = i + 1 < pools.size() && pools.get(i + 1).kind == Pool.Kind.PAIR;
            Address to = next ? pools.get(i + 1).address : bot;
            at = venues.swap(pools.get(i), token, at, to, paid ? Venues.PAID_AHEAD : venues.ownTokens());
            token = pools.get(i).other(token);
            paid = next;
        }
    }

    /** Around one to three trades of others, which stay within the ticks. */
    void addsJustInTime() {
        Pool pool = market.any(market.etherPools).get(2);
        PoolPrice start = pool.price;
        int tick = Math.floorDiv(start.tick(), 60) * 60;
        int lower = tick - 3000;
        int upper = tick + 3000;
        UInt256 own = start.liquidity().mul(UInt256.of(2 + market.random.nextInt(9)));
        Address provider = market.person("provider");
        Address bot = market.person("bot");
        BigInteger[] added = amounts(pool.price, lower, upper, own, Rounding.UP);
        List<Integer> ownIndexes = new ArrayList<>(List.of(tape.sends(provider, bot, BigInteger.ZERO)));
        venues.mint(pool, lower, upper, own, added[0], added[1]);
        pool.price = new PoolPrice(start.sqrtPriceX96(), start.liquidity().add(own), start.tick());
        List<Integer> users = new ArrayList<>();
        BigInteger[] fees = {BigInteger.ZERO, BigInteger.ZERO};
        for (int i = 1 + market.random.nextInt(3); i > 0; i--) {
            Address in = market.any(pool.token0, pool.token1);
            BigInteger amount = market.part(pool.depth(in), 1, 5);
            users.add(bystanders.trades(pool, in, amount));
            int side = in.equals(pool.token0) ? 0 : 1;
            fees[side] = fees[side].add(amount.multiply(BigInteger.valueOf(3)).divide(BigInteger.valueOf(1000)));
            if (market.chance(30)) {
                bystanders.somethingElse(pool);
            }
        }
        PoolPrice end = pool.price;
        BigInteger[] principal = amounts(end, lower, upper, own, Rounding.DOWN);
        BigInteger[] owed = new BigInteger[2];
        for (int i = 0; i < 2; i++) {
            owed[i] = principal[i].add(
                    fees[i].multiply(own.toBigInteger()).divide(end.liquidity().toBigInteger()));
        }
        ownIndexes.add(tape.sends(provider, bot, BigInteger.ZERO));
        venues.burn(pool, lower, upper, own, principal, owed);
        pool.price = new PoolPrice(end.sqrtPriceX96(), start.liquidity(), end.tick());
        Map<Address, BigInteger> gross = new TreeMap<>();
        gross.put(pool.token0, owed[0].subtract(added[0]));
        gross.put(pool.token1, owed[1].subtract(added[1]));
        gross.values().removeIf(amount -> amount.signum() == 0);
        journal.add(new Truth(Kind.JIT, ownIndexes, users, gross, null));
    }

    private static BigInteger[] amounts(PoolPrice at, int lower, int upper, UInt256 liquidity, Rounding rounding) {
        UInt256 price = at.sqrtPriceX96();
        UInt256 low = TickMath.getSqrtRatioAtTick(lower);
        UInt256 high = TickMath.getSqrtRatioAtTick(upper);
        return new BigInteger[] {
            SqrtPriceMath.getAmount0Delta(price, high, liquidity, rounding).toBigInteger(),
            SqrtPriceMath.getAmount1Delta(low, price, liquidity, rounding).toBigInteger()
        };
    }
}
