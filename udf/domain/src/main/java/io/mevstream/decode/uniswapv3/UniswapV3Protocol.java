package io.mevstream.decode.uniswapv3;

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
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.Swap;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uniswap V3 and the forks that kept its events. Amounts are what the pool gained, negative what it gave. */
public final class UniswapV3Protocol implements Protocol {

    @Override
    public String name() {
        return "uniswap-v3";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)",
                        (fields, pool) -> swap(PoolFamily.UNISWAP_V3, fields, pool))
                .read("Initialize(uint160 sqrtPriceX96, int24 tick)", UniswapV3Protocol::initialize)
                .read(
                        "Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)",
                        UniswapV3Protocol::mint)
                .read(
                        "Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)",
                        UniswapV3Protocol::burn)
                .read(
                        "Collect(address indexed owner, address recipient, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount0, uint128 amount1)",
                        UniswapV3Protocol::collect)
                .read(
                        "CollectProtocol(address indexed sender, address indexed recipient, uint128 amount0, uint128 amount1)",
                        UniswapV3Protocol::collectProtocol)
                .read(
                        "Flash(address indexed sender, address indexed recipient, uint256 amount0, uint256 amount1, uint256 paid0, uint256 paid1)",
                        UniswapV3Protocol::flash)
                .read(
                        "SetFeeProtocol(uint8 feeProtocol0Old, uint8 feeProtocol1Old, uint8 feeProtocol0New, uint8 feeProtocol1New)",
                        UniswapV3Protocol::feeProtocol)
                .read(
                        "PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)",
                        UniswapV3Protocol::poolCreated)
                .read("FeeAmountEnabled(uint24 indexed fee, int24 indexed tickSpacing)")
                .ignore(
                        "the oracle's length changes no price",
                        "IncreaseObservationCardinalityNext(uint16 observationCardinalityNextOld, uint16 observationCardinalityNextNew)")
                .ignore(
                        "who owns the factory changes no price",
                        "OwnerChanged(address indexed oldOwner, address indexed newOwner)");
    }

    /** A swap of any fork: they append fields and keep these. */
    public static ChainEvent swap(PoolFamily family, EventFields fields, Address pool) throws Refused {
        Swap.PriceAfter after = Amounts.priceAfter(fields, null);
        return Amounts.swapOf(
                PoolId.of(pool),
                family,
                fields.address("sender"),
                fields.address("recipient"),
                fields.sint("amount0"),
                fields.sint("amount1"),
                after);
    }

    private static ChainEvent initialize(EventFields fields, Address pool) throws Refused {
        return new PoolInitialized(PoolId.of(pool), Amounts.sqrtPrice(fields), Amounts.tick(fields, "tick"));
    }

    private static ChainEvent mint(EventFields fields, Address pool) throws Refused {
        return position(
                fields,
                pool,
                LiquidityChange.Kind.ADD,
                Amounts.gained(fields.uint("amount")),
                Amounts.gained(fields.uint("amount0")),
                Amounts.gained(fields.uint("amount1")));
    }

    /** The tokens of a Burn are owed to the position from now on; they leave with its Collect. */
    private static ChainEvent burn(EventFields fields, Address pool) throws Refused {
        return position(
                fields,
                pool,
                LiquidityChange.Kind.REMOVE,
                Amounts.gave(fields.uint("amount")),
                Amounts.gave(fields.uint("amount0")),
                Amounts.gave(fields.uint("amount1")));
    }

    private static ChainEvent collect(EventFields fields, Address pool) throws Refused {
        return position(
                fields,
                pool,
                LiquidityChange.Kind.COLLECT,
                null,
                Amounts.gave(fields.uint("amount0")),
                Amounts.gave(fields.uint("amount1")));
    }

    private static LiquidityChange position(
            EventFields fields,
            Address pool,
            LiquidityChange.Kind kind,
            @Nullable Int256 liquidity,
            Int256 amount0,
            Int256 amount1)
            throws Refused {
        int lower = Amounts.tick(fields, "tickLower");
        int upper = Amounts.tick(fields, "tickUpper");
        if (lower >= upper) {
            throw Refused.impossible("expected a lower tick below the upper, found " + lower + " and " + upper);
        }
        return new LiquidityChange(
                PoolId.of(pool),
                PoolFamily.UNISWAP_V3,
                kind,
                fields.address("owner"),
                lower,
                upper,
                liquidity,
                List.of(amount0, amount1),
                List.of());
    }

    private static ChainEvent collectProtocol(EventFields fields, Address pool) throws Refused {
        return new LiquidityChange(
                PoolId.of(pool),
                PoolFamily.UNISWAP_V3,
                LiquidityChange.Kind.COLLECT_PROTOCOL,
                fields.address("recipient"),
                null,
                null,
                null,
                List.of(Amounts.gave(fields.uint("amount0")), Amounts.gave(fields.uint("amount1"))),
                List.of());
    }

    private static ChainEvent flash(EventFields fields, Address pool) {
        return new FlashLoan("uniswap-v3", pool, fields.address("recipient"), null, null, null);
    }

    /** One value for both directions, packed as the pool stores it: token1's part in the high four bits. */
    private static ChainEvent feeProtocol(EventFields fields, Address pool) throws Refused {
        int fee0 = fields.integer("feeProtocol0New", 0, 10);
        int fee1 = fields.integer("feeProtocol1New", 0, 10);
        return new PoolFeeChanged(PoolId.of(pool), PoolFamily.UNISWAP_V3, "feeProtocol", UInt256.of(fee0 | fee1 << 4));
    }

    private static ChainEvent poolCreated(EventFields fields, Address factory) throws Refused {
        return new PoolCreated(
                PoolId.of(fields.address("pool")),
                PoolFamily.UNISWAP_V3,
                factory,
                List.of(fields.address("token0"), fields.address("token1")),
                fields.integer("fee", 0, 999_999),
                fields.integer("tickSpacing", 1, 16_383),
                null,
                null);
    }
}
