package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.decode.EventFields;
import io.mevstream.detect.Action;
import io.mevstream.num.UInt256;
import io.mevstream.num.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders that 0x filled: those of its proxy (version 4), which return what was filled of both sides, and those of the
 * exchanges of versions 2 and 3. What wraps others (transformERC20, batches, markets) is seen by the calls it makes.
 */
final class ZeroExCalls implements CallProtocol {

    private static final String LIMIT =
            "(address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256) order";
    private static final String RFQ =
            "(address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256) order";
    private static final String OTC = "(address,address,uint128,uint128,address,address,address,uint256) order";
    private static final String SIGNATURE = "(uint8,uint8,bytes32,bytes32) signature";
    private static final String FILLED = " returns (uint128 takerFilled, uint128 makerFilled)";

    private static final int MAKER_OF_LIMIT = 5;
    private static final int MAKER_OF_RFQ = 4;
    /** The mark of an ERC-20 token in version 2 and 3's asset data. */
    private static final int ERC20_ASSET = 0xf47261b0;

    @Override
    public String name() {
        return "zero-ex";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        (call, actions) -> fill(call, MAKER_OF_LIMIT, actions),
                        "fillLimitOrder(" + LIMIT + ", " + SIGNATURE + ", uint128 amount)" + FILLED,
                        "_fillLimitOrder(" + LIMIT + ", " + SIGNATURE
                                + ", uint128 amount, address taker, address sender)" + FILLED)
                .read(
                        (call, actions) -> fill(call, MAKER_OF_RFQ, actions),
                        "fillRfqOrder(" + RFQ + ", " + SIGNATURE + ", uint128 amount)" + FILLED,
                        "_fillRfqOrder(" + RFQ + ", " + SIGNATURE + ", uint128 amount, address taker)" + FILLED,
                        "_fillRfqOrder(" + RFQ + ", " + SIGNATURE
                                + ", uint128 amount, address taker, bool useSelfBalance, address recipient)" + FILLED,
                        "fillOtcOrder(" + OTC + ", " + SIGNATURE + ", uint128 amount)" + FILLED,
                        "_fillOtcOrder(" + OTC + ", " + SIGNATURE
                                + ", uint128 amount, address taker, bool useSelfBalance, address recipient)" + FILLED)
                .read(
                        ZeroExCalls::fillAssets,
                        "fillOrder((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes) order, uint256 amount, bytes signature) returns ((uint256,uint256,uint256,uint256,uint256) filled)",
                        "fillOrder((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes) order, uint256 amount, bytes signature) returns ((uint256,uint256,uint256,uint256) filled)");
    }

    private static void fill(Call call, int makerAt, List<Action> actions) {
        EventFields results = call.results();
        if (results == null && call.frame().error() == null) {
            return;
        }
        List<Object> order = call.arguments().list("order", Object.class);
        UInt256 takerFilled = results == null ? UInt256.ZERO : results.uint("takerFilled");
        UInt256 makerFilled = results == null ? UInt256.ZERO : results.uint("makerFilled");
        boolean named = call.arguments().names().contains("taker");
        add(
                call,
                (Address) order.get(makerAt),
                named ? call.arguments().address("taker") : call.caller(),
                (Address) order.get(0),
                makerFilled,
                (Address) order.get(1),
                takerFilled,
                actions);
    }

    private static void fillAssets(Call call, List<Action> actions) {
        EventFields results = call.results();
        List<Object> order = call.arguments().list("order", Object.class);
        Address makerToken = token((Bytes) order.get(10));
        Address takerToken = token((Bytes) order.get(11));
        if (makerToken == null
                || takerToken == null
                || (results == null && call.frame().error() == null)) {
            return;
        }
        List<UInt256> filled =
                results == null ? List.of(UInt256.ZERO, UInt256.ZERO) : results.list("filled", UInt256.class);
        add(call, (Address) order.get(0), call.caller(), makerToken, filled.get(0), takerToken, filled.get(1), actions);
    }

    private static @Nullable Address token(Bytes asset) {
        byte[] bytes = asset.array();
        return bytes.length == 36 && Words.readInt(bytes, 0) == ERC20_ASSET ? Address.fromBytes(bytes, 16) : null;
    }

    /** A fill that happened moved the maker's token from the maker. */
    private static void add(
            Call call,
            Address maker,
            Address taker,
            Address makerToken,
            UInt256 makerFilled,
            Address takerToken,
            UInt256 takerFilled,
            List<Action> actions) {
        boolean moved = !call.moved(m -> m.token().equals(makerToken)
                        && m.from().equals(maker)
                        && m.amountRaw().equals(makerFilled))
                .isEmpty();
        if (call.frame().error() == null && (!moved || makerFilled.isZero())) {
            return;
        }
        actions.add(new Action.OrderFilled(
                call.evidence(),
                call.fate(),
                call.contract(),
                call.protocol(),
                maker,
                taker,
                makerToken,
                makerFilled,
                takerToken,
                takerFilled));
    }
}
