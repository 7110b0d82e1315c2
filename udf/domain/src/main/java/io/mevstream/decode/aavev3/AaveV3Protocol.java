package io.mevstream.decode.aavev3;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;

/**
 * Aave v3 from revision 3.0 to 3.6, but for what v2 says alike. Later revisions dropped stable rates, unbacked mints and
 * bridges; their events stay, since older deployments and older blocks have them.
 */
public final class AaveV3Protocol implements Protocol {

    @Override
    public String name() {
        return "aave-v3";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "FlashLoan(address indexed target, address initiator, address indexed asset, uint256 amount, uint8 interestRateMode, uint256 premium, uint16 indexed referralCode)",
                        AaveV3Protocol::flashLoan)
                .read(
                        "AssetBorrowableInEModeChanged(address indexed asset, uint8 categoryId, bool borrowable)",
                        "AssetCollateralInEModeChanged(address indexed asset, uint8 categoryId, bool collateral)",
                        "AssetLtvzeroInEModeChanged(address indexed asset, uint8 categoryId, bool ltvzero)",
                        "BackUnbacked(address indexed reserve, address indexed backer, uint256 amount, uint256 fee)",
                        "BaseCurrencySet(address indexed baseCurrency, uint256 baseCurrencyUnit)",
                        "Borrow(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint8 interestRateMode, uint256 borrowRate, uint16 indexed referralCode)",
                        "BorrowAllowanceDelegated(address indexed fromUser, address indexed toUser, address indexed asset, uint256 amount)",
                        "BorrowCapChanged(address indexed asset, uint256 oldBorrowCap, uint256 newBorrowCap)",
                        "BorrowableInIsolationChanged(address asset, bool borrowable)",
                        "BridgeProtocolFeeUpdated(uint256 oldBridgeProtocolFee, uint256 newBridgeProtocolFee)",
                        "Burn(address indexed from, address indexed target, uint256 value, uint256 balanceIncrease, uint256 index)",
                        "DebtCeilingChanged(address indexed asset, uint256 oldDebtCeiling, uint256 newDebtCeiling)",
                        "DeficitCovered(address indexed reserve, address caller, uint256 amountCovered)",
                        "DeficitCreated(address indexed user, address indexed debtAsset, uint256 amountCreated)",
                        "EModeAssetCategoryChanged(address indexed asset, uint8 oldCategoryId, uint8 newCategoryId)",
                        "EModeCategoryAdded(uint8 indexed categoryId, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus, address oracle, string label)",
                        "FlashloanPremiumToProtocolUpdated(uint128 oldFlashloanPremiumToProtocol, uint128 newFlashloanPremiumToProtocol)",
                        "FlashloanPremiumTotalUpdated(uint128 oldFlashloanPremiumTotal, uint128 newFlashloanPremiumTotal)",
                        "GracePeriodUpdated(uint256 newGracePeriod)",
                        "Initialized(address indexed underlyingAsset, address indexed pool, address incentivesController, uint8 debtTokenDecimals, string debtTokenName, string debtTokenSymbol, bytes params)",
                        "Initialized(address indexed underlyingAsset, address indexed pool, address treasury, address incentivesController, uint8 aTokenDecimals, string aTokenName, string aTokenSymbol, bytes params)",
                        "IsolationModeTotalDebtUpdated(address indexed asset, uint256 totalDebt)",
                        "LiquidationGracePeriodChanged(address indexed asset, uint40 gracePeriodUntil)",
                        "LiquidationGracePeriodDisabled(address indexed asset)",
                        "LiquidationProtocolFeeChanged(address indexed asset, uint256 oldFee, uint256 newFee)",
                        "Mint(address indexed caller, address indexed onBehalfOf, uint256 value, uint256 balanceIncrease, uint256 index)",
                        "MintUnbacked(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referralCode)",
                        "MintedToTreasury(address indexed reserve, uint256 amountMinted)",
                        "PendingLtvChanged(address indexed asset, uint256 ltv)",
                        "PositionManagerApproved(address indexed user, address indexed positionManager)",
                        "PositionManagerRevoked(address indexed user, address indexed positionManager)",
                        "PriceOracleUpdated(address indexed oldAddress, address indexed newAddress)",
                        "RateDataUpdate(address indexed reserve, uint256 optimalUsageRatio, uint256 baseVariableBorrowRate, uint256 variableRateSlope1, uint256 variableRateSlope2)",
                        "Repay(address indexed reserve, address indexed user, address indexed repayer, uint256 amount, bool useATokens)",
                        "ReserveActive(address indexed asset, bool active)",
                        "ReserveBorrowing(address indexed asset, bool enabled)",
                        "ReserveDropped(address indexed asset)",
                        "ReserveFactorChanged(address indexed asset, uint256 oldReserveFactor, uint256 newReserveFactor)",
                        "ReserveFlashLoaning(address indexed asset, bool enabled)",
                        "ReserveFrozen(address indexed asset, bool frozen)",
                        "ReserveInterestRateDataChanged(address indexed asset, address indexed strategy, bytes data)",
                        "ReserveInterestRateStrategyChanged(address indexed asset, address oldStrategy, address newStrategy)",
                        "ReservePaused(address indexed asset, bool paused)",
                        "ReserveStableRateBorrowing(address indexed asset, bool enabled)",
                        "SiloedBorrowingChanged(address indexed asset, bool oldState, bool newState)",
                        "Supply(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referralCode)",
                        "SupplyCapChanged(address indexed asset, uint256 oldSupplyCap, uint256 newSupplyCap)",
                        "SwapBorrowRateMode(address indexed reserve, address indexed user, uint8 interestRateMode)",
                        "UnbackedMintCapChanged(address indexed asset, uint256 oldUnbackedMintCap, uint256 newUnbackedMintCap)",
                        "UserEModeSet(address indexed user, uint8 categoryId)")
                .ignore(
                        "which contracts make up a market shows in what they do",
                        "ACLAdminUpdated(address indexed oldAddress, address indexed newAddress)",
                        "ACLManagerUpdated(address indexed oldAddress, address indexed newAddress)",
                        "AddressSet(bytes32 indexed id, address indexed oldAddress, address indexed newAddress)",
                        "AddressSetAsProxy(bytes32 indexed id, address indexed proxyAddress, address oldImplementationAddress, address indexed newImplementationAddress)",
                        "AddressesProviderRegistered(address indexed addressesProvider, uint256 indexed id)",
                        "AddressesProviderUnregistered(address indexed addressesProvider, uint256 indexed id)",
                        "MarketIdSet(string indexed oldMarketId, string indexed newMarketId)",
                        "PoolConfiguratorUpdated(address indexed oldAddress, address indexed newAddress)",
                        "PoolDataProviderUpdated(address indexed oldAddress, address indexed newAddress)",
                        "PoolUpdated(address indexed oldAddress, address indexed newAddress)",
                        "PriceOracleSentinelUpdated(address indexed oldAddress, address indexed newAddress)",
                        "ProxyCreated(bytes32 indexed id, address indexed proxyAddress, address indexed implementationAddress)",
                        "DelegateUnderlyingTo(address indexed delegatee)",
                        "SequencerOracleUpdated(address newSequencerOracle)");
    }

    private static ChainEvent flashLoan(EventFields fields, Address pool) {
        return new FlashLoan(
                "aave-v3",
                pool,
                fields.address("target"),
                fields.address("asset"),
                fields.uint("amount"),
                fields.uint("premium"));
    }
}
