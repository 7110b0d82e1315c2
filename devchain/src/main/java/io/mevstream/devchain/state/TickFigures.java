package io.mevstream.devchain.state;

import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickBitmap;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.devchain.state.ContractState.Figure;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of pools with ticks: price, tick, liquidity in range, and every tick with the bitmap that says there are no others. */
final class TickFigures {

    private TickFigures() {}

    /** A pool that is a contract of its own. */
    record OfPool(Address pool) {
        List<Figure> all(ConcentratedPool ours, boolean positions) {
            PoolPrice price = ours.price();
            View slot0 = View.of(pool, "slot0()");
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure("sqrtPriceX96", slot0, 0, price.sqrtPriceX96()));
            figures.add(new Figure("tick", slot0, 1, signed(price.tick())));
            figures.add(new Figure("liquidity", View.of(pool, "liquidity()"), 0, price.liquidity()));
            TickTable ticks = ours.ticks();
            for (int i = 0; positions && i < ticks.size(); i++) {
                View tick = View.of(pool, "ticks(int24)", ticks.tick(i));
                figures.add(new Figure("gross at " + ticks.tick(i), tick, 0, ticks.gross(i)));
                figures.add(new Figure("net at " + ticks.tick(i), tick, 1, bits(ticks.net(i))));
            }
            if (positions) {
                words(ticks, ours.tier().tickSpacing())
                        .forEach((word, bits) -> figures.add(
                                new Figure("bitmap " + word, View.of(pool, "tickBitmap(int16)", word), 0, bits)));
            }
            return figures;
        }
    }

    /** A pool that the V4 manager holds: where Solidity keeps what. */
    record OfManager(Address manager, Hash id) {
        private static final UInt256 POOLS = UInt256.of(6);
        private static final UInt256 LIQUIDITY = UInt256.of(3);
        private static final UInt256 TICKS = UInt256.of(4);
        private static final UInt256 BITMAP = UInt256.of(5);

        List<Figure> all(ManagedPool ours, boolean positions) {
            PoolPrice price = ours.price();
            UInt256 base = Storage.mapped(UInt256.fromBytes(id.toBytes(), 0), POOLS);
            UInt256 slot0 = price.sqrtPriceX96()
                    .or(signed(price.tick()).and(UInt256.of(0xffffff)).shiftLeft(160))
                    .or(UInt256.of(ours.fees().protocolPips()).shiftLeft(184))
                    .or(UInt256.of(ours.fees().lpPips()).shiftLeft(208));
            List<Figure> figures = new ArrayList<>();
            figures.add(slot("price, tick and fees", base, slot0));
            figures.add(slot("liquidity", base.addWrapping(LIQUIDITY), price.liquidity()));
            TickTable ticks = ours.ticks();
            UInt256 kept = base.addWrapping(TICKS);
            for (int i = 0; positions && i < ticks.size(); i++) {
                Int256 net = ticks.net(i);
                UInt256 gross = ticks.gross(i);
                figures.add(slot(
                        "gross and net at " + ticks.tick(i),
                        Storage.mapped(signed(ticks.tick(i)), kept),
                        new UInt256(net.w1(), net.w0(), gross.w1(), gross.w0())));
            }
            if (positions) {
                UInt256 bitmap = base.addWrapping(BITMAP);
                words(ticks, ours.tickSpacing())
                        .forEach((word, bits) ->
                                figures.add(slot("bitmap " + word, Storage.mapped(signed(word), bitmap), bits)));
            }
            return figures;
        }

        private Figure slot(String name, UInt256 slot, UInt256 ours) {
            return new Figure(name, View.of(manager, "extsload(bytes32)", Storage.hash(slot)), 0, ours);
        }
    }

    /** Every word of the bitmap that the ticks leave; those without any are zero. */
    private static Map<Integer, UInt256> words(TickTable ticks, int spacing) {
        Map<Integer, UInt256> words = new TreeMap<>();
        int most = TickBitmap.compress(TickMath.MAX_TICK, spacing) >> 8;
        for (int word = -most - 1; word <= most; word++) {
            words.put(word, UInt256.ZERO);
        }
        for (int i = 0; i < ticks.size(); i++) {
            int compressed = TickBitmap.compress(ticks.tick(i), spacing);
            words.merge(compressed >> 8, UInt256.ONE.shiftLeft(compressed & 255), UInt256::or);
        }
        return words;
    }

    private static UInt256 signed(int value) {
        long sign = (long) value >> 63;
        return new UInt256(sign, sign, sign, value);
    }

    private static UInt256 bits(Int256 value) {
        return new UInt256(value.w3(), value.w2(), value.w1(), value.w0());
    }
}
