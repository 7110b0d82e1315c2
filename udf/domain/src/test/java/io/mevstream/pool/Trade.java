package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.LogRef;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;

/** A transaction's events written down one after another, as a test reads. */
final class Trade {

    static final Address TRADER = address(0x7aad);

    private final List<LoggedEvent> events = new ArrayList<>();

    static Address address(int id) {
        return new Address(0xabcd, 0, id);
    }

    static UInt256 units(long amount) {
        return UInt256.of(amount);
    }

    Trade moves(Address token, Address from, Address to, long amount) {
        return emits(token, new TokenTransfer(token, from, to, units(amount), TokenTransfer.Kind.TRANSFER));
    }

    Trade syncs(Address pair, long reserve0, long reserve1) {
        return emits(pair, new ReservesSet(PoolId.of(pair), PoolFamily.UNISWAP_V2, units(reserve0), units(reserve1)));
    }

    /** A pair took token0 and gave token1. */
    Trade swapsPair(Address pair, long in0, long out1) {
        return swapsPair(pair, in0, 0, 0, out1);
    }

    Trade swapsPair(Address pair, long in0, long in1, long out0, long out1) {
        boolean zeroIn = in0 > out0;
        TokenAmount in = TokenAmount.ofIndex(zeroIn ? 0 : 1, units(zeroIn ? in0 - out0 : in1 - out1));
        long out = zeroIn ? out1 - in1 : out0 - in0;
        return emits(
                pair,
                new Swap(
                        PoolId.of(pair),
                        PoolFamily.UNISWAP_V2,
                        TRADER,
                        TRADER,
                        in,
                        TokenAmount.ofIndex(zeroIn ? 1 : 0, units(Math.max(out, 0))),
                        new Swap.PairAmounts(units(in0), units(in1), units(out0), units(out1))));
    }

    /** A pool of another family took token0 and gave token1. */
    Trade swaps(PoolId pool, PoolFamily family, TokenAmount in, TokenAmount out) {
        return emits(pool.manager(), new Swap(pool, family, TRADER, TRADER, in, out, Swap.NoDetail.NONE));
    }

    Trade swaps(Address pool, PoolFamily family, long in0, long out1) {
        return swaps(PoolId.of(pool), family, TokenAmount.ofIndex(0, units(in0)), TokenAmount.ofIndex(1, units(out1)));
    }

    Trade emits(Address emitter, ChainEvent event) {
        LogRef log = new LogRef(events.size(), 0, Hash.ZERO, emitter);
        events.add(new LoggedEvent(log, "test", event));
        return this;
    }

    List<LoggedEvent> events() {
        return events;
    }

    /** The evidence of the transaction's swaps in log order. */
    List<SwapEvidence> proves() {
        return List.copyOf(
                new SwapProver(KnownFactories.ofChain(1)).prove(events).values());
    }
}
