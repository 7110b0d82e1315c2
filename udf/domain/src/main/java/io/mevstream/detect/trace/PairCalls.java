package io.mevstream.detect.trace;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.Amounts;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.Refused;
import io.mevstream.decode.uniswapv2.UniswapV2Protocol;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.Ether;
import io.mevstream.detect.SwapContext;
import io.mevstream.detect.trace.PairReserves.Reserves;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uniswap V2 pairs and their forks. A pair's call says what goes out; what came in is the pair's balance less what it
 * held before where its reserves are known, as the pair computes it, else what was transferred to it since it last took
 * stock. Its tokens are those whose balances it asks for, token0 first.
 */
final class PairCalls implements CallProtocol {

    private static final List<String> SWAP_FIELDS =
            List.of("amount0In", "amount1In", "amount0Out", "amount1Out", "sender", "to");

    private static final int MAX_BITS = 127;

    /** Which movements pay a pair. */
    private enum Seen {
        /** Those that were there when the pair looked. */
        NOT_UNDONE,
        ALL
    }

    private final KnownFactories factories;
    private final Ether ether;

    PairCalls(KnownFactories factories, Ether ether) {
        this.factories = factories;
        this.ether = ether;
    }

    @Override
    public String name() {
        return "uniswap-v2";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(this::swap, "swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)")
                .read(PairCalls::mint, "mint(address to) returns (uint256 liquidity)")
                .read(PairCalls::burn, "burn(address to) returns (uint256 amount0, uint256 amount1)")
                .observe(PairCalls::sync, "sync()")
                .observe(PairCalls::skim, "skim(address to)")
                .observe(
                        PairCalls::getReserves,
                        "getReserves() returns (uint112 reserve0, uint112 reserve1, uint32 blockTimestampLast)");
    }

