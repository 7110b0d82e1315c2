package io.mevstream.devchain.maths;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.balancer.Powers;
import io.mevstream.amm.balancer.StablePool;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Balancer pools at random balances: what each pool answers the vault, asked from the vault's address. */
final class BalancerCheck implements FamilyCheck {

    private static final int QUOTES = 2_000;
    private static final int BALANCE_BITS = 112;
    private static final String REQUEST = "(uint8,address,address,uint256,bytes32,uint256,address,address,bytes)";
    private static final String WEIGHTED = "onSwap(" + REQUEST + ",uint256,uint256)";
    private static final String STABLE = "onSwap(" + REQUEST + ",uint256[],uint256,uint256)";
    private static final Object REVERT = "a revert";

    private final CallBatch vault;
    private final List<BalancerSite.Pool> pools;
    private final boolean stable;

    private BalancerCheck(CallBatch batch, Address vault, List<BalancerSite.Pool> pools, boolean stable) {
        this.vault = batch.from(vault);
        this.pools = pools;
        this.stable = stable;
    }

    static BalancerCheck weighted(CallBatch batch, Address vault, BalancerSite site) {
        return new BalancerCheck(
                batch,
                vault,
                List.of(
                        site.weighted(List.of(18, 18), List.of(500, 500), 3_000_000_000_000_000L),
                        site.weighted(List.of(0, 18), List.of(500, 500), 1_000_000_000_000L),
                        site.weighted(List.of(6, 18), List.of(800, 200), 10_000_000_000_000_000L),
                        site.weighted(List.of(6, 18), List.of(200, 800), 100_000_000_000_000_000L),
                        site.weighted(List.of(0, 6), List.of(667, 333), 2_500_000_000_000_001L),
                        site.weighted(List.of(8, 18), List.of(990, 10), 3_000_000_000_000_000L),
                        site.weighted(List.of(0, 6, 18), List.of(333, 333, 334), 500_000_000_000_000L),
                        site.weighted(List.of(0, 6, 8, 18), List.of(100, 200, 300, 400), 7_654_321_000_000_000L)),
                false);
    }

    static BalancerCheck stable(CallBatch batch, Address vault, BalancerSite site) {
        return new BalancerCheck(
                batch,
                vault,
                List.of(
                        site.stable(List.of(18, 18), 200, 400_000_000_000_000L),
                        site.stable(List.of(6, 18), 1, 1_000_000_000_000L),
                        site.stable(List.of(0, 6), 5000, 100_000_000_000_000_000L),
                        site.stable(List.of(0, 6, 18), 57, 1_234_567_000_000_000L),
                        site.stable(List.of(6, 8, 18, 18), 1000, 100_000_000_000_000L),
                        site.stable(List.of(0, 6, 8, 18, 18), 300, 3_000_000_000_000_000L),
                        site.stable(
                                List.of(18, 18), 400, 500_000_000_000_000L, List.of(1_054_321_987_654_321_098L, 0L)),
                        site.stable(
                                List.of(6, 8, 18),
                                700,
                                200_000_000_000_000L,
                                List.of(930_000_000_000_000_001L, 0L, 2_000_000_000_000_000_003L))),
                true);
    }

    @Override
    public String name() {
        return stable ? "balancer_stable" : "balancer_weighted";
    }

    private record Asked(
            BalancerSite.Pool pool,
            List<Integer> traded,
            List<UInt256> balances,
            int in,
            int out,
            boolean exactIn,
            UInt256 amount) {}

    @Override
    public void compare(Draw draw, Tally tally, boolean fault) {
        List<Asked> all = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (int i = 0; i < QUOTES; i++) {
            Asked asked = draw(draw);
            all.add(asked);
            views.add(view(asked));
        }
        List<Answer> answers = vault.ask(views);
        for (int i = 0; i < all.size(); i++) {
            compare(all.get(i), answers.get(i), tally, fault);
        }
    }

