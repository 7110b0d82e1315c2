package io.mevstream.devchain.maths;

import io.mevstream.amm.Quote;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.Question;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairs of two forks at random reserves: the pair itself must take the swap that we quote, refuse one unit more, and stand
 * then where we say. The router, which knows Uniswap's fee only, must quote the same.
 */
final class PairCheck implements FamilyCheck {

    private static final int STATES = 400;
    private static final Hash RESERVES = Slots.at(8);
    private static final Address TRADER = Address.of("0x00000000000000000000000000000000007ade12");

    private final CallBatch batch;
    private final Address router;
    private final List<Deployment.Pool> pairs;

    PairCheck(CallBatch batch, Deployment deployment) {
        this.batch = batch;
        this.router = deployment.contract("uniswap-v2/router");
        this.pairs = deployment.pools(PoolFamily.UNISWAP_V2);
    }

    @Override
    public String name() {
        return "uniswap_v2";
    }

    private record Asked(
            Deployment.Pool pair, PairPool pool, boolean exactIn, int tokenIn, UInt256 amount, Quote quote) {}

    @Override
    public void compare(Draw draw, Tally tally, boolean fault) {
        List<Asked> all = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        List<View> routed = new ArrayList<>();
        for (int i = 0; i < STATES; i++) {
            Asked asked = draw(draw, fault);
            all.add(asked);
            questions.add(question(asked));
            routed.add(routed(asked));
        }
        List<List<Answer>> answers = batch.askAll(questions);
        List<Answer> quoted = batch.ask(routed);
        for (int i = 0; i < all.size(); i++) {
            comparePair(all.get(i), answers.get(i), tally);
            compareRouter(all.get(i), quoted.get(i), tally, fault);
        }
    }

    private Asked draw(Draw draw, boolean fault) {
        Deployment.Pool pair = pairs.get(draw.between(0, pairs.size() - 1));
        UInt256 reserve0 = draw.number(112);
        UInt256 reserve1 = draw.number(112);
        boolean exactIn = draw.oneIn(2);
        int tokenIn = draw.between(0, 1);
        UInt256 reserveOut = tokenIn == 0 ? reserve1 : reserve0;
        UInt256 amount = exactIn || draw.oneIn(8)
                ? draw.number(draw.oneIn(8) ? 255 : 112)
                : draw.oneIn(8)
                        ? reserveOut.sub(UInt256.ONE).max(UInt256.ONE)
                        : draw.below(reserveOut).max(UInt256.ONE);
        PairFee fee = PairFee.ofPips(fault ? pair.feePips() + 1 : pair.feePips());
        PairPool pool = PairPool.of(reserve0, reserve1, fee);
        Quote quote = exactIn
                ? pool.quoteExactIn(tokenIn, 1 - tokenIn, amount)
                : pool.quoteExactOut(tokenIn, 1 - tokenIn, amount);
        return new Asked(pair, pool, exactIn, tokenIn, amount, quote);
    }

    /** The pair with the input already paid: one unit more than we quote is asked for first, and refused, so nothing changes. */
    private static Question question(Asked asked) {
        Address pair = asked.pair().address();
        PairPool pool = asked.pool();
        UInt256 in = UInt256.ZERO;
        UInt256 out = asked.exactIn() ? UInt256.ONE : asked.amount();
        UInt256 more = out;
        if (asked.quote() instanceof Quote.Filled filled) {
            in = filled.amountIn();
            out = filled.amountOut();
            more = out.add(UInt256.ONE);
        } else if (asked.exactIn()) {
            in = asked.amount();
        }
        UInt256 balance0 = asked.tokenIn() == 0 ? pool.reserve0().addWrapping(in) : pool.reserve0();
        UInt256 balance1 = asked.tokenIn() == 1 ? pool.reserve1().addWrapping(in) : pool.reserve1();
        Map<Address, Map<Hash, Hash>> storage = new TreeMap<>();
        UInt256 packed = pool.reserve0().or(pool.reserve1().shiftLeft(112));
        storage.put(pair, Map.of(RESERVES, Slots.hash(packed)));
        storage.put(asked.pair().tokens().get(0), Map.of(Slots.balance(pair), Slots.hash(balance0)));
        storage.put(asked.pair().tokens().get(1), Map.of(Slots.balance(pair), Slots.hash(balance1)));
        return new Question(
                storage,
                List.of(
                        swap(pair, asked.tokenIn(), asked.exactIn() ? more : UInt256.MAX.shiftRight(144)),
                        swap(pair, asked.tokenIn(), out),
                        View.of(pair, "getReserves()")));
    }

    private static View swap(Address pair, int tokenIn, UInt256 out) {
        return View.of(
                pair,
                "swap(uint256,uint256,address,bytes)",
                tokenIn == 0 ? 0 : out.toBigInteger(),
                tokenIn == 0 ? out.toBigInteger() : 0,
                TRADER,
                Bytes.EMPTY);
    }

    private static void comparePair(Asked asked, List<Answer> answers, Tally tally) {
        boolean takesMore = answers.get(0).ok();
        boolean takes = answers.get(1).ok();
        if (!(asked.quote() instanceof Quote.Filled filled)) {
            tally.compare(asked, false, takes, true);
            return;
        }
        PairPool after = (PairPool) filled.after();
        List<Object> ours = List.of(false, true, after.reserve0(), after.reserve1());
        byte[] reserves = answers.get(2).data().array();
        List<Object> contracts =
                List.of(takesMore, takes, UInt256.fromBytes(reserves, 0), UInt256.fromBytes(reserves, 32));
        tally.compare(asked, ours, contracts, false);
    }

    private View routed(Asked asked) {
        PairPool pool = asked.pool();
        return View.of(
                router,
                asked.exactIn() ? "getAmountOut(uint256,uint256,uint256)" : "getAmountIn(uint256,uint256,uint256)",
                asked.amount().toBigInteger(),
                (asked.tokenIn() == 0 ? pool.reserve0() : pool.reserve1()).toBigInteger(),
                (asked.tokenIn() == 0 ? pool.reserve1() : pool.reserve0()).toBigInteger());
    }

    /** The router does not see that a pair holds 112 bits, nor that it gives nothing for nothing. */
    private static void compareRouter(Asked asked, Answer answer, Tally tally, boolean fault) {
        PairFee fee = fault ? PairFee.ofPips(3001) : PairFee.UNISWAP;
        PairPool pool = PairPool.of(asked.pool().reserve0(), asked.pool().reserve1(), fee);
        Quote quote = asked.exactIn()
                ? pool.quoteExactIn(asked.tokenIn(), 1 - asked.tokenIn(), asked.amount())
                : pool.quoteExactOut(asked.tokenIn(), 1 - asked.tokenIn(), asked.amount());
        if (quote instanceof Quote.Filled filled) {
            UInt256 ours = asked.exactIn() ? filled.amountOut() : filled.amountIn();
            Object contracts = answer.ok() ? UInt256.fromBytes(answer.data().array(), 0) : "a revert";
            tally.compare(List.of("router", asked), ours, contracts, false);
        }
    }
}
