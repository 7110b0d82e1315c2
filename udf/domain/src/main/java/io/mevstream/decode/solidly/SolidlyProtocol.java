package io.mevstream.decode.solidly;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.Amounts;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.decode.Refused;
import io.mevstream.decode.uniswapv2.UniswapV2Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.ReservesSet;
import java.util.List;

/**
 * Solidly and its forks: Velodrome v1 and v2, Aerodrome. The Swap and Burn of the first pairs and every Mint are laid out as
 * Uniswap V2's and declared there. A Burn here is laid out as an Aave v2 aToken's: only the emitter tells them apart, and
 * a pair has a Sync beside it.
 */
public final class SolidlyProtocol implements Protocol {

    @Override
    public String name() {
        return "solidly";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Swap(address indexed sender, address indexed to, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out)",
                        (fields, pair) -> UniswapV2Protocol.swap(PoolFamily.SOLIDLY, fields, pair))
                .read("Sync(uint256 reserve0, uint256 reserve1)", SolidlyProtocol::sync)
                .read(
                        "Burn(address indexed sender, address indexed to, uint256 amount0, uint256 amount1)",
                        (fields, pair) -> UniswapV2Protocol.burn(PoolFamily.SOLIDLY, fields, pair))
                .read(
                        "Claim(address indexed sender, address indexed recipient, uint256 amount0, uint256 amount1)",
                        SolidlyProtocol::claim)
                .read(
                        "PairCreated(address indexed token0, address indexed token1, bool stable, address pair, uint256 pairCount)",
                        (fields, factory) -> created(fields, factory, fields.address("pair")))
                .read(
                        "PoolCreated(address indexed token0, address indexed token1, bool indexed stable, address pool, uint256 poolCount)",
                        (fields, factory) -> created(fields, factory, fields.address("pool")))
                .read("SetCustomFee(address indexed pool, uint256 fee)", SolidlyProtocol::customFee)
                .read("Fees(address indexed sender, uint256 amount0, uint256 amount1)", "SetPauseState(bool state)")
                .ignore(
                        "who may set fees changes none",
                        "SetFeeManager(address feeManager)",
                        "SetPauser(address pauser)",
                        "SetVoter(address voter)");
    }

    private static ChainEvent sync(EventFields fields, Address pair) {
        return new ReservesSet(PoolId.of(pair), PoolFamily.SOLIDLY, fields.uint("reserve0"), fields.uint("reserve1"));
    }

    /** Fees lie beside a pair, in a contract of their own, so the pair itself gives nothing. */
    private static ChainEvent claim(EventFields fields, Address pair) throws Refused {
        return new LiquidityChange(
                PoolId.of(pair),
                PoolFamily.SOLIDLY,
                LiquidityChange.Kind.COLLECT,
                fields.address("recipient"),
                null,
                null,
                null,
                List.of(Amounts.gave(fields.uint("amount0")), Amounts.gave(fields.uint("amount1"))),
                List.of());
    }

    /** The fee is the factory's and may change; whether the pool is stable stands in the event's fields. */
    private static ChainEvent created(EventFields fields, Address factory, Address pool) {
        return new PoolCreated(
                PoolId.of(pool),
                PoolFamily.SOLIDLY,
                factory,
                List.of(fields.address("token0"), fields.address("token1")),
                null,
                null,
                null,
                null);
    }

    private static ChainEvent customFee(EventFields fields, Address factory) {
        return new PoolFeeChanged(
                PoolId.of(fields.address("pool")), PoolFamily.SOLIDLY, "customFee", fields.uint("fee"));
    }
}
