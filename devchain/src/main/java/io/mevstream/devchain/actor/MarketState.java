package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pools and feeds at the latest block, as far as actors reckon with them: estimates, which the contracts need not follow. */
public final class MarketState {

    private static final BigInteger PIPS = BigInteger.valueOf(1_000_000);

    private final Deployment deployment;
    private final Map<Address, Token> tokens = new TreeMap<>();
    private final Map<Address, BigInteger> prices = new TreeMap<>();
    private final Map<Address, List<BigInteger>> pools = new TreeMap<>();

    private MarketState(Deployment deployment) {
        this.deployment = deployment;
        deployment.tokens().forEach(token -> tokens.put(token.address(), token));
        tokens.put(Address.ZERO, deployment.token("WETH"));
    }

    /** What must be asked. */
    static List<View> views(Deployment deployment) {
        List<View> views = new ArrayList<>();
        for (Token token : deployment.tokens()) {
            views.add(View.of(token.feed(), "latestAnswer()"));
        }
        for (Pool pool : deployment.pools(PoolFamily.UNISWAP_V2)) {
            views.add(View.of(pool.address(), "getReserves()"));
        }
        for (Pool pool : deployment.pools(PoolFamily.UNISWAP_V3)) {
            views.add(View.of(pool.address(), "slot0()"));
            views.add(View.of(pool.address(), "liquidity()"));
        }
        return views;
    }

    /** Reads the answers in the views' order. */
    static MarketState read(Deployment deployment, Iterator<Answer> answers) {
        MarketState state = new MarketState(deployment);
        for (Token token : deployment.tokens()) {
            state.prices.put(
                    token.address(), numbers("(uint256)", answers.next()).get(0));
        }
        state.prices.put(Address.ZERO, state.prices.get(deployment.token("WETH").address()));
        for (Pool pool : deployment.pools(PoolFamily.UNISWAP_V2)) {
            state.pools.put(pool.address(), numbers("(uint256,uint256)", answers.next()));
        }
        for (Pool pool : deployment.pools(PoolFamily.UNISWAP_V3)) {
            List<BigInteger> both = new ArrayList<>(numbers("(uint256,int24)", answers.next()));
            both.addAll(numbers("(uint256)", answers.next()));
            state.pools.put(pool.address(), both);
        }
        return state;
    }

    private static List<BigInteger> numbers(String types, Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("expected the market to answer, found a revert: " + answer.data());
        }
        List<BigInteger> numbers = new ArrayList<>();
        Abi.decode(types, answer.data().array()).forEach(value -> numbers.add((BigInteger) value));
        return numbers;
    }

    /** The token; ether is wrapped ether. */
    Token token(Address address) {
        Token token = tokens.get(address);
        if (token == null) {
            throw new IllegalArgumentException("expected a token of the market, found " + address);
        }
        return token;
    }

    boolean isToken(Address address) {
        return tokens.containsKey(address);
    }

    /** What the token's feed says, in 1e-8 US dollars. */
    BigInteger priceUsd8(Address token) {
        return prices.get(token(token).address());
    }

    /** What so many whole US dollars buy by the feed. */
    BigInteger worth(Address token, long usd) {
        return BigInteger.valueOf(usd)
                .multiply(BigInteger.TEN.pow(8 + token(token).decimals()))
                .divide(priceUsd8(token));
    }

    /** What the amount is worth in whole US dollars. */
    long usd(Address token, BigInteger amountRaw) {
        return amountRaw
                .multiply(priceUsd8(token))
                .divide(BigInteger.TEN.pow(8 + token(token).decimals()))
                .longValue();
    }

    /** What the amount is worth in the other token by the feeds. */
    BigInteger fair(Address in, BigInteger amountRaw, Address out) {
        return amountRaw
                .multiply(priceUsd8(in))
                .multiply(BigInteger.TEN.pow(token(out).decimals()))
                .divide(priceUsd8(out).multiply(BigInteger.TEN.pow(token(in).decimals())));
    }

    /** The tick that the pool of concentrated liquidity stands at. */
    int tick(Pool pool) {
        return known(pool).get(1).intValue();
    }

    BigInteger sqrtPriceX96(Pool pool) {
        return known(pool).get(0);
    }

    /** The liquidity in range. */
    BigInteger liquidity(Pool pool) {
        return known(pool).get(2);
    }

    private List<BigInteger> known(Pool pool) {
        List<BigInteger> known = pools.get(pool.address());
        if (known == null) {
            throw new IllegalArgumentException("expected a pool whose state is read, found " + pool.name());
        }
        return known;
    }

    /** What the pool would give: exact for a pair; within the range for concentrated liquidity; by the feeds elsewhere. */
    BigInteger quote(Pool pool, Address in, Address out, BigInteger amountRaw) {
        BigInteger paid = amountRaw.multiply(PIPS.subtract(BigInteger.valueOf(pool.feePips())));
        boolean zeroForOne = in.equals(pool.tokens().get(0));
        List<BigInteger> state = pools.get(pool.address());
        if (pool.family() == PoolFamily.UNISWAP_V2 && state != null) {
            BigInteger reserveIn = state.get(zeroForOne ? 0 : 1);
            BigInteger reserveOut = state.get(zeroForOne ? 1 : 0);
            return paid.multiply(reserveOut).divide(reserveIn.multiply(PIPS).add(paid));
        }
        if (pool.family() == PoolFamily.UNISWAP_V3 && state != null) {
            return inRange(paid.divide(PIPS), state.get(0), state.get(2), zeroForOne);
        }
        return fair(in, paid.divide(PIPS), out);
    }

    private static BigInteger inRange(BigInteger paid, BigInteger price, BigInteger liquidity, boolean zeroForOne) {
        if (liquidity.signum() == 0) {
            return BigInteger.ZERO;
        }
        if (zeroForOne) {
            BigInteger scaled = liquidity.shiftLeft(96);
            BigInteger next = scaled.multiply(price).divide(scaled.add(paid.multiply(price)));
            return liquidity.multiply(price.subtract(next)).shiftRight(96);
        }
        BigInteger next = price.add(paid.shiftLeft(96).divide(liquidity));
        return liquidity
                .shiftLeft(96)
                .multiply(next.subtract(price))
                .divide(next)
                .divide(price);
    }

    /** What a route would give. */
    BigInteger quote(List<Pool> route, List<Address> path, BigInteger amountRaw) {
        BigInteger amount = amountRaw;
        for (int i = 0; i < route.size(); i++) {
            amount = quote(route.get(i), path.get(i), path.get(i + 1), amount);
        }
        return amount;
    }

    /** What a route would take for that much, by proportion; null where it gives nothing. */
    @Nullable
    BigInteger cost(List<Pool> route, List<Address> path, BigInteger outRaw) {
        Address last = path.get(path.size() - 1);
        BigInteger in = fair(last, outRaw, path.get(0));
        BigInteger out = quote(route, path, in);
        return out.signum() == 0 ? null : in.multiply(outRaw).divide(out).add(BigInteger.ONE);
    }

    Deployment deployment() {
        return deployment;
    }
}
