package io.mevstream.decode.liquity;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.Liquidation;

/** Liquity v1: troves, the stability pool, and the price it trades on. */
public final class LiquityProtocol implements Protocol {

    @Override
    public String name() {
        return "liquity";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "TroveLiquidated(address indexed borrower, uint256 debt, uint256 coll, uint8 operation)",
                        LiquityProtocol::liquidation)
                .read(
                        "ActivePoolETHBalanceUpdated(uint256 ETH)",
                        "ActivePoolLUSDDebtUpdated(uint256 LUSDDebt)",
                        "BaseRateUpdated(uint256 baseRate)",
                        "DefaultPoolETHBalanceUpdated(uint256 ETH)",
                        "DefaultPoolLUSDDebtUpdated(uint256 LUSDDebt)",
                        "DepositSnapshotUpdated(address indexed depositor, uint256 P, uint256 S, uint256 G)",
                        "ETHGainWithdrawn(address indexed depositor, uint256 ETH, uint256 LUSDLoss)",
                        "EpochUpdated(uint128 currentEpoch)",
                        "LTermsUpdated(uint256 L_ETH, uint256 L_LUSDDebt)",
                        "LUSDBorrowingFeePaid(address indexed borrower, uint256 LUSDFee)",
                        "LastFeeOpTimeUpdated(uint256 lastFeeOpTime)",
                        "LastGoodPriceUpdated(uint256 lastGoodPrice)",
                        "Liquidation(uint256 liquidatedDebt, uint256 liquidatedColl, uint256 collGasCompensation, uint256 LUSDGasCompensation)",
                        "NodeAdded(address id, uint256 NICR)",
                        "NodeRemoved(address id)",
                        "P_Updated(uint256 P)",
                        "PriceFeedStatusChanged(uint8 newStatus)",
                        "Redemption(uint256 attemptedLUSDAmount, uint256 actualLUSDAmount, uint256 ETHSent, uint256 ETHFee)",
                        "S_Updated(uint256 S, uint128 epoch, uint128 scale)",
                        "ScaleUpdated(uint128 currentScale)",
                        "StabilityPoolETHBalanceUpdated(uint256 newBalance)",
                        "StabilityPoolLUSDBalanceUpdated(uint256 newBalance)",
                        "SystemSnapshotsUpdated(uint256 totalStakesSnapshot, uint256 totalCollateralSnapshot)",
                        "TotalStakesUpdated(uint256 newTotalStakes)",
                        "TroveCreated(address indexed borrower, uint256 arrayIndex)",
                        "TroveIndexUpdated(address borrower, uint256 newIndex)",
                        "TroveSnapshotsUpdated(uint256 L_ETH, uint256 L_LUSDDebt)",
                        "TroveUpdated(address indexed borrower, uint256 debt, uint256 coll, uint256 stake, uint8 operation)",
                        "UserDepositChanged(address indexed depositor, uint256 newDeposit)")
                .ignore(
                        "contracts are wired once, at deployment",
                        "ActivePoolAddressChanged(address newActivePoolAddress)",
                        "ActivePoolAddressSet(address activePoolAddress)",
                        "BorrowerOperationsAddressChanged(address newBorrowerOperationsAddress)",
                        "BorrowerOperationsAddressSet(address borrowerOperationsAddress)",
                        "CollSurplusPoolAddressChanged(address collSurplusPoolAddress)",
                        "CommunityIssuanceAddressChanged(address newCommunityIssuanceAddress)",
                        "CommunityIssuanceAddressSet(address communityIssuanceAddress)",
                        "DefaultPoolAddressChanged(address newDefaultPoolAddress)",
                        "GasPoolAddressChanged(address gasPoolAddress)",
                        "LQTYStakingAddressChanged(address lqtyStakingAddress)",
                        "LQTYStakingAddressSet(address lqtyStakingAddress)",
                        "LQTYTokenAddressChanged(address lqtyTokenAddress)",
                        "LQTYTokenAddressSet(address lqtyTokenAddress)",
                        "LUSDTokenAddressChanged(address lusdTokenAddress)",
                        "LUSDTokenAddressSet(address lusdTokenAddress)",
                        "LockupContractFactoryAddressSet(address lockupContractFactoryAddress)",
                        "PriceFeedAddressChanged(address newPriceFeedAddress)",
                        "SortedTrovesAddressChanged(address sortedTrovesAddress)",
                        "StabilityPoolAddressChanged(address newStabilityPoolAddress)",
                        "StabilityPoolAddressSet(address stabilityPoolAddress)",
                        "TroveManagerAddressChanged(address newTroveManagerAddress)",
                        "TroveManagerAddressSet(address troveManager)")
                .ignore(
                        "rewards and front ends change no trove",
                        "LQTYPaidToDepositor(address indexed depositor, uint256 LQTY)",
                        "LQTYPaidToFrontEnd(address indexed frontEnd, uint256 LQTY)",
                        "TotalLQTYIssuedUpdated(uint256 totalLQTYIssued)",
                        "TotalLQTYStakedUpdated(uint256 totalLQTYStaked)",
                        "StakeChanged(address indexed staker, uint256 newStake)",
                        "StakerSnapshotsUpdated(address staker, uint256 F_ETH, uint256 F_LUSD)",
                        "StakingGainsWithdrawn(address indexed staker, uint256 LUSDGain, uint256 ETHGain)",
                        "FrontEndRegistered(address indexed frontEnd, uint256 kickbackRate)",
                        "FrontEndSnapshotUpdated(address indexed frontEnd, uint256 P, uint256 G)",
                        "FrontEndStakeChanged(address indexed frontEnd, uint256 newFrontEndStake, address depositor)",
                        "FrontEndTagSet(address indexed depositor, address indexed frontEnd)",
                        "F_ETHUpdated(uint256 F_ETH)",
                        "F_LUSDUpdated(uint256 F_LUSD)",
                        "G_Updated(uint256 G, uint128 epoch, uint128 scale)",
                        "CollBalanceUpdated(address indexed account, uint256 newBalance)")
                .ignore(
                        "the balances it repeats follow from the trove and pool events",
                        "EtherSent(address to, uint256 amount)",
                        "ETHBalanceUpdated(uint256 newBalance)",
                        "LUSDBalanceUpdated(uint256 newBalance)",
                        "LUSDTokenBalanceUpdated(address user, uint256 amount)");
    }

    private static ChainEvent liquidation(EventFields fields, Address troveManager) {
        return new Liquidation(
                "liquity",
                troveManager,
                null,
                fields.address("borrower"),
                null,
                null,
                fields.uint("debt"),
                null,
                fields.uint("coll"));
    }
}
