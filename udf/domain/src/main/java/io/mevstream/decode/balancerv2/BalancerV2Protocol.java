package io.mevstream.decode.balancerv2;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.Amounts;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.decode.Refused;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * Balancer V2: the Vault, which holds every pool's tokens, and the pools, which set their own fees. A pool of the Vault is
 * known by its id there; its own contract is the id's first 20 bytes.
 */
public final class BalancerV2Protocol implements Protocol {

    @Override
    public String name() {
        return "balancer-v2";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Swap(bytes32 indexed poolId, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut)",
                        BalancerV2Protocol::swap)
                .read(
                        "PoolBalanceChanged(bytes32 indexed poolId, address indexed liquidityProvider, address[] tokens, int256[] deltas, uint256[] protocolFeeAmounts)",
                        BalancerV2Protocol::balanceChanged)
                .read(
                        "PoolRegistered(bytes32 indexed poolId, address indexed poolAddress, uint8 specialization)",
                        BalancerV2Protocol::registered)
                .read(
                        "TokensRegistered(bytes32 indexed poolId, address[] tokens, address[] assetManagers)",
                        BalancerV2Protocol::tokensRegistered)
                .read(
                        "FlashLoan(address indexed recipient, address indexed token, uint256 amount, uint256 feeAmount)",
                        BalancerV2Protocol::flashLoan)
                .read(
                        "SwapFeePercentageChanged(uint256 swapFeePercentage)",
                        (fields, pool) -> parameter(pool, "swapFeePercentage", fields.uint("swapFeePercentage")))
                .read(
                        "AmpUpdateStarted(uint256 startValue, uint256 endValue, uint256 startTime, uint256 endTime)",
                        (fields, pool) -> parameter(pool, "amplification", fields.uint("endValue")))
                .read(
                        "AmpUpdateStopped(uint256 currentValue)",
                        (fields, pool) -> parameter(pool, "amplification", fields.uint("currentValue")))
                .read(
                        "CachedProtocolSwapFeePercentageUpdated(uint256 protocolSwapFeePercentage)",
                        "CircuitBreakerSet(address indexed token, uint256 bptPrice, uint256 lowerBoundPercentage, uint256 upperBoundPercentage)",
                        "DueProtocolFeeIncreased(uint256 bptAmount)",
                        "FactoryDisabled()",
                        "GradualSwapFeeUpdateScheduled(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage)",
                        "GradualWeightUpdateScheduled(uint256 startTime, uint256 endTime, uint256[] startWeights, uint256[] endWeights)",
                        "InternalBalanceChanged(address indexed user, address indexed token, int256 delta)",
                        "ManagementAumFeeCollected(uint256 bptAmount)",
                        "ManagementAumFeePercentageChanged(uint256 managementAumFeePercentage)",
                        "ManagementFeePercentageChanged(uint256 managementFeePercentage)",
                        "ManagementFeesCollected(address[] tokens, uint256[] amounts)",
                        "OracleEnabledChanged(bool enabled)",
                        "PausedStateChanged(bool paused)",
                        "PoolBalanceManaged(bytes32 indexed poolId, address indexed assetManager, address indexed token, int256 cashDelta, int256 managedDelta)",
                        "PoolCreated(address indexed pool)",
                        "PriceRateCacheUpdated(address indexed token, uint256 rate)",
                        "PriceRateProviderSet(address indexed token, address indexed provider, uint256 cacheDuration)",
                        "ProtocolFeePercentageCacheUpdated(bytes32 feeCache)",
                        "ProtocolFeePercentageCacheUpdated(uint256 indexed feeType, uint256 protocolSwapFeePercentage)",
                        "RecoveryModeStateChanged(bool enabled)",
                        "SwapEnabledSet(bool swapEnabled)",
                        "TargetsSet(address indexed token, uint256 lowerTarget, uint256 upperTarget)",
                        "TokenAdded(address indexed token, uint256 normalizedWeight)",
                        "TokenRateCacheUpdated(address indexed token, uint256 rate)",
                        "TokenRateCacheUpdated(uint256 indexed tokenIndex, uint256 rate)",
                        "TokenRateProviderSet(address indexed token, address indexed provider, uint256 cacheDuration)",
                        "TokenRateProviderSet(uint256 indexed tokenIndex, address indexed provider, uint256 cacheDuration)",
                        "TokenRemoved(address indexed token)",
                        "TokensDeregistered(bytes32 indexed poolId, address[] tokens)")
                .ignore(
                        "who may act for whom moves nothing",
                        "AuthorizerChanged(address indexed newAuthorizer)",
                        "RelayerApprovalChanged(address indexed relayer, address indexed sender, bool approved)",
                        "AllowlistAddressAdded(address indexed member)",
                        "AllowlistAddressRemoved(address indexed member)",
                        "MustAllowlistLPsSet(bool mustAllowlistLPs)")
                .ignore(
                        "tokens move beside it, if at all",
                        "ExternalBalanceTransfer(address indexed token, address indexed sender, address recipient, uint256 amount)");
    }

    private static PoolId pool(EventFields fields, Address vault) {
        return new PoolId(vault, fields.hash("poolId"));
    }

    private static ChainEvent swap(EventFields fields, Address vault) throws Refused {
        Address tokenIn = fields.address("tokenIn");
        Address tokenOut = fields.address("tokenOut");
        if (tokenIn.equals(tokenOut)) {
            throw Refused.impossible("expected two tokens, found one: " + tokenIn);
        }
        return new Swap(
                pool(fields, vault),
                PoolFamily.BALANCER_V2,
                null,
                null,
                TokenAmount.ofToken(tokenIn, fields.uint("amountIn")),
                TokenAmount.ofToken(tokenOut, fields.uint("amountOut")),
                Swap.NoDetail.NONE);
    }

    /** The event's deltas are the provider's payments; the pool gains those less the protocol's fees. */
    private static ChainEvent balanceChanged(EventFields fields, Address vault) throws Refused {
        List<Address> tokens = fields.list("tokens", Address.class);
        List<Int256> deltas = fields.list("deltas", Int256.class);
        List<UInt256> fees = fields.list("protocolFeeAmounts", UInt256.class);
        if (tokens.size() != deltas.size() || tokens.size() != fees.size()) {
            throw Refused.impossible("expected as many deltas and fees as tokens, found " + tokens.size() + ", "
                    + deltas.size() + " and " + fees.size());
        }
        Int256[] gained = new Int256[tokens.size()];
        boolean exit = false;
        for (int i = 0; i < gained.length; i++) {
            Int256 delta = deltas.get(i);
            exit |= delta.signum() < 0;
            // Halving the range leaves room for the fee: no token has 2^254 units.
            if (delta.abs().bitLength() > 254 || fees.get(i).bitLength() > 254) {
                throw Refused.impossible("expected amounts below 2^254, found " + delta + " and " + fees.get(i));
            }
            gained[i] = delta.sub(Amounts.gained(fees.get(i)));
        }
        return new LiquidityChange(
                pool(fields, vault),
                PoolFamily.BALANCER_V2,
                exit ? LiquidityChange.Kind.REMOVE : LiquidityChange.Kind.ADD,
                fields.address("liquidityProvider"),
                null,
                null,
                null,
                List.of(gained),
                tokens);
    }

    private static ChainEvent registered(EventFields fields, Address vault) throws Refused {
        PoolId pool = pool(fields, vault);
        fields.integer("specialization", 0, 2);
        Address contract = Address.fromBytes(pool.id().toBytes(), 0);
        if (!contract.equals(fields.address("poolAddress"))) {
            throw Refused.impossible("expected the id to begin with the pool's address, found " + pool.id());
        }
        return created(pool, vault, List.of());
    }

    private static ChainEvent tokensRegistered(EventFields fields, Address vault) {
        return created(pool(fields, vault), vault, fields.list("tokens", Address.class));
    }

    private static PoolCreated created(PoolId pool, Address vault, List<Address> tokens) {
        return new PoolCreated(pool, PoolFamily.BALANCER_V2, vault, tokens, null, null, null, null);
    }

    private static ChainEvent flashLoan(EventFields fields, Address vault) {
        return new FlashLoan(
                "balancer-v2",
                vault,
                fields.address("recipient"),
                fields.address("token"),
                fields.uint("amount"),
                fields.uint("feeAmount"));
    }

    /** Pools do not state their id: the pool named here is the contract that emitted the event. */
    private static ChainEvent parameter(Address pool, String name, UInt256 value) {
        return new PoolFeeChanged(PoolId.of(pool), PoolFamily.BALANCER_V2, name, value);
    }
}
