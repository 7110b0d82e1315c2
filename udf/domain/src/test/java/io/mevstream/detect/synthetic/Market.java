package io.mevstream.detect.synthetic;

import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.chain.Address;
import io.mevstream.chain.Keccak;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Tokens and pools that last over several blocks, and people to trade with them, all of it by seed. */
final class Market {

    static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final int TOKENS = 5;

    final Random random;
    final List<Address> tokens = new ArrayList<>();
    /** Of each token with wrapped ether: two pairs and a range. */
    final List<List<Pool>> etherPools = new ArrayList<>();
    /** The pair of each token with the next. */
    final List<Pool> crossPools = new ArrayList<>();

    /** Contracts that everybody calls. */
    final List<Address> routers = new ArrayList<>();

    private final String name;
    private int people;

    Market(long seed) {
        random = new Random(seed);
        name = "market " + seed + " ";
        for (int i = 0; i < 3; i++) {
            routers.add(person("router"));
        }
        List<Long> unitsPerEther = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(Address.fromBytes(Keccak.hash(name + "token " + i).toBytes(), 0));
            unitsPerEther.add(10L + random.nextInt(10_000));
        }
        for (int i = 0; i < TOKENS; i++) {
            BigInteger rate = BigInteger.valueOf(unitsPerEther.get(i));
            etherPools.add(List.of(
                    pair(Pool.Factory.UNISWAP, tokens.get(i), Tape.WETH, rate, BigInteger.ONE),
                    pair(Pool.Factory.SUSHISWAP, tokens.get(i), Tape.WETH, rate, BigInteger.ONE),
                    range(tokens.get(i), Tape.WETH, rate)));
            if (i > 0) {
                BigInteger before = BigInteger.valueOf(unitsPerEther.get(i - 1));
                crossPools.add(pair(Pool.Factory.UNISWAP, tokens.get(i - 1), tokens.get(i), before, rate));
            }
        }
    }

    private Pool pair(Pool.Factory factory, Address one, Address other, BigInteger rateOne, BigInteger rateOther) {
        BigInteger worth = depth();
        boolean sorted = one.compareTo(other) < 0;
        BigInteger amountOne = worth.multiply(rateOne);
        BigInteger amountOther = worth.multiply(rateOther);
        return sorted
                ? Pool.pair(factory, one, other, amountOne, amountOther)
                : Pool.pair(factory, other, one, amountOther, amountOne);
    }

    private Pool range(Address token, Address ether, BigInteger rate) {
        BigInteger worth = depth();
        BigInteger amount = worth.multiply(rate);
        boolean sorted = token.compareTo(ether) < 0;
        BigInteger amount0 = sorted ? amount : worth;
        BigInteger amount1 = sorted ? worth : amount;
        UInt256 root = UInt256.of(amount1.shiftLeft(192).divide(amount0).sqrt());
        UInt256 liquidity = UInt256.of(amount0.multiply(amount1).sqrt());
        PoolPrice price = new PoolPrice(root, liquidity, TickMath.getTickAtSqrtRatio(root));
        return Pool.range(sorted ? token : ether, sorted ? ether : token, price);
    }

    /** From 200 to 2000 ether, and some wei. */
    private BigInteger depth() {
        return ETHER.multiply(BigInteger.valueOf(200 + random.nextInt(1800)))
                .add(BigInteger.valueOf(random.nextInt(1 << 30)));
    }

    /** Somebody new. */
    Address person(String what) {
        return Address.fromBytes(Keccak.hash(name + what + people++).toBytes(), 0);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T any(T... options) {
        return options[random.nextInt(options.length)];
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From so many thousandths of the amount to so many. */
    BigInteger part(BigInteger amount, int from, int to) {
        return amount.multiply(BigInteger.valueOf(from * 1000L + random.nextInt((to - from) * 1000)))
                .divide(BigInteger.valueOf(1_000_000));
    }

    Pool anyEtherPool() {
        return any(any(etherPools));
    }

    /** A pool of any token but this pool's. */
    Pool anyOtherTokensPool(Pool pool) {
        return any(etherPools.stream()
                .filter(of -> !of.contains(pool))
                .flatMap(List::stream)
                .toList());
    }

    Pool anyEtherPoolBut(Pool busy) {
        List<Pool> others = etherPools.stream()
                .flatMap(List::stream)
                .filter(pool -> pool != busy)
                .toList();
        return any(others);
    }

    Stream<Pool> pools() {
        return Stream.concat(etherPools.stream().flatMap(List::stream), crossPools.stream());
    }
}
