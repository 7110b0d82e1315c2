package io.mevstream.decode.uniswapv2;

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
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uniswap V2 and its forks. Solidly's first pairs (Solidly, Velodrome v1) emit the same Swap, Mint and Burn: such a pair
 * shows itself by its Sync and its factory, not by these.
 */
public final class UniswapV2Protocol implements Protocol {

    @Override
    public String name() {
        return "uniswap-v2";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)",
                        (fields, pair) -> swap(PoolFamily.UNISWAP_V2, fields, pair))
                .read("Sync(uint112 reserve0, uint112 reserve1)", UniswapV2Protocol::sync)
                .read("Mint(address indexed sender, uint256 amount0, uint256 amount1)", UniswapV2Protocol::mint)
                .read(
                        "Burn(address indexed sender, uint256 amount0, uint256 amount1, address indexed to)",
                        (fields, pair) -> burn(PoolFamily.UNISWAP_V2, fields, pair))
                .read(
                        "PairCreated(address indexed token0, address indexed token1, address pair, uint256 pairCount)",
                        UniswapV2Protocol::pairCreated);
    }

    private static ChainEvent sync(EventFields fields, Address pair) {
        return new ReservesSet(
                PoolId.of(pair), PoolFamily.UNISWAP_V2, fields.uint("reserve0"), fields.uint("reserve1"));
    }

    private static ChainEvent mint(EventFields fields, Address pair) throws Refused {
        // The position belongs to whoever the share Transfer beside it names, not to the caller.
        return pairLiquidity(
                PoolFamily.UNISWAP_V2,
                pair,
                LiquidityChange.Kind.ADD,
                null,
                Amounts.gained(fields.uint("amount0")),
                Amounts.gained(fields.uint("amount1")));
    }

    /** A pair's Burn: tokens left it for shares. */
    public static ChainEvent burn(PoolFamily family, EventFields fields, Address pair) throws Refused {
        return pairLiquidity(
                family,
                pair,
                LiquidityChange.Kind.REMOVE,
                fields.address("to"),
                Amounts.gave(fields.uint("amount0")),
                Amounts.gave(fields.uint("amount1")));
    }

    private static LiquidityChange pairLiquidity(
            PoolFamily family,
            Address pair,
            LiquidityChange.Kind kind,
            @Nullable Address owner,
            Int256 amount0,
            Int256 amount1) {
        return new LiquidityChange(
                PoolId.of(pair), family, kind, owner, null, null, null, List.of(amount0, amount1), List.of());
    }

    private static ChainEvent pairCreated(EventFields fields, Address factory) {
        return new PoolCreated(
                PoolId.of(fields.address("pair")),
                PoolFamily.UNISWAP_V2,
                factory,
                List.of(fields.address("token0"), fields.address("token1")),
                null,
                null,
                null,
                null);
    }

    /**
     * A pair's Swap, netted by token. A loan repaid in the same token nets to something in and nothing out; where tokens
     * remained of both, the one that was not lent is the one taken in. The gross amounts stand in the detail.
     */
    public static ChainEvent swap(PoolFamily family, EventFields fields, Address pair) throws Refused {
        Swap.PairAmounts gross = new Swap.PairAmounts(
                fields.uint("amount0In"),
                fields.uint("amount1In"),
                fields.uint("amount0Out"),
                fields.uint("amount1Out"));
        if (gross.amount0In().isZero() && gross.amount1In().isZero()) {
            throw Refused.impossible("expected an amount in, found none");
        }
        if (gross.amount0Out().isZero() && gross.amount1Out().isZero()) {
            throw Refused.impossible("expected an amount out, found none");
        }
        int net0 = gross.amount0In().compareTo(gross.amount0Out());
        int net1 = gross.amount1In().compareTo(gross.amount1Out());
        if (net0 <= 0 && net1 <= 0 && (net0 | net1) != 0) {
            throw Refused.impossible("expected a net amount in, found only amounts out");
        }
        boolean zeroIn = (net0 > 0 && net1 > 0) ? gross.amount0Out().isZero() : net0 > 0 || net1 < 0;
        return new Swap(
                PoolId.of(pair),
                family,
                fields.address("sender"),
                fields.address("to"),
                zeroIn ? net(0, gross.amount0In(), gross.amount0Out()) : net(1, gross.amount1In(), gross.amount1Out()),
                zeroIn ? net(1, gross.amount1Out(), gross.amount1In()) : net(0, gross.amount0Out(), gross.amount0In()),
                gross);
    }

    private static TokenAmount net(int index, UInt256 more, UInt256 less) {
        return TokenAmount.ofIndex(index, more.compareTo(less) > 0 ? more.sub(less) : UInt256.ZERO);
    }
}