    private Asked draw(Draw draw) {
        BalancerSite.Pool pool = pools.get(draw.between(0, pools.size() - 1));
        List<Integer> traded = new ArrayList<>();
        for (int i = 0; i < pool.tokens().size(); i++) {
            if (!pool.tokens().get(i).equals(pool.address())) {
                traded.add(i);
            }
        }
        List<UInt256> balances = new ArrayList<>();
        int bits = draw.between(20, stable ? 125 : 160);
        int spread = draw.oneIn(3) ? 30 : 5;
        for (int index : traded) {
            int scaledBits = Math.max(1, bits + draw.between(-spread, spread));
            BigInteger unit = pool.scalingFactors()
                    .get(index)
                    .toBigInteger()
                    .divide(BigInteger.TEN.pow(18))
                    .max(BigInteger.ONE);
            BigInteger raw =
                    draw.numberOf(scaledBits).toBigInteger().divide(unit).add(BigInteger.ONE);
            balances.add(UInt256.of(raw.min(BigInteger.ONE.shiftLeft(BALANCE_BITS - 1))));
        }
        int in = draw.between(0, traded.size() - 1);
        int out = (in + draw.between(1, traded.size() - 1)) % traded.size();
        boolean exactIn = draw.oneIn(2);
        UInt256 balance = balances.get(exactIn ? in : out);
        return new Asked(pool, traded, balances, in, out, exactIn, amount(draw, balance));
    }

    /** Mostly within what a weighted pool trades at once, now and then all or more. */
    private static UInt256 amount(Draw draw, UInt256 balance) {
        if (draw.oneIn(8)) {
            return draw.number(BALANCE_BITS - 1);
        }
        if (draw.oneIn(8)) {
            return draw.oneIn(2) ? UInt256.ONE : balance;
        }
        return draw.below(balance.shiftRight(draw.oneIn(2) ? 1 : draw.between(0, 40))
                        .add(UInt256.ONE))
                .max(UInt256.ONE);
    }

    private View view(Asked asked) {
        BalancerSite.Pool pool = asked.pool();
        int in = asked.traded().get(asked.in());
        int out = asked.traded().get(asked.out());
        List<Object> request = List.of(
                asked.exactIn() ? 0 : 1,
                pool.tokens().get(in),
                pool.tokens().get(out),
                asked.amount().toBigInteger(),
                Slots.hash(pool.id()),
                0,
                Address.ZERO,
                Address.ZERO,
                Bytes.EMPTY);
        if (!stable) {
            return View.of(
                    pool.address(),
                    WEIGHTED,
                    request,
                    asked.balances().get(asked.in()).toBigInteger(),
                    asked.balances().get(asked.out()).toBigInteger());
        }
        List<BigInteger> all = new ArrayList<>();
        for (int i = 0; i < pool.tokens().size(); i++) {
            int at = asked.traded().indexOf(i);
            all.add(
                    at < 0
                            ? BigInteger.ONE.shiftLeft(111)
                            : asked.balances().get(at).toBigInteger());
        }
        return View.of(pool.address(), STABLE, request, all, in, out);
    }

    private void compare(Asked asked, Answer answer, Tally tally, boolean fault) {
        QuotablePool pool = pool(asked, fault);
        Quote quote = asked.exactIn()
                ? pool.quoteExactIn(asked.in(), asked.out(), asked.amount())
                : pool.quoteExactOut(asked.in(), asked.out(), asked.amount());
        Object contracts = answer.ok() ? UInt256.fromBytes(answer.data().array(), 0) : REVERT;
        if (contracts instanceof UInt256 amount && !fits(asked, amount)) {
            // The pool answers what the vault then has no room for.
            contracts = REVERT;
        }
        Object ours = REVERT;
        if (quote instanceof Quote.Filled filled) {
            ours = asked.exactIn() ? filled.amountOut() : filled.amountIn();
        } else if (((Quote.Refused) quote).reason() == Reason.ZERO_OUTPUT) {
            ours = UInt256.ZERO;
        }
        tally.compare(asked, ours, contracts, !answer.ok());
    }

    private static boolean fits(Asked asked, UInt256 amount) {
        UInt256 paid = asked.exactIn() ? asked.amount() : amount;
        UInt256 balance = asked.balances().get(asked.in());
        boolean room = paid.bitLength() <= BALANCE_BITS && paid.add(balance).bitLength() <= BALANCE_BITS;
        UInt256 given = asked.exactIn() ? amount : asked.amount();
        return room && given.compareTo(asked.balances().get(asked.out())) <= 0;
    }

    private QuotablePool pool(Asked asked, boolean fault) {
        BalancerSite.Pool pool = asked.pool();
        List<UInt256> factors =
                asked.traded().stream().map(pool.scalingFactors()::get).toList();
        UInt256 fee = fault ? pool.swapFee().add(UInt256.of(1_000_000_000_000L)) : pool.swapFee();
        return stable
                ? new StablePool(asked.balances(), factors, pool.parameters().get(0), fee)
                : new WeightedPool(asked.balances(), factors, pool.parameters(), fee, Powers.MULTIPLIED_OUT);
    }
}
