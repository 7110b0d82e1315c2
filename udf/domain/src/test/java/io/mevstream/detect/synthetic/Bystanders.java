package io.mevstream.detect.synthetic;

import io.mevstream.chain.Address;
import java.math.BigInteger;
import java.util.List;

/** People who search for nothing: users of routers and aggregators, solvers, providers of liquidity, senders. */
final class Bystanders {

    private static final String CALL = "execute(bytes data)";

    private final Market market;
    private final Tape tape;
    private final Venues venues;

    Bystanders(Market market, Tape tape) {
        this.market = market;
        this.tape = tape;
        this.venues = new Venues(tape);
    }

    /** Through a router, with tokens of their own or with ether; says which transaction it was. */
    int trades(Pool pool, Address in, BigInteger amountIn) {
        return trades(market.person("user"), pool, in, amountIn);
    }

    int trades(Address user, Pool pool, Address in, BigInteger amountIn) {
        Address router = market.any(market.routers);
        if (in.equals(Tape.WETH) && market.chance(50)) {
            int index = tape.sends(user, router, amountIn);
            tape.wrap(amountIn);
            venues.swap(pool, in, amountIn, user, venues.ownTokens());
            return index;
        }
        int index = tape.sends(user, router, BigInteger.ZERO);
        if (pool.other(in).equals(Tape.WETH) && market.chance(50)) {
            BigInteger out = venues.swap(pool, in, amountIn, router, venues.tokensOf(user));
            tape.unwrap(out);
            tape.pay(user, out);
        } else {
            venues.swap(pool, in, amountIn, user, venues.tokensOf(user));
        }
        return index;
    }

    /** From another token over ether into the pool's. */
    int tradesOverTwoPools(Pool last, BigInteger ether) {
        Pool first = market.anyOtherTokensPool(last);
        // As much of the first token as brings about that much ether.
        Address start = first.other(Tape.WETH);
        BigInteger amount = first.depth(start).multiply(ether).divide(first.depth(Tape.WETH));
        return trades(first, amount, last);
    }

    /** From the one pool's token over ether into the other's. */
    int trades(Pool first, BigInteger amount, Pool last) {
        Address start = first.other(Tape.WETH);
        Address user = market.person("user");
        Address router = market.any(market.routers);
        int index = tape.sends(user, router, BigInteger.ZERO);
        BigInteger got = venues.swap(first, start, amount, router, venues.tokensOf(user));
        venues.swap(last, Tape.WETH, got, user, venues.ownTokens());
        return index;
    }

    /** Anything that has nothing to do with the pool. */
    void somethingElse(Pool busy) {
        Pool pool = market.anyEtherPoolBut(busy);
        switch (market.random.nextInt(5)) {
            case 0 -> {
                Address sender = market.person("sender");
                tape.sends(sender, Tape.WETH, BigInteger.ZERO);
                tape.log(
                        "Transfer(address indexed from, address indexed to, uint256 value)",
                        sender,
                        market.person("friend"),
                        Tape.uint(BigInteger.TEN));
            }
            case 1 -> tape.sends(market.person("sender"), market.person("friend"), BigInteger.ONE);
            case 2 -> trades(pool, Tape.WETH, market.part(pool.depth(Tape.WETH), 1, 10));
            case 3 -> {
                Address token = pool.other(Tape.WETH);
                trades(pool, token, market.part(pool.depth(token), 1, 10));
            }
            default -> {
                tape.sends(market.person("user"), market.any(market.routers), BigInteger.ZERO);
                tape.reverts();
            }
        }
    }

    /** One order over two pools, merged again. */
    void splits() {
        List<Pool> pools = market.any(market.etherPools);
        Address user = market.person("user");
        Address token = pools.get(0).other(Tape.WETH);
        Address in = market.any(token, Tape.WETH);
        tape.sends(user, market.any(market.routers), BigInteger.ZERO);
        for (Pool pool : pools.subList(0, 2)) {
            venues.swap(pool, in, market.part(pool.depth(in), 1, 20), user, venues.tokensOf(user));
        }
    }

