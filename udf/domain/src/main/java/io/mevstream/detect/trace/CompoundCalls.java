package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.detect.Action;
import io.mevstream.detect.Ether;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compound v2 and its forks (Cream among them): the debt is repaid in the underlying token, or in ether, and the collateral
 * is seized in cTokens. A call that fails may return a code instead of reverting.
 */
final class CompoundCalls implements CallProtocol {

    private static final FunctionSignature SEIZE = FunctionSignature.parse(
            "seize(address liquidator, address borrower, uint256 seizeTokens) returns (uint256 code)");
    private static final FunctionSignature CALCULATE = FunctionSignature.parse(
            "liquidateCalculateSeizeTokens(address borrowed, address collateral, uint256 repaid) returns (uint256 code, uint256 seizeTokens)");

    @Override
    public String name() {
        return "compound-v2";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        CompoundCalls::liquidateToken,
                        "liquidateBorrow(address borrower, uint256 repayAmount, address collateral) returns (uint256 code)")
                .read(CompoundCalls::liquidateEther, "liquidateBorrow(address borrower, address collateral)");
    }

    private static void liquidateToken(Call call, List<Action> actions) {
        EventFields results = call.results();
        if (results != null && !results.uint("code").isZero()) {
            return;
        }
        List<Movement> given = call.moved(m -> m.from().equals(call.caller()) && m.to().equals(call.contract()));
        add(
                call,
                given.isEmpty() ? null : given.get(0).token(),
                given.isEmpty() ? null : given.get(0).amountRaw(),
                actions);
    }

    private static void liquidateEther(Call call, List<Action> actions) {
        add(call, Ether.NATIVE, call.frame().valueWei(), actions);
    }

    private static void add(Call call, @Nullable Address debt, @Nullable UInt256 repaid, List<Action> actions) {
        Address collateral = call.arguments().address("collateral");
        UInt256 seized = seized(call, collateral, actions);
        boolean failed = call.frame().error() != null;
        if (!failed && (seized == null || debt == null || repaid == null || repaid.isZero())) {
            return;
        }
        actions.add(new Action.Liquidated(
                call.evidence(),
                call.fate(),
                call.protocol(),
                call.contract(),
                null,
                call.caller(),
                call.arguments().address("borrower"),
                debt,
                repaid,
                collateral,
                seized));
    }

    /**
     * What another market was told to seize; within one market nobody is told, and the calculation says it. Either way the
     * cTokens change hands inside of a market, which no transfer shows. (Later markets keep some of it for their reserves:
     * not seen here.)
     */
    private static @Nullable UInt256 seized(Call call, Address collateral, List<Action> actions) {
        Address borrower = call.arguments().address("borrower");
        for (Call seize : call.calls(SEIZE)) {
            if (seize.contract().equals(collateral)) {
                UInt256 amount = seize.arguments().uint("seizeTokens");
                actions.add(seize.transferred(collateral, borrower, call.caller(), amount));
                return amount;
            }
        }
        for (Call calculation : call.calls(CALCULATE)) {
            if (calculation.results() != null) {
                UInt256 amount = calculation.results().uint("seizeTokens");
                actions.add(call.transferred(collateral, borrower, call.caller(), amount));
                return amount;
            }
        }
        return null;
    }
}
