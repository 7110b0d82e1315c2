package io.mevstream.decode.curve;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.Amounts;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.decode.Refused;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Curve's stable, crypto and NG pools and their factories. Pools state no reserves. Factories of stable and of the first
 * crypto pools do not name the pool they made, so their announcements are not {@link PoolCreated}.
 *
 * <p>{@code RemoveLiquidityOne} of three numbers is two events of one layout: of a stable pool the coin's amount and the
 * share supply, of a crypto pool the coin's index and amount.
 */
public final class CurveProtocol implements Protocol {

    @Override
    public String name() {
        return "curve";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)",
                        (fields, pool) -> swap(PoolFamily.CURVE_STABLE, Swap.NoDetail.NONE, fields, pool))
                .read(
                        "TokenExchangeUnderlying(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)",
                        (fields, pool) -> swap(PoolFamily.CURVE_STABLE, Swap.Underlying.COINS, fields, pool))
                .read(
                        "TokenExchange(address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought)",
                        (fields, pool) -> swap(PoolFamily.CURVE_CRYPTO, Swap.NoDetail.NONE, fields, pool))
                .read(
                        "TokenExchange(address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought, uint256 fee, uint256 packed_price_scale)",
                        (fields, pool) -> swap(PoolFamily.CURVE_CRYPTO, Swap.NoDetail.NONE, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, address indexed receiver, uint256[2] token_amounts, uint256 fee, uint256 token_supply, uint256 price_scale)",
                        (fields, pool) -> add(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[2] token_amounts, uint256 fee, uint256 token_supply)",
                        (fields, pool) -> add(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[2] token_amounts, uint256 fee, uint256 token_supply, uint256 packed_price_scale)",
                        (fields, pool) -> add(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[2] token_amounts, uint256[2] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> add(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[3] token_amounts, uint256 fee, uint256 token_supply)",
                        (fields, pool) -> add(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[3] token_amounts, uint256 fee, uint256 token_supply, uint256 packed_price_scale)",
                        (fields, pool) -> add(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[3] token_amounts, uint256[3] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> add(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[4] token_amounts, uint256[4] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> add(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "AddLiquidity(address indexed provider, uint256[] token_amounts, uint256[] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> add(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidity(address indexed provider, uint256[2] token_amounts, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "RemoveLiquidity(address indexed provider, uint256[2] token_amounts, uint256[2] fees, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidity(address indexed provider, uint256[3] token_amounts, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "RemoveLiquidity(address indexed provider, uint256[3] token_amounts, uint256[3] fees, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidity(address indexed provider, uint256[4] token_amounts, uint256[4] fees, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidity(address indexed provider, uint256[] token_amounts, uint256[] fees, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityImbalance(address indexed provider, uint256 lp_token_amount, uint256[2] token_amounts, uint256 approx_fee, uint256 price_scale)",
                        (fields, pool) -> remove(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read(
                        "RemoveLiquidityImbalance(address indexed provider, uint256[2] token_amounts, uint256[2] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityImbalance(address indexed provider, uint256[3] token_amounts, uint256[3] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityImbalance(address indexed provider, uint256[4] token_amounts, uint256[4] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityImbalance(address indexed provider, uint256[] token_amounts, uint256[] fees, uint256 invariant, uint256 token_supply)",
                        (fields, pool) -> remove(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityOne(address indexed provider, uint256 token_amount, uint256 coin_amount)",
                        (fields, pool) -> removeOne(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityOne(address indexed provider, uint256 token_amount, uint256 amount_or_index, uint256 supply_or_amount)",
                        (fields, pool) -> removeOne(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityOne(address indexed provider, int128 token_id, uint256 token_amount, uint256 coin_amount, uint256 token_supply)",
                        (fields, pool) -> removeOne(PoolFamily.CURVE_STABLE, fields, pool))
                .read(
                        "RemoveLiquidityOne(address indexed provider, uint256 token_amount, uint256 coin_index, uint256 coin_amount, uint256 approx_fee, uint256 packed_price_scale)",
                        (fields, pool) -> removeOne(PoolFamily.CURVE_CRYPTO, fields, pool))
                .read("Donation(address indexed donor, uint256[2] token_amounts)", CurveProtocol::donation)
                .read(
                        "RampA(uint256 old_A, uint256 new_A, uint256 initial_time, uint256 future_time)",
                        (fields, pool) -> parameter(pool, "A", fields.uint("new_A")))
                .read("StopRampA(uint256 A, uint256 t)", (fields, pool) -> parameter(pool, "A", fields.uint("A")))
                .read(
                        "NewFee(uint256 fee, uint256 admin_fee)",
                        (fields, pool) -> parameter(pool, "fee", fields.uint("fee")))
                .read(
                        "NewFee(uint256 fee, uint256 admin_fee, uint256 offpeg_fee_multiplier)",
                        (fields, pool) -> parameter(pool, "fee", fields.uint("fee")))
                .read("ApplyNewFee(uint256 fee)", (fields, pool) -> parameter(pool, "fee", fields.uint("fee")))
                .read(
                        "ApplyNewFee(uint256 fee, uint256 offpeg_fee_multiplier)",
                        (fields, pool) -> parameter(pool, "fee", fields.uint("fee")))
                .read(
                        "TricryptoPoolDeployed(address pool, string name, string symbol, address weth, address[3] coins, address math, bytes32 salt, uint256 packed_precisions, uint256 packed_A_gamma, uint256 packed_fee_params, uint256 packed_rebalancing_params, uint256 packed_prices, address deployer)",
                        CurveProtocol::created)
                .read(
                        "TwocryptoPoolDeployed(address pool, string name, string symbol, address[2] coins, address math, bytes32 salt, uint256[2] precisions, uint256 packed_A_gamma, uint256 packed_fee_params, uint256 packed_rebalancing_params, uint256 packed_prices, address deployer)",
                        CurveProtocol::created)
                .read(
                        "BasePoolAdded(address base_pool)",
                        "ClaimAdminFee(address indexed admin, uint256 tokens)",
                        "ClaimAdminFee(address indexed admin, uint256[2] tokens)",
                        "ClaimAdminFee(address indexed admin, uint256[3] tokens)",
                        "CryptoPoolDeployed(address token, address[2] coins, uint256 A, uint256 gamma, uint256 mid_fee, uint256 out_fee, uint256 allowed_extra_profit, uint256 fee_gamma, uint256 adjustment_step, uint256 admin_fee, uint256 ma_half_time, uint256 initial_price, address deployer)",
                        "MetaPoolDeployed(address coin, address base_pool, uint256 A, uint256 fee, address deployer)",
                        "NewParameters(uint256 A, uint256 fee, uint256 admin_fee)",
                        "NewParameters(uint256 admin_fee, uint256 mid_fee, uint256 out_fee, uint256 fee_gamma, uint256 allowed_extra_profit, uint256 adjustment_step, uint256 ma_half_time)",
                        "NewParameters(uint256 mid_fee, uint256 out_fee, uint256 fee_gamma, uint256 allowed_extra_profit, uint256 adjustment_step, uint256 ma_time)",
                        "PlainPoolDeployed(address[4] coins, uint256 A, uint256 fee, address deployer)",
                        "PlainPoolDeployed(address[] coins, uint256 A, uint256 fee, address deployer)",
                        "RampAgamma(uint256 initial_A, uint256 future_A, uint256 initial_gamma, uint256 future_gamma, uint256 initial_time, uint256 future_time)",
                        "SetDonationParameters(uint256 duration, uint256 donation_protection_period, uint256 donation_protection_lp_threshold, uint256 donation_shares_max_ratio)",
                        "SetFeeParameters(uint256 reserved_profit_fraction, uint256 admin_fee)",
                        "SetNewMATime(uint256 ma_exp_time, uint256 D_ma_time)",
                        "StopRampA(uint256 current_A, uint256 current_gamma, uint256 time)")
                .ignore(
                        "it takes effect with a later event, if ever",
                        "CommitNewFee(uint256 indexed deadline, uint256 fee, uint256 admin_fee)",
                        "CommitNewFee(uint256 indexed deadline, uint256 fee, uint256 admin_fee, uint256 offpeg_fee_multiplier)",
                        "CommitNewFee(uint256 new_fee)",
                        "CommitNewParameters(uint256 indexed deadline, uint256 A, uint256 fee, uint256 admin_fee)",
                        "CommitNewParameters(uint256 indexed deadline, uint256 admin_fee, uint256 mid_fee, uint256 out_fee, uint256 fee_gamma, uint256 allowed_extra_profit, uint256 adjustment_step, uint256 ma_half_time)",
                        "CommitNewParameters(uint256 indexed deadline, uint256 mid_fee, uint256 out_fee, uint256 fee_gamma, uint256 allowed_extra_profit, uint256 adjustment_step, uint256 ma_time)",
                        "CommitNewAdmin(uint256 indexed deadline, address indexed admin)")
                .ignore(
                        "who administers a pool or factory changes no price",
                        "NewAdmin(address indexed admin)",
                        "TransferOwnership(address old_owner, address new_owner)",
                        "UpdateFeeReceiver(address old_fee_receiver, address new_fee_receiver)",
                        "UpdatePoolImplementation(address old_pool_implementation, address new_pool_implementation)",
                        "UpdatePoolImplementation(uint256 implementation_id, address old_pool_implementation, address new_pool_implementation)",
                        "UpdateTokenImplementation(address old_token_implementation, address new_token_implementation)",
                        "UpdateGaugeImplementation(address old_gauge_implementation, address new_gauge_implementation)",
                        "UpdateMathImplementation(address old_math_implementation, address new_math_implementation)",
                        "UpdateViewsImplementation(address old_views_implementation, address new_views_implementation)")
                .ignore(
                        "a gauge pays for holding shares and trades nothing",
                        "LiquidityGaugeDeployed(address pool, address gauge)",
                        "LiquidityGaugeDeployed(address pool, address token, address gauge)");
    }

    private static final int MAX_COINS = 8;

    private static ChainEvent swap(PoolFamily family, Swap.Detail detail, EventFields fields, Address pool)
            throws Refused {
        int sold = fields.integer("sold_id", 0, MAX_COINS - 1);
        int bought = fields.integer("bought_id", 0, MAX_COINS - 1);
        if (sold == bought) {
            throw Refused.impossible("expected two coins, found one: " + sold);
        }
        return new Swap(
                PoolId.of(pool),
                family,
                fields.address("buyer"),
                null,
                TokenAmount.ofIndex(sold, fields.uint("tokens_sold")),
                TokenAmount.ofIndex(bought, fields.uint("tokens_bought")),
                detail);
    }

    private static ChainEvent add(PoolFamily family, EventFields fields, Address pool) throws Refused {
        List<UInt256> amounts = amounts(fields);
        Int256[] gained = new Int256[amounts.size()];
        for (int i = 0; i < gained.length; i++) {
            gained[i] = Amounts.gained(amounts.get(i));
        }
        return liquidity(pool, family, LiquidityChange.Kind.ADD, fields.address("provider"), null, List.of(gained));
    }

    private static ChainEvent remove(PoolFamily family, EventFields fields, Address pool) throws Refused {
        List<UInt256> amounts = amounts(fields);
        Int256[] gave = new Int256[amounts.size()];
        for (int i = 0; i < gave.length; i++) {
            gave[i] = Amounts.gave(amounts.get(i));
        }
        return liquidity(pool, family, LiquidityChange.Kind.REMOVE, fields.address("provider"), null, List.of(gave));
    }

    /** Not all of these events name the coin, so the amounts stay in the fields. */
    private static ChainEvent removeOne(PoolFamily family, EventFields fields, Address pool) throws Refused {
        return liquidity(
                pool,
                family,
                LiquidityChange.Kind.REMOVE,
                fields.address("provider"),
                Amounts.gave(fields.uint("token_amount")),
                List.of());
    }

    private static ChainEvent donation(EventFields fields, Address pool) throws Refused {
        List<UInt256> amounts = amounts(fields);
        return liquidity(
                pool,
                PoolFamily.CURVE_CRYPTO,
                LiquidityChange.Kind.DONATE,
                fields.address("donor"),
                null,
                List.of(Amounts.gained(amounts.get(0)), Amounts.gained(amounts.get(1))));
    }

    private static List<UInt256> amounts(EventFields fields) throws Refused {
        List<UInt256> amounts = fields.list("token_amounts", UInt256.class);
        if (amounts.size() < 2 || amounts.size() > MAX_COINS) {
            throw Refused.impossible("expected amounts of 2 to 8 coins, found " + amounts.size());
        }
        return amounts;
    }

    private static LiquidityChange liquidity(
            Address pool,
            PoolFamily family,
            LiquidityChange.Kind kind,
            Address owner,
            @Nullable Int256 shares,
            List<Int256> amounts) {
        return new LiquidityChange(PoolId.of(pool), family, kind, owner, null, null, shares, amounts, List.of());
    }

    private static ChainEvent parameter(Address pool, String name, UInt256 value) {
        return new PoolFeeChanged(PoolId.of(pool), PoolFamily.CURVE_STABLE, name, value);
    }

    private static ChainEvent created(EventFields fields, Address factory) {
        return new PoolCreated(
                PoolId.of(fields.address("pool")),
                PoolFamily.CURVE_CRYPTO,
                factory,
                fields.list("coins", Address.class),
                null,
                null,
                null,
                null);
    }
}
