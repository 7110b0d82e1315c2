package io.mevstream.decode.compoundv2;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;

/**
 * Compound v2 and its forks, Cream and Venus among them, which kept its events and added to them. A market is its cToken:
 * liquidations name cTokens, not what lies under them.
 */
public final class CompoundV2Protocol implements Protocol {

    @Override
    public String name() {
        return "compound-v2";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "LiquidateBorrow(address liquidator, address borrower, uint256 repayAmount, address cTokenCollateral, uint256 seizeTokens)",
                        CompoundV2Protocol::liquidation)
                .read(
                        "Flashloan(address indexed receiver, uint256 amount, uint256 totalFee, uint256 reservesFee)",
                        CompoundV2Protocol::flashloan)
                .read(
                        "TransferInUnderlyingFlashLoan(address indexed asset, address indexed sender, uint256 amount, uint256 totalFee, uint256 protocolFee)",
                        CompoundV2Protocol::flashLoanRepaid)
                .read(
                        "AccrueInterest(uint256 cashPrior, uint256 interestAccumulated, uint256 borrowIndex, uint256 totalBorrows)",
                        "AccrueInterest(uint256 interestAccumulated, uint256 borrowIndex, uint256 totalBorrows)",
                        "ActionPaused(address cToken, string action, bool pauseState)",
                        "ActionPaused(string action, bool pauseState)",
                        "ActionPausedMarket(address indexed vToken, uint8 indexed action, bool pauseState)",
                        "ActionProtocolPaused(bool state)",
                        "Borrow(address borrower, uint256 borrowAmount, uint256 accountBorrows, uint256 totalBorrows)",
                        "BorrowAllowedUpdated(uint96 indexed poolId, address indexed market, bool oldStatus, bool newStatus)",
                        "CashSynced(uint256 oldInternalCash, uint256 newInternalCash)",
                        "FlashLoanExecuted(address indexed receiver, address[] assets, uint256[] amounts)",
                        "FlashLoanFeeUpdated(uint256 oldFlashLoanFeeMantissa, uint256 newFlashLoanFeeMantissa, uint256 oldFlashLoanProtocolShare, uint256 newFlashLoanProtocolShare)",
                        "FlashLoanPauseChanged(bool oldPaused, bool newPaused)",
                        "FlashLoanRepaid(address indexed receiver, address indexed onBehalf, address indexed asset, uint256 repaidAmount, uint256 remainingDebt)",
                        "FlashLoanStatusChanged(bool previousStatus, bool newStatus)",
                        "IsAccountFlashLoanWhitelisted(address indexed account, bool indexed isWhitelisted)",
                        "IsForcedLiquidationEnabledForUserUpdated(address indexed borrower, address indexed vToken, bool enable)",
                        "IsForcedLiquidationEnabledUpdated(address indexed vToken, bool enable)",
                        "MarketEntered(address cToken, address account)",
                        "MarketEntered(address indexed vToken, address indexed account)",
                        "MarketExited(address cToken, address account)",
                        "MarketExited(address indexed vToken, address indexed account)",
                        "MarketListed(address cToken)",
                        "MarketListed(address indexed vToken)",
                        "MarketUnlisted(address indexed vToken)",
                        "Mint(address minter, uint256 mintAmount, uint256 mintTokens)",
                        "Mint(address minter, uint256 mintAmount, uint256 mintTokens, uint256 totalSupply)",
                        "MintBehalf(address payer, address receiver, uint256 mintAmount, uint256 mintTokens)",
                        "MintBehalf(address payer, address receiver, uint256 mintAmount, uint256 mintTokens, uint256 totalSupply)",
                        "NewBorrowCap(address indexed cToken, uint256 newBorrowCap)",
                        "NewCloseFactor(uint256 oldCloseFactorMantissa, uint256 newCloseFactorMantissa)",
                        "NewCollateralCap(address token, uint256 newCap)",
                        "NewCollateralFactor(address cToken, uint256 oldCollateralFactorMantissa, uint256 newCollateralFactorMantissa)",
                        "NewCollateralFactor(address indexed vToken, uint256 oldCollateralFactorMantissa, uint256 newCollateralFactorMantissa)",
                        "NewCollateralFactor(uint96 indexed poolId, address indexed vToken, uint256 oldCollateralFactorMantissa, uint256 newCollateralFactorMantissa)",
                        "NewComptroller(address oldComptroller, address newComptroller)",
                        "NewDeviationBoundedOracle(address oldDeviationBoundedOracle, address newDeviationBoundedOracle)",
                        "NewImplementation(address oldImplementation, address newImplementation)",
                        "NewLiquidationIncentive(uint256 oldLiquidationIncentiveMantissa, uint256 newLiquidationIncentiveMantissa)",
                        "NewLiquidationIncentive(uint96 indexed poolId, address indexed vToken, uint256 oldLiquidationIncentiveMantissa, uint256 newLiquidationIncentiveMantissa)",
                        "NewLiquidationThreshold(uint96 indexed poolId, address indexed vToken, uint256 oldLiquidationThresholdMantissa, uint256 newLiquidationThresholdMantissa)",
                        "NewLiquidatorContract(address oldLiquidatorContract, address newLiquidatorContract)",
                        "NewMarketInterestRateModel(address oldInterestRateModel, address newInterestRateModel)",
                        "NewMaxAssets(uint256 oldMaxAssets, uint256 newMaxAssets)",
                        "NewPriceOracle(address oldPriceOracle, address newPriceOracle)",
                        "NewReserveFactor(uint256 oldReserveFactorMantissa, uint256 newReserveFactorMantissa)",
                        "NewSupplyCap(address indexed vToken, uint256 newSupplyCap)",
                        "PoolActiveStatusUpdated(uint96 indexed poolId, bool oldStatus, bool newStatus)",
                        "PoolCreated(uint96 indexed poolId, string label)",
                        "PoolFallbackStatusUpdated(uint96 indexed poolId, bool oldStatus, bool newStatus)",
                        "PoolLabelUpdated(uint96 indexed poolId, string oldLabel, string newLabel)",
                        "PoolMarketInitialized(uint96 indexed poolId, address indexed market)",
                        "PoolMarketRemoved(uint96 indexed poolId, address indexed vToken)",
                        "PoolSelected(address indexed account, uint96 previousPoolId, uint96 indexed newPoolId)",
                        "Redeem(address redeemer, uint256 redeemAmount, uint256 redeemTokens)",
                        "Redeem(address redeemer, uint256 redeemAmount, uint256 redeemTokens, uint256 totalSupply)",
                        "RedeemFee(address redeemer, uint256 feeAmount, uint256 redeemTokens)",
                        "RepayBorrow(address payer, address borrower, uint256 repayAmount, uint256 accountBorrows, uint256 totalBorrows)",
                        "ReservesAdded(address benefactor, uint256 addAmount, uint256 newTotalReserves)",
                        "ReservesReduced(address admin, uint256 reduceAmount, uint256 newTotalReserves)",
                        "TokenSwept(address indexed recipient, uint256 amount)",
                        "TransferOutUnderlyingFlashLoan(address asset, address receiver, uint256 amount)",
                        "UserCollateralChanged(address account, uint256 newCollateralTokens)")
                .ignore(
                        "rewards change no position",
                        "CompSpeedUpdated(address indexed cToken, uint256 newSpeed)",
                        "CompBorrowSpeedUpdated(address indexed cToken, uint256 newSpeed)",
                        "CompSupplySpeedUpdated(address indexed cToken, uint256 newSpeed)",
                        "ContributorCompSpeedUpdated(address indexed contributor, uint256 newSpeed)",
                        "DistributedSupplierComp(address indexed cToken, address indexed supplier, uint256 compDelta, uint256 compSupplyIndex)",
                        "DistributedBorrowerComp(address indexed cToken, address indexed borrower, uint256 compDelta, uint256 compBorrowIndex)",
                        "CompGranted(address recipient, uint256 amount)",
                        "CompAccruedAdjusted(address indexed user, uint256 oldCompAccrued, uint256 newCompAccrued)",
                        "CompReceivableUpdated(address indexed user, uint256 oldCompReceivable, uint256 newCompReceivable)",
                        "ClaimSkipped(address indexed holder, uint256 errorCode)",
                        "DistributedBorrowerVenus(address indexed vToken, address indexed borrower, uint256 venusDelta, uint256 venusBorrowIndex)",
                        "DistributedSupplierVenus(address indexed vToken, address indexed supplier, uint256 venusDelta, uint256 venusSupplyIndex)",
                        "DistributedVAIVaultVenus(uint256 amount)",
                        "VenusBorrowSpeedUpdated(address indexed vToken, uint256 newSpeed)",
                        "VenusSupplySpeedUpdated(address indexed vToken, uint256 newSpeed)",
                        "VenusGranted(address indexed recipient, uint256 amount)",
                        "VenusSeized(address indexed holder, uint256 amount)",
                        "NewPrimeToken(address oldPrimeToken, address newPrimeToken)",
                        "NewVAIVaultInfo(address indexed vault_, uint256 releaseStartBlock_, uint256 releaseInterval_)",
                        "NewVenusVAIVaultRate(uint256 oldVenusVAIVaultRate, uint256 newVenusVAIVaultRate)",
                        "NewXVSToken(address indexed oldXVS, address indexed newXVS)",
                        "NewXVSVToken(address indexed oldXVSVToken, address indexed newXVSVToken)")
                .ignore(
                        "who administers a market changes no position",
                        "NewPendingAdmin(address oldPendingAdmin, address newPendingAdmin)",
                        "NewAdmin(address oldAdmin, address newAdmin)",
                        "NewPendingImplementation(address oldPendingImplementation, address newPendingImplementation)",
                        "NewAccessControl(address oldAccessControlAddress, address newAccessControlAddress)",
                        "NewAccessControlManager(address oldAccessControlAddress, address newAccessControlAddress)",
                        "NewPauseGuardian(address oldPauseGuardian, address newPauseGuardian)",
                        "NewBorrowCapGuardian(address oldBorrowCapGuardian, address newBorrowCapGuardian)",
                        "NewTreasuryAddress(address oldTreasuryAddress, address newTreasuryAddress)",
                        "NewTreasuryGuardian(address oldTreasuryGuardian, address newTreasuryGuardian)",
                        "NewProtocolShareReserve(address indexed oldProtocolShareReserve, address indexed newProtocolShareReserve)",
                        "NewReduceReservesBlockDelta(uint256 oldReduceReservesBlockDelta, uint256 newReduceReservesBlockDelta)",
                        "NewComptrollerLens(address oldComptrollerLens, address newComptrollerLens)",
                        "DelegateUpdated(address indexed approver, address indexed delegate, bool approved)")
                .ignore(
                        "a call that failed without reverting changed nothing",
                        "Failure(uint256 error, uint256 info, uint256 detail)")
                .ignore(
                        "VAI is minted by a contract of its own",
                        "NewVAIController(address oldVAIController, address newVAIController)",
                        "NewVAIMintRate(uint256 oldVAIMintRate, uint256 newVAIMintRate)",
                        "NewTreasuryPercent(uint256 oldTreasuryPercent, uint256 newTreasuryPercent)");
    }

    private static ChainEvent liquidation(EventFields fields, Address cToken) {
        Address collateral = (Address) fields.values().get(3); // cTokenCollateral, in forks vTokenCollateral
        return new Liquidation(
                "compound-v2",
                cToken,
                null,
                fields.address("borrower"),
                fields.address("liquidator"),
                cToken,
                fields.uint("repayAmount"),
                collateral,
                fields.uint("seizeTokens"));
    }

    /** Cream lends a market's underlying token, which the event does not name. */
    private static ChainEvent flashloan(EventFields fields, Address cToken) {
        return new FlashLoan(
                "compound-v2",
                cToken,
                fields.address("receiver"),
                null,
                fields.uint("amount"),
                fields.uint("totalFee"));
    }

    /** Venus states a loan when it is paid back: only then is the fee known. */
    private static ChainEvent flashLoanRepaid(EventFields fields, Address vToken) {
        return new FlashLoan(
                "compound-v2",
                vToken,
                fields.address("sender"),
                fields.address("asset"),
                fields.uint("amount"),
                fields.uint("totalFee"));
    }
}
