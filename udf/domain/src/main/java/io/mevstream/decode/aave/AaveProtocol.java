package io.mevstream.decode.aave;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.Liquidation;

/** What Aave v2 and v3 say in the same words: only the emitter tells which. */
public final class AaveProtocol implements Protocol {

    @Override
    public String name() {
        return "aave";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
                        AaveProtocol::liquidation)
                .read(
                        "ATokenUpgraded(address indexed asset, address indexed proxy, address indexed implementation)",
                        "AssetSourceUpdated(address indexed asset, address indexed source)",
                        "BalanceTransfer(address indexed from, address indexed to, uint256 value, uint256 index)",
                        "Burn(address indexed from, uint256 amount, uint256 currentBalance, uint256 balanceIncrease, uint256 avgStableRate, uint256 newTotalSupply)",
                        "CollateralConfigurationChanged(address indexed asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)",
                        "FallbackOracleUpdated(address indexed fallbackOracle)",
                        "Mint(address indexed user, address indexed onBehalfOf, uint256 amount, uint256 currentBalance, uint256 balanceIncrease, uint256 newRate, uint256 avgStableRate, uint256 newTotalSupply)",
                        "RebalanceStableBorrowRate(address indexed reserve, address indexed user)",
                        "ReserveDataUpdated(address indexed reserve, uint256 liquidityRate, uint256 stableBorrowRate, uint256 variableBorrowRate, uint256 liquidityIndex, uint256 variableBorrowIndex)",
                        "ReserveInitialized(address indexed asset, address indexed aToken, address stableDebtToken, address variableDebtToken, address interestRateStrategyAddress)",
                        "ReserveUsedAsCollateralDisabled(address indexed reserve, address indexed user)",
                        "ReserveUsedAsCollateralEnabled(address indexed reserve, address indexed user)",
                        "StableDebtTokenUpgraded(address indexed asset, address indexed proxy, address indexed implementation)",
                        "VariableDebtTokenUpgraded(address indexed asset, address indexed proxy, address indexed implementation)",
                        "Withdraw(address indexed reserve, address indexed user, address indexed to, uint256 amount)");
    }

    private static ChainEvent liquidation(EventFields fields, Address pool) {
        return new Liquidation(
                "aave",
                pool,
                null,
                fields.address("user"),
                fields.address("liquidator"),
                fields.address("debtAsset"),
                fields.uint("debtToCover"),
                fields.address("collateralAsset"),
                fields.uint("liquidatedCollateralAmount"));
    }
}
