package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.detect.Action;
import io.mevstream.detect.Ether;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * Aave, versions 1 to 3: one function liquidates in all of them. Amounts are what the liquidator gave and got, since a call
 * may ask to cover more than may be covered. Version 1 holds ether itself and writes it as a token.
 */
final class AaveCalls implements CallProtocol {

    private static final Address ETHER = Address.of("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");
    /** How an aToken changes hands when its owner is liquidated. */
    private static final FunctionSignature SEIZE =
            FunctionSignature.parse("transferOnLiquidation(address from, address to, uint256 value)");

    private static final FunctionSignature MINT = FunctionSignature.parse("mint(address to, uint256 amount)");
    /** ERC-3156's lenders share their function with Aave's first version. */
    private static final String MINTING_LENDER = "erc-3156";

    @Override
    public String name() {
        return "aave";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        AaveCalls::liquidation,
                        "liquidationCall(address collateral, address debt, address user, uint256 debtToCover, bool receiveAToken)")
                .read(
                        AaveCalls::flashLoan,
                        "flashLoan(address receiver, address asset, uint256 amount, bytes params)",
                        "flashLoanSimple(address receiver, address asset, uint256 amount, bytes params, uint16 referralCode)")
                .read(
                        AaveCalls::flashLoans,
                        "flashLoan(address receiver, address[] assets, uint256[] amounts, uint256[] modes, address onBehalfOf, bytes params, uint16 referralCode)");
    }

    private static void liquidation(Call call, List<Action> actions) {
        Address debt = ether(call.arguments().address("debt"));
        Address collateral = ether(call.arguments().address("collateral"));
        Address liquidator = call.caller();
        UInt256 given = call.sum(m -> m.token().equals(debt) && m.from().equals(liquidator));
        UInt256 back = debt.equals(Ether.NATIVE) && !collateral.equals(debt)
                ? call.sum(m -> m.token().equals(debt) && m.to().equals(liquidator))
                : UInt256.ZERO;
        UInt256 got = call.sum(m -> m.token().equals(collateral) && m.to().equals(liquidator));
        Address seized = collateral;
        for (Call transfer : call.calls(SEIZE)) {
            if (transfer.arguments().address("to").equals(liquidator)) {
                got = transfer.arguments().uint("value");
                actions.add(transfer.transferred(
                        transfer.contract(), transfer.arguments().address("from"), liquidator, got));
                seized = transfer.contract();
            }
        }
        UInt256 repaid = given.compareTo(back) > 0 ? given.sub(back) : UInt256.ZERO;
        if (repaid.isZero() && call.frame().error() == null) {
            return; // version 1 answers with an error code and moves nothing
        }
        actions.add(new Action.Liquidated(
                call.evidence(),
                call.fate(),
                call.protocol(),
                call.contract(),
                null,
                liquidator,
                call.arguments().address("user"),
                debt,
                repaid.isZero() ? null : repaid,
                seized,
                got.isZero() ? null : got));
    }

    private static void flashLoan(Call call, List<Action> actions) {
        loan(call, ether(call.arguments().address("asset")), call.arguments().uint("amount"), actions);
    }

    private static void flashLoans(Call call, List<Action> actions) {
        List<Address> assets = call.arguments().list("assets", Address.class);
        List<UInt256> amounts = call.arguments().list("amounts", UInt256.class);
        for (int i = 0; i < Math.min(assets.size(), amounts.size()); i++) {
            loan(call, assets.get(i), amounts.get(i), actions);
        }
    }

    /** A loan that was paid out to its receiver. */
    private static void loan(Call call, Address token, UInt256 amount, List<Action> actions) {
        Address receiver = call.arguments().address("receiver");
        boolean paid = !call.moved(m -> m.token().equals(token)
                        && m.to().equals(receiver)
                        && m.amountRaw().equals(amount))
                .isEmpty();
        boolean minted = !paid && isMinted(call, token, receiver, amount);
        if (minted) {
            // As its log has it: from nobody. What is paid back is transferred to the lender, and burnt there.
            actions.add(call.transferred(token, Address.ZERO, receiver, amount));
        }
        if (paid || minted) {
            String protocol = minted ? MINTING_LENDER : call.protocol();
            actions.add(new Action.FlashLoaned(
                    call.evidence(), call.fate(), protocol, call.contract(), receiver, token, amount, null));
        }
    }

    /** Whether the token was told to mint the loan: Maker's lends DAI that was not there before. */
    private static boolean isMinted(Call call, Address token, Address receiver, UInt256 amount) {
        return call.calls(MINT).stream()
                .anyMatch(mint -> mint.contract().equals(token)
                        && mint.arguments().address("to").equals(receiver)
                        && mint.arguments().uint("amount").equals(amount));
    }

    private static Address ether(Address token) {
        return token.equals(ETHER) ? Ether.NATIVE : token;
    }
}
