package io.mevstream.decode.morpho;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;
import io.mevstream.num.UInt256;

/** Morpho Blue, one contract that holds every market. A market's tokens are those that its creation stated. */
public final class MorphoProtocol implements Protocol {

    @Override
    public String name() {
        return "morpho";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Liquidate(bytes32 indexed id, address indexed caller, address indexed borrower, uint256 repaidAssets, uint256 repaidShares, uint256 seizedAssets, uint256 badDebtAssets, uint256 badDebtShares)",
                        MorphoProtocol::liquidate)
                .read(
                        "FlashLoan(address indexed caller, address indexed token, uint256 assets)",
                        MorphoProtocol::flashLoan)
                .read(
                        "AccrueInterest(bytes32 indexed id, uint256 prevBorrowRate, uint256 interest, uint256 feeShares)",
                        "Borrow(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets, uint256 shares)",
                        "CreateMarket(bytes32 indexed id, (address,address,address,address,uint256) marketParams)",
                        "EnableIrm(address indexed irm)",
                        "EnableLltv(uint256 lltv)",
                        "Repay(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets, uint256 shares)",
                        "SetFee(bytes32 indexed id, uint256 newFee)",
                        "Supply(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets, uint256 shares)",
                        "SupplyCollateral(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets)",
                        "Withdraw(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets, uint256 shares)",
                        "WithdrawCollateral(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets)")
                .ignore(
                        "who may act for whom moves nothing",
                        "SetOwner(address indexed newOwner)",
                        "SetFeeRecipient(address indexed newFeeRecipient)",
                        "SetAuthorization(address indexed caller, address indexed authorizer, address indexed authorized, bool newIsAuthorized)",
                        "IncrementNonce(address indexed caller, address indexed authorizer, uint256 usedNonce)");
    }

    private static ChainEvent liquidate(EventFields fields, Address morpho) {
        return new Liquidation(
                "morpho",
                morpho,
                fields.hash("id"),
                fields.address("borrower"),
                fields.address("caller"),
                null,
                fields.uint("repaidAssets"),
                null,
                fields.uint("seizedAssets"));
    }

    private static ChainEvent flashLoan(EventFields fields, Address morpho) {
        return new FlashLoan(
                "morpho",
                morpho,
                fields.address("caller"),
                fields.address("token"),
                fields.uint("assets"),
                UInt256.ZERO);
    }
}
