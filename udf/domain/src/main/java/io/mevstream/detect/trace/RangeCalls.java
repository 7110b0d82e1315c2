package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.Amounts;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.decode.Refused;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uniswap V3 pools and their forks: what they return is what their events say. Of a swap that failed only what was
 * transferred before it did is known.
 */
final class RangeCalls implements CallProtocol {

    private static final FunctionSignature BALANCE_OF =
            FunctionSignature.parse("balanceOf(address account) returns (uint256 balance)");
    private static final FunctionSignature PANCAKE_CALLBACK =
            FunctionSignature.parse("pancakeV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes data)");

    @Override
    public String name() {
        return "uniswap-v3";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        RangeCalls::swap,
                        "swap(address recipient, bool zeroForOne, int256 amountSpecified, uint160 sqrtPriceLimitX96, bytes data) returns (int256 amount0, int256 amount1)")
                .read(
                        RangeCalls::mint,
                        "mint(address recipient, int24 tickLower, int24 tickUpper, uint128 amount, bytes data) returns (uint256 amount0, uint256 amount1)")
                .read(
                        RangeCalls::burn,
                        "burn(int24 tickLower, int24 tickUpper, uint128 amount) returns (uint256 amount0, uint256 amount1)")
                .read(
                        RangeCalls::collect,
                        "collect(address recipient, int24 tickLower, int24 tickUpper, uint128 amount0Requested, uint128 amount1Requested) returns (uint128 amount0, uint128 amount1)")
                .read(RangeCalls::flash, "flash(address recipient, uint256 amount0, uint256 amount1, bytes data)")
                .observe(RangeCalls::slot0, "slot0() returns (uint160 sqrtPriceX96, int24 tick)");
    }

    /** Forks return more behind the first two, each in its own way. */
    private static void slot0(Call call, List<Action> actions) {
        if (call.results() != null) {
            actions.add(new Action.Asked(
                    call.evidence(), call.fate(), PoolId.of(call.contract()), call.protocol(), call.caller()));
        }
    }

    private static void swap(Call call, List<Action> actions) throws Refused {
        boolean zeroIn = (Boolean) call.arguments().get("zeroForOne");
        Address pool = call.contract();
        Address recipient = call.arguments().address("recipient");
        EventFields results = call.results();
        if (results == null) {
            failed(call, zeroIn, recipient, actions);
            return;
        }
        Int256 in = results.sint(zeroIn ? "amount0" : "amount1");
        Int256 out = results.sint(zeroIn ? "amount1" : "amount0");
        if (in.signum() < 0 || out.signum() > 0) {
            throw Refused.impossible("expected an amount in and one out, found " + in + " and " + out);
        }
        Address tokenOut = token(
                call,
                m -> m.from().equals(pool)
                        && m.to().equals(recipient)
                        && m.amountRaw().equals(out.abs()));
        Address paidIn = token(
                call,
                m -> m.to().equals(pool)
                        && !m.token().equals(tokenOut)
                        && m.amountRaw().compareTo(in.abs()) >= 0);
        if (tokenOut == null && !out.abs().isZero() && call.fate() == Fate.KEPT) {
            return; // a pool pays; what does not is no pool
        }
        boolean proven = tokenOut != null && paidIn != null;
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                PoolId.of(pool),
                family(call) == PoolFamily.PANCAKE_V3 ? "pancake-v3" : call.protocol(),
                paidIn != null ? paidIn : asked(call, tokenOut),
                in.abs(),
                tokenOut,
                out.abs(),
                call.caller(),
                recipient,
                proven ? SwapEvidence.Status.PROVEN : SwapEvidence.Status.PARTLY_PROVEN,
                new SwapContext(family(call), zeroIn ? 0 : 1, null, null, null, null)));
    }

    /** The pool failed: what it had paid out and had been paid, as far as it got. */
    private static void failed(Call call, boolean zeroIn, Address recipient, List<Action> actions) {
        Address pool = call.contract();
        List<Movement> paid = call.moved(m -> m.from().equals(pool) && m.to().equals(recipient));
        List<Movement> got = call.moved(m -> m.to().equals(pool));
        if (paid.isEmpty() || call.fate() == Fate.KEPT) {
            return; // so early that nothing is known of it
        }
        Movement out = paid.get(0);
        Int256 specified = call.arguments().sint("amountSpecified");
        UInt256 asked = specified.signum() > 0 ? specified.abs() : UInt256.ZERO;
        Movement in = got.stream()
                .filter(m -> !m.token().equals(out.token()))
                .findFirst()
                .orElse(null);
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                PoolId.of(pool),
                call.protocol(),
                in == null ? asked(call, out.token()) : in.token(),
                in == null ? asked : in.amountRaw(),
                out.token(),
                out.amountRaw(),
                call.caller(),
                recipient,
                SwapEvidence.Status.PARTLY_PROVEN,
                new SwapContext(family(call), zeroIn ? 0 : 1, null, null, null, null)));
    }

    private static PoolFamily family(Call call) {
        boolean pancake = call.calls(PANCAKE_CALLBACK).stream()
                .anyMatch(callback -> callback.caller().equals(call.contract()));
        return pancake ? PoolFamily.PANCAKE_V3 : PoolFamily.UNISWAP_V3;
    }

    private static @Nullable Address token(Call call, java.util.function.Predicate<Movement> fits) {
        return call.moved(fits).stream().map(Movement::token).findFirst().orElse(null);
    }

    /** The token whose balance the pool asked for, and that it did not pay. */
    private static @Nullable Address asked(Call call, @Nullable Address tokenOut) {
        for (Call balance : call.calls(BALANCE_OF)) {
            if (balance.caller().equals(call.contract()) && !balance.contract().equals(tokenOut)) {
                return balance.contract();
            }
        }
        return null;
    }

    private static void mint(Call call, List<Action> actions) throws Refused {
        if (call.results() != null && !asksForBalances(call)) {
            return;
        }
        liquidity(call, LiquidityChange.Kind.ADD, call.arguments().address("recipient"), 1, actions);
    }

    private static void burn(Call call, List<Action> actions) throws Refused {
        liquidity(call, LiquidityChange.Kind.REMOVE, call.caller(), -1, actions);
    }

    private static void collect(Call call, List<Action> actions) throws Refused {
        liquidity(call, LiquidityChange.Kind.COLLECT, call.caller(), -1, actions);
    }

    private static boolean asksForBalances(Call call) {
        return asked(call, null) != null;
    }

    private static void liquidity(Call call, LiquidityChange.Kind kind, Address owner, int sign, List<Action> actions)
            throws Refused {
        EventFields results = call.results();
        if (results == null) {
            return;
        }
        Int256 amount0 = Amounts.gained(results.uint("amount0"));
        Int256 amount1 = Amounts.gained(results.uint("amount1"));
        Int256 delta = kind == LiquidityChange.Kind.COLLECT
                ? null
                : Amounts.gained(call.arguments().uint("amount"));
        actions.add(new Action.LiquidityMoved(
                call.evidence(),
                call.fate(),
                PoolId.of(call.contract()),
                call.protocol(),
                kind,
                owner,
                call.arguments().integer("tickLower", -(1 << 23), 1 << 23),
                call.arguments().integer("tickUpper", -(1 << 23), 1 << 23),
                delta == null || sign > 0 ? delta : delta.negate(),
                tokens(call, kind, results),
                sign > 0 ? List.of(amount0, amount1) : List.of(amount0.negate(), amount1.negate())));
    }

    /** A burn moves nothing and so names no tokens; elsewhere they are known by what was moved. */
    private static List<@Nullable Address> tokens(Call call, LiquidityChange.Kind kind, EventFields results) {
        List<@Nullable Address> tokens = new ArrayList<>();
        if (kind == LiquidityChange.Kind.REMOVE) {
            return tokens;
        }
        for (String name : List.of("amount0", "amount1")) {
            UInt256 amount = results.uint(name);
            tokens.add(token(
                    call,
                    m -> m.amountRaw().equals(amount)
                            && !amount.isZero()
                            && (kind == LiquidityChange.Kind.ADD ? m.to() : m.from()).equals(call.contract())));
        }
        return tokens;
    }

    private static void flash(Call call, List<Action> actions) {
        for (String name : List.of("amount0", "amount1")) {
            UInt256 amount = call.arguments().uint(name);
            Address recipient = call.arguments().address("recipient");
            Address token = amount.isZero()
                    ? null
                    : token(
                            call,
                            m -> m.from().equals(call.contract())
                                    && m.to().equals(recipient)
                                    && m.amountRaw().equals(amount));
            if (token != null) {
                actions.add(Loans.of(call, recipient, token, amount));
            }
        }
    }
}
