package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.EventFields;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Balancer V1 pools: one amount is asked for, the other is returned. */
final class BalancerV1Calls implements CallProtocol {

    @Override
    public String name() {
        return "balancer-v1";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        (call, actions) -> swap(call, "tokenAmountIn", null, actions),
                        "swapExactAmountIn(address tokenIn, uint256 tokenAmountIn, address tokenOut, uint256 minAmountOut, uint256 maxPrice) returns (uint256 tokenAmountOut, uint256 spotPriceAfter)")
                .read(
                        (call, actions) -> swap(call, null, "tokenAmountOut", actions),
                        "swapExactAmountOut(address tokenIn, uint256 maxAmountIn, address tokenOut, uint256 tokenAmountOut, uint256 maxPrice) returns (uint256 tokenAmountIn, uint256 spotPriceAfter)");
    }

    private static void swap(Call call, @Nullable String exactIn, @Nullable String exactOut, List<Action> actions) {
        EventFields results = call.results();
        if (results == null && call.fate() == Fate.KEPT) {
            return;
        }
        UInt256 in = exactIn != null
                ? call.arguments().uint(exactIn)
                : results == null ? UInt256.ZERO : results.uint("tokenAmountIn");
        UInt256 out = exactOut != null
                ? call.arguments().uint(exactOut)
                : results == null ? UInt256.ZERO : results.uint("tokenAmountOut");
        Address tokenIn = call.arguments().address("tokenIn");
        Address tokenOut = call.arguments().address("tokenOut");
        boolean proven = !call.moved(m -> m.token().equals(tokenIn)
                                && m.to().equals(call.contract())
                                && m.amountRaw().equals(in))
                        .isEmpty()
                && !call.moved(m -> m.token().equals(tokenOut)
                                && m.from().equals(call.contract())
                                && m.amountRaw().equals(out))
                        .isEmpty();
        if (!proven && call.fate() == Fate.KEPT) {
            return; // a pool moves both, at once
        }
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                PoolId.of(call.contract()),
                call.protocol(),
                tokenIn,
                in,
                tokenOut,
                out,
                call.caller(),
                call.caller(),
                proven && call.frame().error() == null ? SwapEvidence.Status.PROVEN : SwapEvidence.Status.PARTLY_PROVEN,
                new SwapContext(PoolFamily.BALANCER_V1, null, null, null, null, null)));
    }
}
