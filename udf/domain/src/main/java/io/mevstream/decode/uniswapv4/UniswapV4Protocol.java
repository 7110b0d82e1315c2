package io.mevstream.decode.uniswapv4;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
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
import io.mevstream.event.PoolInitialized;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * Uniswap V4's PoolManager, which holds every pool. Its swaps state what the swapper gained, so a pool's amounts are
 * their opposites.
 */
public final class UniswapV4Protocol implements Protocol {

    @Override
    public String name() {
        return "uniswap-v4";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick)",
                        UniswapV4Protocol::initialize)
                .read(
                        "Swap(bytes32 indexed id, address indexed sender, int128 amount0, int128 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint24 fee)",
                        UniswapV4Protocol::swap)
                .read(
                        "ModifyLiquidity(bytes32 indexed id, address indexed sender, int24 tickLower, int24 tickUpper, int256 liquidityDelta, bytes32 salt)",
                        UniswapV4Protocol::modifyLiquidity)
                .read(
                        "Donate(bytes32 indexed id, address indexed sender, uint256 amount0, uint256 amount1)",
                        UniswapV4Protocol::donate)
                .read("ProtocolFeeUpdated(bytes32 indexed id, uint24 protocolFee)", UniswapV4Protocol::protocolFee)
                .ignore(
                        "claims on the manager move, no token does",
                        "Transfer(address caller, address indexed from, address indexed to, uint256 indexed id, uint256 amount)",
                        "Approval(address indexed owner, address indexed spender, uint256 indexed id, uint256 amount)",
                        "OperatorSet(address indexed owner, address indexed operator, bool approved)")
                .ignore(
                        "who sets protocol fees changes none",
                        "ProtocolFeeControllerUpdated(address indexed protocolFeeController)");
    }

    private static final int DYNAMIC_FEE = 0x800000;
    private static final int MAX_FEE_PIPS = 1_000_000;
    private static final int MAX_TICK_SPACING = 32_767;

    private static PoolId pool(EventFields fields, Address manager) {
        return new PoolId(manager, fields.hash("id"));
    }

    private static ChainEvent initialize(EventFields fields, Address manager) throws Refused {
        PoolId pool = pool(fields, manager);
        Address currency0 = fields.address("currency0");
        Address currency1 = fields.address("currency1");
        Address hooks = fields.address("hooks");
        int fee = fields.integer("fee", 0, DYNAMIC_FEE);
        int tickSpacing = fields.integer("tickSpacing", 1, MAX_TICK_SPACING);
        if (fee > MAX_FEE_PIPS && fee != DYNAMIC_FEE) {
            throw Refused.impossible("expected a fee of at most 1,000,000 pips or the dynamic flag, found " + fee);
        }
        if (!keyHash(currency0, currency1, fee, tickSpacing, hooks).equals(pool.id())) {
            throw Refused.impossible("expected the id to be the hash of the pool's key, found " + pool.id());
        }
        return new PoolCreated(
                pool,
                PoolFamily.UNISWAP_V4,
                manager,
                List.of(currency0, currency1),
                fee == DYNAMIC_FEE ? null : fee,
                tickSpacing,
                hooks.isZero() ? null : hooks,
                new PoolInitialized(pool, Amounts.sqrtPrice(fields), Amounts.tick(fields, "tick")));
    }

    /** A pool's id: the hash of its key, each member in a word of its own. */
    private static Hash keyHash(Address currency0, Address currency1, int fee, int tickSpacing, Address hooks) {
        byte[] key = new byte[5 * 32];
        currency0.toBytes(key, 12);
        currency1.toBytes(key, 32 + 12);
        UInt256.of(fee).toBytes(key, 2 * 32);
        UInt256.of(tickSpacing).toBytes(key, 3 * 32);
        hooks.toBytes(key, 4 * 32 + 12);
        return Keccak.hash(key);
    }

    private static ChainEvent swap(EventFields fields, Address manager) throws Refused {
        int feePips = fields.integer("fee", 0, MAX_FEE_PIPS);
        return Amounts.swapOf(
                pool(fields, manager),
                PoolFamily.UNISWAP_V4,
                fields.address("sender"),
                null,
                fields.sint("amount0").negate(),
                fields.sint("amount1").negate(),
                Amounts.priceAfter(fields, feePips));
    }

    /** The amounts are not stated; a change of nothing collects what a position has earned. */
    private static ChainEvent modifyLiquidity(EventFields fields, Address manager) throws Refused {
        int lower = Amounts.tick(fields, "tickLower");
        int upper = Amounts.tick(fields, "tickUpper");
        if (lower >= upper) {
            throw Refused.impossible("expected a lower tick below the upper, found " + lower + " and " + upper);
        }
        Int256 delta = fields.sint("liquidityDelta");
        LiquidityChange.Kind kind = delta.signum() > 0
                ? LiquidityChange.Kind.ADD
                : delta.signum() < 0 ? LiquidityChange.Kind.REMOVE : LiquidityChange.Kind.COLLECT;
        return new LiquidityChange(
                pool(fields, manager),
                PoolFamily.UNISWAP_V4,
                kind,
                fields.address("sender"),
                lower,
                upper,
                delta,
                List.of(),
                List.of());
    }

    private static ChainEvent donate(EventFields fields, Address manager) throws Refused {
        return new LiquidityChange(
                pool(fields, manager),
                PoolFamily.UNISWAP_V4,
                LiquidityChange.Kind.DONATE,
                fields.address("sender"),
                null,
                null,
                null,
                List.of(Amounts.gained(fields.uint("amount0")), Amounts.gained(fields.uint("amount1"))),
                List.of());
    }

    private static ChainEvent protocolFee(EventFields fields, Address manager) {
        return new PoolFeeChanged(
                pool(fields, manager), PoolFamily.UNISWAP_V4, "protocolFee", fields.uint("protocolFee"));
    }
}
