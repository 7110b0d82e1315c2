package io.mevstream.decode.aavev2;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;

/**
 * Aave v2, but for what v3 says alike. An aToken's Mint is laid out as a Uniswap V2 pair's and its Burn as a Solidly
 * pair's; they are declared there, and who knows an aToken reads the field called {@code amount1} as its index.
 */
public final class AaveV2Protocol implements Protocol {

    @Override
    public String name() {
        return "aave-v2";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "FlashLoan(address indexed target, address indexed initiator, address indexed asset, uint256 amount, uint256 premium, uint16 referralCode)",
                        AaveV2Protocol::flashLoan)
                .read(
                        "Borrow(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint256 borrowRateMode, uint256 borrowRate, uint16 indexed referral)",
                        "BorrowAllowanceDelegated(address indexed fromUser, address indexed toUser, address asset, uint256 amount)",
                        "BorrowingDisabledOnReserve(address indexed asset)",
                        "BorrowingEnabledOnReserve(address indexed asset, bool stableRateEnabled)",
                        "Burn(address indexed user, uint256 amount, uint256 index)",
                        "Deposit(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referral)",
                        "Mint(address indexed from, address indexed onBehalfOf, uint256 value, uint256 index)",
                        "Repay(address indexed reserve, address indexed user, address indexed repayer, uint256 amount)",
                        "ReserveActivated(address indexed asset)",
                        "ReserveDeactivated(address indexed asset)",
                        "ReserveDecimalsChanged(address indexed asset, uint256 decimals)",
                        "ReserveFactorChanged(address indexed asset, uint256 factor)",
                        "ReserveFrozen(address indexed asset)",
                        "ReserveInterestRateStrategyChanged(address indexed asset, address strategy)",
                        "ReserveUnfrozen(address indexed asset)",
                        "StableRateDisabledOnReserve(address indexed asset)",
                        "StableRateEnabledOnReserve(address indexed asset)",
                        "Swap(address indexed reserve, address indexed user, uint256 rateMode)")
                .ignore(
                        "which contracts make up a market shows in what they do",
                        "AddressSet(bytes32 id, address indexed newAddress, bool hasProxy)",
                        "AddressesProviderRegistered(address indexed newAddress)",
                        "AddressesProviderUnregistered(address indexed newAddress)",
                        "ConfigurationAdminUpdated(address indexed newAddress)",
                        "EmergencyAdminUpdated(address indexed newAddress)",
                        "LendingPoolCollateralManagerUpdated(address indexed newAddress)",
                        "LendingPoolConfiguratorUpdated(address indexed newAddress)",
                        "LendingPoolUpdated(address indexed newAddress)",
                        "LendingRateOracleUpdated(address indexed newAddress)",
                        "MarketIdSet(string newMarketId)",
                        "PriceOracleUpdated(address indexed newAddress)",
                        "ProxyCreated(bytes32 id, address indexed newAddress)",
                        "WethSet(address indexed weth)");
    }

    private static ChainEvent flashLoan(EventFields fields, Address pool) {
        return new FlashLoan(
                "aave-v2",
                pool,
                fields.address("target"),
                fields.address("asset"),
                fields.uint("amount"),
                fields.uint("premium"));
    }
}