    private void swap(Call call, List<Action> actions) throws Refused {
        UInt256[] out = {call.arguments().uint("amount0Out"), call.arguments().uint("amount1Out")};
        PairHoldings holdings = PairHoldings.of(call, out);
        Reserves before = call.pairs().of(call);
        UInt256[] in = {
            amountIn(call, holdings, 0, out[0], Seen.NOT_UNDONE), amountIn(call, holdings, 1, out[1], Seen.NOT_UNDONE)
        };
        if (in[0].isZero() && in[1].isZero() && call.fate() == Fate.REVERTED) {
            // What was to pay for it had failed: an attempt all the same.
            in[0] = amountIn(call, holdings, 0, out[0], Seen.ALL);
            in[1] = amountIn(call, holdings, 1, out[1], Seen.ALL);
        }
        before = before == null ? shown(holdings, in, out) : before;
        takeStock(call, holdings);
        Reserves after = before == null || call.frame().error() != null
                ? null
                : call.pairs().of(call);
        boolean paid = isPaid(call, holdings, out);
        if ((in[0].isZero() && in[1].isZero()) || (!paid && call.fate() == Fate.KEPT)) {
            return; // no pair pays without having been paid, or is paid and does not pay
        }
        EventFields amounts = new EventFields(
                SWAP_FIELDS,
                Arrays.asList(
                        in[0],
                        in[1],
                        out[0],
                        out[1],
                        call.caller(),
                        call.arguments().address("to")));
        Swap swap = (Swap) UniswapV2Protocol.swap(PoolFamily.UNISWAP_V2, amounts, call.contract());
        int indexIn = swap.in().index() == null || swap.in().index() == 0 ? 0 : 1;
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                swap.pool(),
                call.protocol(),
                holdings.token(indexIn),
                swap.in().amountRaw(),
                holdings.token(1 - indexIn),
                swap.out().amountRaw(),
                call.caller(),
                call.arguments().address("to"),
                paid && call.frame().error() == null ? SwapEvidence.Status.PROVEN : SwapEvidence.Status.PARTLY_PROVEN,
                new SwapContext(
                        PoolFamily.UNISWAP_V2, indexIn, state(before), state(after), feePips(call, holdings), null)));
    }

    /**
     * The reserves before a pair's first swap, from what it holds after it and what moved: where it was paid in wrapped
     * ether alone, for other tokens may arrive in smaller amounts than were sent. Null elsewhere.
     */
    private @Nullable Reserves shown(PairHoldings holdings, UInt256[] in, UInt256[] out) {
        UInt256 held0 = holdings.held0();
        UInt256 held1 = holdings.held1();
        Address paid = in[0].isZero() ? holdings.token1() : in[1].isZero() ? holdings.token0() : null;
        if (held0 == null || held1 == null || paid == null || !paid.equals(ether.wrapped())) {
            return null;
        }
        return held0.compareTo(in[0]) < 0
                        || held1.compareTo(in[1]) < 0
                        || held0.or(held1).or(out[0]).or(out[1]).bitLength() > MAX_BITS
                ? null
                : new Reserves(held0.sub(in[0]).add(out[0]), held1.sub(in[1]).add(out[1]));
    }

    /** The fee, where the pair's address proves which fork's it is. */
    private @Nullable Integer feePips(Call call, PairHoldings holdings) {
        Address token0 = holdings.token0();
        Address token1 = holdings.token1();
        PoolKnowledge known = token0 == null || token1 == null
                ? null
                : factories.derived(PoolId.of(call.contract()), PoolFamily.UNISWAP_V2, token0, token1);
        return known == null ? null : known.feePips();
    }

    /** Whether the pair transferred what its call says it pays. */
    private static boolean isPaid(Call call, PairHoldings holdings, UInt256[] out) {
        for (int i = 0; i < 2; i++) {
            UInt256 amount = out[i];
            Address token = holdings.token(i);
            if (!amount.isZero()
                    && call.moved(m -> m.from().equals(call.contract())
                                    && m.token().equals(token)
                                    && m.amountRaw().equals(amount))
                            .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable PoolState state(@Nullable Reserves reserves) {
        return reserves == null
                ? null
                : new PoolState(Completeness.COMPLETE, reserves.reserve0(), reserves.reserve1(), null, null, null);
    }

    private static UInt256 amountIn(Call call, PairHoldings holdings, int index, UInt256 out, Seen seen) {
        Reserves reserves = call.pairs().of(call);
        UInt256 held = index == 0 ? holdings.held0() : holdings.held1();
        if (reserves != null && held != null && seen == Seen.NOT_UNDONE) {
            UInt256 before = (index == 0 ? reserves.reserve0() : reserves.reserve1());
            UInt256 left = before.compareTo(out) > 0 ? before.sub(out) : UInt256.ZERO;
            return held.compareTo(left) > 0 ? held.sub(left) : UInt256.ZERO;
        }
        Address token = holdings.token(index);
        boolean other = token == null && holdings.token(1 - index) != null && out.isZero();
        UInt256 sum = UInt256.ZERO;
        List<Movement> movements = call.trace().movements();
        for (int i = call.pairs().since(call); i < movements.size(); i++) {
            Movement movement = movements.get(i);
            boolean fits = other
                    ? !movement.token().equals(holdings.token(1 - index))
                            && !movement.token().isZero()
                    : movement.token().equals(token);
            if (fits
                    && movement.to().equals(call.contract())
                    && !movement.from().equals(call.contract())
                    && (seen == Seen.ALL || call.trace().isVisible(movement, call.at()))) {
                sum = sum.addWrapping(movement.amountRaw());
            }
        }
        return sum;
    }

    /** What the pair holds now is its reserves, if its call does not fail. */
    private static void takeStock(Call call, PairHoldings holdings) {
        if (call.frame().error() == null) {
            UInt256 held0 = holdings.held0();
            UInt256 held1 = holdings.held1();
            call.pairs().takeStock(call, held0 == null || held1 == null ? null : new Reserves(held0, held1));
        }
    }

    private static void mint(Call call, List<Action> actions) throws Refused {
        UInt256[] none = {UInt256.ZERO, UInt256.ZERO};
        PairHoldings holdings = PairHoldings.of(call, none);
        if (call.results() == null || holdings.token0() == null) {
            return; // any token's mint looks like this
        }
        UInt256 in0 = amountIn(call, holdings, 0, UInt256.ZERO, Seen.NOT_UNDONE);
        UInt256 in1 = amountIn(call, holdings, 1, UInt256.ZERO, Seen.NOT_UNDONE);
        takeStock(call, holdings);
        add(call, LiquidityChange.Kind.ADD, holdings, Amounts.gained(in0), Amounts.gained(in1), actions);
    }

    private static void burn(Call call, List<Action> actions) throws Refused {
        EventFields results = call.results();
        UInt256[] none = {UInt256.ZERO, UInt256.ZERO};
        PairHoldings holdings = PairHoldings.of(call, none);
        if (results == null || holdings.token0() == null) {
            return;
        }
        takeStock(call, holdings);
        add(
                call,
                LiquidityChange.Kind.REMOVE,
                holdings,
                Amounts.gave(results.uint("amount0")),
                Amounts.gave(results.uint("amount1")),
                actions);
    }

    private static void add(
            Call call,
            LiquidityChange.Kind kind,
            PairHoldings holdings,
            Int256 gained0,
            Int256 gained1,
            List<Action> actions) {
        List<@Nullable Address> tokens = new ArrayList<>();
        tokens.add(holdings.token0());
        tokens.add(holdings.token1());
        actions.add(new Action.LiquidityMoved(
                call.evidence(),
                call.fate(),
                PoolId.of(call.contract()),
                call.protocol(),
                kind,
                call.arguments().address("to"),
                null,
                null,
                null,
                tokens,
                List.of(gained0, gained1)));
    }

    private static void sync(Call call, List<Action> actions) {
        UInt256[] none = {UInt256.ZERO, UInt256.ZERO};
        takeStock(call, PairHoldings.of(call, none));
    }

    /** What the pair held beyond its reserves left it; the reserves stay as they are. */
    private static void skim(Call call, List<Action> actions) {
        if (call.frame().error() == null) {
            call.pairs().takeStock(call, call.pairs().of(call));
        }
    }

    private static void getReserves(Call call, List<Action> actions) {
        EventFields results = call.results();
        if (results != null) {
            call.pairs().answered(call, new Reserves(results.uint("reserve0"), results.uint("reserve1")));
            actions.add(new Action.Asked(
                    call.evidence(), call.fate(), PoolId.of(call.contract()), call.protocol(), call.caller()));
        }
    }
}
