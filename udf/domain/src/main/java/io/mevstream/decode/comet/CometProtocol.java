package io.mevstream.decode.comet;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.Liquidation;

/**
 * Compound v3. Absorbing a borrower takes its debt in one event and each of its collaterals in one more; selling those on is
 * a purchase, not a liquidation.
 */
public final class CometProtocol implements Protocol {

    @Override
    public String name() {
        return "comet";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "AbsorbDebt(address indexed absorber, address indexed borrower, uint256 basePaidOut, uint256 usdValue)",
                        CometProtocol::absorbDebt)
                .read(
                        "AbsorbCollateral(address indexed absorber, address indexed borrower, address indexed asset, uint256 collateralAbsorbed, uint256 usdValue)",
                        CometProtocol::absorbCollateral)
                .read(
                        "AddAsset(address indexed cometProxy, (address,address,uint8,uint64,uint64,uint64,uint128) assetConfig)",
                        "BuyCollateral(address indexed buyer, address indexed asset, uint256 baseAmount, uint256 collateralAmount)",
                        "CometDeployed(address indexed cometProxy, address indexed newComet)",
                        "PauseAction(bool supplyPaused, bool transferPaused, bool withdrawPaused, bool absorbPaused, bool buyPaused)",
                        "SetBaseBorrowMin(address indexed cometProxy, uint104 oldBaseBorrowMin, uint104 newBaseBorrowMin)",
                        "SetBaseMinForRewards(address indexed cometProxy, uint104 oldBaseMinForRewards, uint104 newBaseMinForRewards)",
                        "SetBaseTokenPriceFeed(address indexed cometProxy, address indexed oldBaseTokenPriceFeed, address indexed newBaseTokenPriceFeed)",
                        "SetBaseTrackingBorrowSpeed(address indexed cometProxy, uint64 oldBaseTrackingBorrowSpeed, uint64 newBaseTrackingBorrowSpeed)",
                        "SetBaseTrackingSupplySpeed(address indexed cometProxy, uint64 oldBaseTrackingSupplySpeed, uint64 newBaseTrackingSupplySpeed)",
                        "SetBorrowKink(address indexed cometProxy, uint64 oldKink, uint64 newKink)",
                        "SetBorrowPerYearInterestRateBase(address indexed cometProxy, uint64 oldIRBase, uint64 newIRBase)",
                        "SetBorrowPerYearInterestRateSlopeHigh(address indexed cometProxy, uint64 oldIRSlopeHigh, uint64 newIRSlopeHigh)",
                        "SetBorrowPerYearInterestRateSlopeLow(address indexed cometProxy, uint64 oldIRSlopeLow, uint64 newIRSlopeLow)",
                        "SetConfiguration(address indexed cometProxy, (address,address,address,address,address,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint104,uint104,uint104,(address,address,uint8,uint64,uint64,uint64,uint128)[]) oldConfiguration, (address,address,address,address,address,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint104,uint104,uint104,(address,address,uint8,uint64,uint64,uint64,uint128)[]) newConfiguration)",
                        "SetExtensionDelegate(address indexed cometProxy, address indexed oldExt, address indexed newExt)",
                        "SetStoreFrontPriceFactor(address indexed cometProxy, uint64 oldStoreFrontPriceFactor, uint64 newStoreFrontPriceFactor)",
                        "SetSupplyKink(address indexed cometProxy, uint64 oldKink, uint64 newKink)",
                        "SetSupplyPerYearInterestRateBase(address indexed cometProxy, uint64 oldIRBase, uint64 newIRBase)",
                        "SetSupplyPerYearInterestRateSlopeHigh(address indexed cometProxy, uint64 oldIRSlopeHigh, uint64 newIRSlopeHigh)",
                        "SetSupplyPerYearInterestRateSlopeLow(address indexed cometProxy, uint64 oldIRSlopeLow, uint64 newIRSlopeLow)",
                        "SetTargetReserves(address indexed cometProxy, uint104 oldTargetReserves, uint104 newTargetReserves)",
                        "Supply(address indexed from, address indexed dst, uint256 amount)",
                        "SupplyCollateral(address indexed from, address indexed dst, address indexed asset, uint256 amount)",
                        "TransferCollateral(address indexed from, address indexed to, address indexed asset, uint256 amount)",
                        "UpdateAsset(address indexed cometProxy, (address,address,uint8,uint64,uint64,uint64,uint128) oldAssetConfig, (address,address,uint8,uint64,uint64,uint64,uint128) newAssetConfig)",
                        "UpdateAssetBorrowCollateralFactor(address indexed cometProxy, address indexed asset, uint64 oldBorrowCF, uint64 newBorrowCF)",
                        "UpdateAssetLiquidateCollateralFactor(address indexed cometProxy, address indexed asset, uint64 oldLiquidateCF, uint64 newLiquidateCF)",
                        "UpdateAssetLiquidationFactor(address indexed cometProxy, address indexed asset, uint64 oldLiquidationFactor, uint64 newLiquidationFactor)",
                        "UpdateAssetPriceFeed(address indexed cometProxy, address indexed asset, address oldPriceFeed, address newPriceFeed)",
                        "UpdateAssetSupplyCap(address indexed cometProxy, address indexed asset, uint128 oldSupplyCap, uint128 newSupplyCap)",
                        "Withdraw(address indexed src, address indexed to, uint256 amount)",
                        "WithdrawCollateral(address indexed src, address indexed to, address indexed asset, uint256 amount)",
                        "WithdrawReserves(address indexed to, uint256 amount)")
                .ignore(
                        "rewards change no position",
                        "RewardClaimed(address indexed src, address indexed recipient, address indexed token, uint256 amount)",
                        "RewardTokenSet(address indexed cometProxy, address indexed token)",
                        "RewardsClaimedSet(address indexed user, address indexed cometProxy, uint256 amount)")
                .ignore(
                        "who administers a market changes no position",
                        "GovernorTransferred(address indexed oldGovernor, address indexed newGovernor)",
                        "SetGovernor(address indexed cometProxy, address indexed oldGovernor, address indexed newGovernor)",
                        "SetPauseGuardian(address indexed cometProxy, address indexed oldPauseGuardian, address indexed newPauseGuardian)",
                        "SetFactory(address indexed cometProxy, address indexed oldFactory, address indexed newFactory)");
    }

    private static ChainEvent absorbDebt(EventFields fields, Address comet) {
        return new Liquidation(
                "comet",
                comet,
                null,
                fields.address("borrower"),
                fields.address("absorber"),
                null,
                fields.uint("basePaidOut"),
                null,
                null);
    }

    private static ChainEvent absorbCollateral(EventFields fields, Address comet) {
        return new Liquidation(
                "comet",
                comet,
                null,
                fields.address("borrower"),
                fields.address("absorber"),
                null,
                null,
                fields.address("asset"),
                fields.uint("collateralAbsorbed"));
    }
}
