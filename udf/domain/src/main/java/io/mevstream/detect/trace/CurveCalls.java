package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Curve pools. Their calls name coins by index and older ones return nothing: what was exchanged is what the caller gave
 * the pool and what the pool then gave away. A call that moved no two tokens is no exchange.
 */
final class CurveCalls implements CallProtocol {

    /** When the pool gets its input. */
    private enum Payment {
        WITHIN,
        AHEAD
    }

    @Override
    public String name() {
        return "curve";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        (call, actions) -> exchange(call, PoolFamily.CURVE_STABLE, Payment.WITHIN, actions),
                        "exchange(int128 i, int128 j, uint256 dx, uint256 min_dy)",
                        "exchange(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver)",
                        "exchange_underlying(int128 i, int128 j, uint256 dx, uint256 min_dy)",
                        "exchange_underlying(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver)")
                .read(
                        (call, actions) -> exchange(call, PoolFamily.CURVE_STABLE, Payment.AHEAD, actions),
                        "exchange_received(int128 i, int128 j, uint256 dx, uint256 min_dy)",
                        "exchange_received(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver)")
                .read(
                        (call, actions) -> exchange(call, PoolFamily.CURVE_CRYPTO, Payment.WITHIN, actions),
                        "exchange(uint256 i, uint256 j, uint256 dx, uint256 min_dy)",
                        "exchange(uint256 i, uint256 j, uint256 dx, uint256 min_dy, bool use_eth)",
                        "exchange(uint256 i, uint256 j, uint256 dx, uint256 min_dy, bool use_eth, address receiver)",
                        "exchange_underlying(uint256 i, uint256 j, uint256 dx, uint256 min_dy)")
                .read(
                        (call, actions) -> exchange(call, PoolFamily.CURVE_CRYPTO, Payment.AHEAD, actions),
                        "exchange_received(uint256 i, uint256 j, uint256 dx, uint256 min_dy)",
                        "exchange_received(uint256 i, uint256 j, uint256 dx, uint256 min_dy, address receiver)");
    }

    private static void exchange(Call call, PoolFamily family, Payment payment, List<Action> actions) {
        Address pool = call.contract();
        Address caller = call.caller();
        UInt256 dx = call.arguments().uint("dx");
        Address receiver =
                call.arguments().names().contains("receiver") ? call.arguments().address("receiver") : caller;
        List<Movement> seen = payment == Payment.AHEAD ? call.movedBefore() : call.moved(m -> true);
        Movement in = first(seen.stream()
                .filter(m -> m.to().equals(pool) && m.amountRaw().equals(dx))
                .toList());
        Movement out = last(call.moved(m -> m.from().equals(pool)
                && m.to().equals(receiver)
                && (in == null || !m.token().equals(in.token()))));
        if (in == null || (out == null && call.fate() == Fate.KEPT)) {
            return;
        }
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                PoolId.of(pool),
                call.protocol(),
                in.token(),
                in.amountRaw(),
                out == null ? null : out.token(),
                out == null ? UInt256.ZERO : out.amountRaw(),
                caller,
                receiver,
                out == null ? SwapEvidence.Status.PARTLY_PROVEN : SwapEvidence.Status.PROVEN,
                new SwapContext(family, null, null, null, null, null)));
    }

    private static @Nullable Movement first(List<Movement> movements) {
        return movements.isEmpty() ? null : movements.get(0);
    }

    private static @Nullable Movement last(List<Movement> movements) {
        return movements.isEmpty() ? null : movements.get(movements.size() - 1);
    }
}
