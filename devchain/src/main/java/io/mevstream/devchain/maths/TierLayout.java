package io.mevstream.devchain.maths;

import io.mevstream.amm.PoolMaths;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;
import java.util.Map;

/**
 * Where pools with ticks keep what.
 *
 * @param liquidity the slot of the liquidity in range
 * @param ticks the slot of the mapping of ticks, and {@code bitmap} that of the mapping of words
 */
record TierLayout(PoolMaths maths, Hash liquidity, UInt256 ticks, UInt256 bitmap) {

    static final TierLayout UNISWAP = new TierLayout(PoolMaths.UNISWAP_V3, Slots.at(4), UInt256.of(5), UInt256.of(6));

    /** One slot more: the protocol's fee has 32 bits, for which the first has no room. */
    static final TierLayout PANCAKE = new TierLayout(PoolMaths.PANCAKE_V3, Slots.at(5), UInt256.of(6), UInt256.of(7));

    /** Puts the price's slot, with a protocol's fee by chance, and the pool unlocked. */
    void putSlot0(Map<Hash, Hash> slots, Hash slot0, UInt256 price, Draw draw) {
        boolean free = draw.oneIn(2);
        if (maths == PoolMaths.UNISWAP_V3) {
            int protocol = free ? 0 : draw.between(4, 10) | draw.between(4, 10) << 4;
            slots.put(
                    slot0,
                    Slots.hash(price.or(UInt256.of(protocol).shiftLeft(232)).or(UInt256.ONE.shiftLeft(240))));
            return;
        }
        long protocol = free ? 0 : draw.between(1000, 4000) | (long) draw.between(1000, 4000) << 16;
        slots.put(slot0, Slots.hash(price));
        slots.put(Slots.at(1), Slots.hash(UInt256.of(protocol).or(UInt256.ONE.shiftLeft(32))));
    }
}
