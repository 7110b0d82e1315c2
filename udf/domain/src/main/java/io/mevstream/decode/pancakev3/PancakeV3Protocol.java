package io.mevstream.decode.pancakev3;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.decode.Refused;
import io.mevstream.decode.uniswapv3.UniswapV3Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.num.UInt256;

/** PancakeSwap V3: Uniswap V3's pool and events, but for those that state its protocol fees. */
public final class PancakeV3Protocol implements Protocol {

    @Override
    public String name() {
        return "pancake-v3";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint128 protocolFeesToken0, uint128 protocolFeesToken1)",
                        (fields, pool) -> UniswapV3Protocol.swap(PoolFamily.PANCAKE_V3, fields, pool))
                .read(
                        "SetFeeProtocol(uint32 feeProtocol0Old, uint32 feeProtocol1Old, uint32 feeProtocol0New, uint32 feeProtocol1New)",
                        PancakeV3Protocol::feeProtocol)
                .read("FeeAmountExtraInfoUpdated(uint24 indexed fee, bool whitelistRequested, bool enabled)")
                .ignore(
                        "farms and whitelists change no price",
                        "SetLmPoolDeployer(address indexed lmPoolDeployer)",
                        "SetLmPoolEvent(address addr)",
                        "WhiteListAdded(address indexed user, bool verified)");
    }

    /** Both directions in hundredths of a percent of the fee, packed as the pool stores them: token1's above 16 bits. */
    private static ChainEvent feeProtocol(EventFields fields, Address pool) throws Refused {
        long fee0 = fields.integer("feeProtocol0New", 0, 10_000);
        long fee1 = fields.integer("feeProtocol1New", 0, 10_000);
        return new PoolFeeChanged(PoolId.of(pool), PoolFamily.PANCAKE_V3, "feeProtocol", UInt256.of(fee0 | fee1 << 16));
    }
}
