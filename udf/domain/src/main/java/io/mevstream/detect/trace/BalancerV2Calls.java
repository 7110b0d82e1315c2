package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.detect.Action;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Balancer V2's vault. Whichever way it is asked to swap, it asks each pool for the other amount, and that is one swap; the
 * tokens are moved for all swaps of a batch together.
 */
final class BalancerV2Calls implements CallProtocol {

    private static final String REQUEST =
            "(uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request";
    private static final List<FunctionSignature> ON_SWAP = List.of(
            FunctionSignature.parse("onSwap(" + REQUEST
                    + ", uint256 balanceTokenIn, uint256 balanceTokenOut) returns (uint256 amountCalculated)"),
            FunctionSignature.parse("onSwap(" + REQUEST
                    + ", uint256[] balances, uint256 indexIn, uint256 indexOut) returns (uint256 amountCalculated)"));

    @Override
    public String name() {
        return "balancer-v2";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        BalancerV2Calls::swap,
                        "swap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds, uint256 limit, uint256 deadline) returns (uint256 amountCalculated)")
                .read(
                        BalancerV2Calls::batchSwap,
                        "batchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds, int256[] limits, uint256 deadline) returns (int256[] assetDeltas)")
                .read(
                        BalancerV2Calls::flashLoan,
                        "flashLoan(address recipient, address[] tokens, uint256[] amounts, bytes userData)");
    }

    private static void swap(Call call, List<Action> actions) {
        EventFields results = call.results();
        if (results == null) {
            return;
        }
        List<Object> swap = call.arguments().list("singleSwap", Object.class);
        List<Object> funds = call.arguments().list("funds", Object.class);
        boolean givenIn = ((UInt256) swap.get(1)).isZero();
        UInt256 given = (UInt256) swap.get(4);
        UInt256 calculated = results.uint("amountCalculated");
        UInt256 in = givenIn ? given : calculated;
        UInt256 out = givenIn ? calculated : given;
        boolean moved =
                !call.moved(m -> m.to().equals(call.contract()) && m.amountRaw().equals(in))
                                .isEmpty()
                        && !call.moved(m -> m.from().equals(call.contract())
                                        && m.amountRaw().equals(out))
                                .isEmpty();
        add(
                call,
                call,
                (Hash) swap.get(0),
                (Address) swap.get(2),
                in,
                (Address) swap.get(3),
                out,
                (Address) funds.get(2),
                moved,
                actions);
    }

    private static void batchSwap(Call call, List<Action> actions) {
        if (call.results() == null) {
            return;
        }
        List<Object> funds = call.arguments().list("funds", Object.class);
        List<Call> asked = new ArrayList<>();
        ON_SWAP.forEach(function -> asked.addAll(call.calls(function)));
        asked.sort(Comparator.comparingInt(Call::at));
        for (Call onSwap : asked) {
            EventFields results = onSwap.results();
            if (results == null || !onSwap.caller().equals(call.contract())) {
                continue;
            }
            List<Object> request = onSwap.arguments().list("request", Object.class);
            boolean givenIn = ((UInt256) request.get(0)).isZero();
            UInt256 given = (UInt256) request.get(3);
            UInt256 calculated = results.uint("amountCalculated");
            add(
                    call,
                    onSwap,
                    (Hash) request.get(4),
                    (Address) request.get(1),
                    givenIn ? given : calculated,
                    (Address) request.get(2),
                    givenIn ? calculated : given,
                    (Address) funds.get(2),
                    false,
                    actions);
        }
    }

    private static void add(
            Call vault,
            Call at,
            Hash pool,
            Address tokenIn,
            UInt256 in,
            Address tokenOut,
            UInt256 out,
            Address recipient,
            boolean moved,
            List<Action> actions) {
        actions.add(new Action.Swapped(
                at.evidence(),
                vault.fate(),
                new PoolId(vault.contract(), pool),
                vault.protocol(),
                tokenIn,
                in,
                tokenOut,
                out,
                vault.caller(),
                recipient,
                moved ? SwapEvidence.Status.PROVEN : SwapEvidence.Status.NOT_CHECKABLE,
                new SwapContext(PoolFamily.BALANCER_V2, null, null, null, null, null)));
    }

    private static void flashLoan(Call call, List<Action> actions) {
        List<Address> tokens = call.arguments().list("tokens", Address.class);
        List<UInt256> amounts = call.arguments().list("amounts", UInt256.class);
        Address receiver = call.arguments().address("recipient");
        for (int i = 0; i < Math.min(tokens.size(), amounts.size()); i++) {
            actions.add(Loans.of(call, receiver, tokens.get(i), amounts.get(i)));
        }
    }
}