    /** A route that passes ether twice and ends with it: its user pays for it in a token. */
    void tradesInARing() {
        List<Pool> pools = market.any(market.etherPools);
        Pool first = pools.get(market.random.nextInt(3));
        List<Pool> others = market.etherPools.stream()
                .filter(each -> each != pools)
                .flatMap(List::stream)
                .toList();
        Pool second = market.any(others);
        Address token = first.other(Tape.WETH);
        Pool third = others.stream()
                .filter(pool -> pool != second && pool.other(Tape.WETH).equals(second.other(Tape.WETH)))
                .findFirst()
                .orElseThrow();
        Address user = market.person("user");
        Address aggregator = market.any(market.routers);
        tape.sends(user, aggregator, BigInteger.ZERO);
        BigInteger ether =
                venues.swap(first, token, market.part(first.depth(token), 1, 20), aggregator, venues.tokensOf(user));
        BigInteger half = ether.divide(BigInteger.TWO);
        BigInteger other = venues.swap(second, Tape.WETH, half, aggregator, venues.ownTokens());
        BigInteger back = venues.swap(third, second.other(Tape.WETH), other, aggregator, venues.ownTokens());
        tape.move(Tape.WETH, user, ether.subtract(half).add(back));
    }

    /** A solver matches two opposite orders with the pools, and keeps what is left over of both. */
    void settles() {
        Pool pool = market.anyEtherPool();
        Address token = pool.other(Tape.WETH);
        Address settlement = market.person("settlement");
        Address ann = market.person("ann");
        Address bob = market.person("bob");
        BigInteger hers = market.part(pool.depth(token), 2, 20);
        BigInteger his = market.part(pool.depth(Tape.WETH), 2, 20);
        tape.sends(market.person("solver"), settlement, BigInteger.ZERO);
        tape.moveFrom(token, ann, settlement, hers);
        tape.moveFrom(Tape.WETH, bob, settlement, his);
        BigInteger ether = venues.swap(pool, token, hers, settlement, venues.ownTokens());
        tape.move(Tape.WETH, ann, ether.subtract(BigInteger.TEN));
        BigInteger tokens = venues.swap(pool, Tape.WETH, his, settlement, venues.ownTokens());
        tape.move(token, bob, tokens.subtract(BigInteger.TEN));
    }

    /** There and back at a loss, in one transaction or with another's trade between. */
    void losesOnARoundTrip() {
        Pool pool = market.anyEtherPool();
        Address user = market.person("user");
        Address router = market.any(market.routers);
        BigInteger ether = market.part(pool.depth(Tape.WETH), 2, 20);
        Address token = pool.other(Tape.WETH);
        tape.sends(user, router, BigInteger.ZERO);
        BigInteger got = venues.swap(pool, Tape.WETH, ether, user, venues.tokensOf(user));
        if (market.chance(50)) {
            trades(pool, Tape.WETH, market.part(pool.depth(Tape.WETH), 1, 2));
            trades(pool, token, market.part(pool.depth(token), 60, 90));
            tape.sends(user, router, BigInteger.ZERO);
        }
        venues.swap(pool, token, got, user, venues.tokensOf(user));
    }

    /** What looks like a sandwich to who goes by pool and order alone: three strangers, or one who sells little. */
    void looksLikeASandwich() {
        Pool pool = market.anyEtherPool();
        Address token = pool.other(Tape.WETH);
        Address user = market.person("user");
        BigInteger before = pool.depth(token);
        trades(user, pool, Tape.WETH, market.part(pool.depth(Tape.WETH), 30, 60));
        BigInteger bought = before.subtract(pool.depth(token));
        trades(pool, Tape.WETH, market.part(pool.depth(Tape.WETH), 30, 60));
        if (market.chance(50)) {
            trades(user, pool, token, market.part(bought, 50, 400));
        } else {
            trades(pool, token, market.part(bought, 900, 999));
        }
    }

    /** A trade that fails; no cycle, so no attempt. */
    void fails() {
        Pool pool = market.any(market.any(market.etherPools).subList(0, 2));
        Address user = market.person("user");
        Pool before = pool.copy();
        tape.sends(user, market.any(market.routers), BigInteger.ZERO);
        tape.enter(market.person("executor"), BigInteger.ZERO, CALL, io.mevstream.chain.Bytes.EMPTY);
        venues.swap(pool, Tape.WETH, market.part(pool.depth(Tape.WETH), 1, 20), user, venues.tokensOf(user));
        tape.leave();
        tape.reverts();
        pool.reserve0 = before.reserve0;
        pool.reserve1 = before.reserve1;
    }
}
