package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.EventFields;
import io.mevstream.detect.Action;
import io.mevstream.detect.SwapContext;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.List;

/** Bancor's network of converters, taken as one pool: a path begins and ends with a token. */
final class BancorCalls implements CallProtocol {

    @Override
    public String name() {
        return "bancor";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                BancorCalls::convert,
                "convertByPath(address[] path, uint256 amount, uint256 minReturn, address beneficiary, address affiliateAccount, uint256 affiliateFee) returns (uint256 returned)");
    }

    private static void convert(Call call, List<Action> actions) {
        EventFields results = call.results();
        List<Address> path = call.arguments().list("path", Address.class);
        if (results == null || path.size() < 3) {
            return;
        }
        Address stated = call.arguments().address("beneficiary");
        UInt256 in = call.arguments().uint("amount");
        UInt256 out = results.uint("returned");
        if (call.moved(m -> m.amountRaw().equals(in)).isEmpty()) {
            return;
        }
        boolean paid = !call.moved(m -> m.amountRaw().equals(out)).isEmpty();
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                PoolId.of(call.contract()),
                call.protocol(),
                path.get(0),
                in,
                path.get(path.size() - 1),
                out,
                call.caller(),
                stated.isZero() ? call.caller() : stated,
                paid ? SwapEvidence.Status.PROVEN : SwapEvidence.Status.PARTLY_PROVEN,
                SwapContext.UNKNOWN));
    }
}
