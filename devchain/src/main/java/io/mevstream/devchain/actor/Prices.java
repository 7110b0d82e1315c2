package io.mevstream.devchain.actor;

import io.mevstream.devchain.market.Deployment.Token;
import java.math.BigInteger;
import java.util.List;

/**
 * What a token is worth at a block as the world outside sees it: a walk around its first price, and now and then a crash of
 * tokens that serve as collateral. A pure function of seed, token and block, the same on every branch.
 */
final class Prices {

    /** Between two of them the price moves in a straight line. */
    private static final int KNOT = 16;

    private static final long SWING = 25_000;
    /** Dollars move by this much. */
    private static final long STABLE_SWING = 500;

    private static final int ERA = 40;
    private static final long ONE = 1_000_000;

    private final long seed;

    Prices(long seed) {
        this.seed = seed;
    }

    /** In 1e-8 US dollars. */
    long usd8(Token token, long block) {
        long first = token.priceUsd8();
        long knot = block / KNOT;
        long into = block % KNOT;
        long walked = (knot(token, knot) * (KNOT - into) + knot(token, knot + 1) * into) / KNOT;
        return BigInteger.valueOf(first)
                .multiply(BigInteger.valueOf(walked))
                .multiply(BigInteger.valueOf(crashed(token, block)))
                .divide(BigInteger.valueOf(ONE * ONE))
                .longValueExact();
    }

    private long knot(Token token, long number) {
        long swing = isStable(token) ? STABLE_SWING : SWING;
        return ONE + Dice.of(seed, "price " + token.symbol(), number, 0).between(-swing, swing);
    }

    /** Every era one of the collaterals may fall, stays there for some blocks, and comes back. */
    private long crashed(Token token, long block) {
        Dice dice = Dice.of(seed, "crash", block / ERA, 0);
        String which = dice.pick(List.of("WETH", "WBTC", "LINK"));
        long begin = dice.between(5, 20);
        long length = dice.between(3, 10);
        long depth = dice.between(60_000, 250_000);
        boolean comes = dice.chance(800_000);
        long into = block % ERA;
        boolean fallen = comes && which.equals(token.symbol()) && into >= begin && into < begin + length;
        return fallen ? ONE - depth : ONE;
    }

    private static boolean isStable(Token token) {
        return token.priceUsd8() > 99_000_000L && token.priceUsd8() < 101_000_000L;
    }
}
