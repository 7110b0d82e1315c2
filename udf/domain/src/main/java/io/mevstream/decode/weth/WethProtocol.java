package io.mevstream.decode.weth;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.TokenTransfer;

/** Wrapped ether: WETH9 and its copies on other chains. */
public final class WethProtocol implements Protocol {

    @Override
    public String name() {
        return "weth";
    }

    @Override
    public void declare(EventList events) {
        events.read("Deposit(address indexed dst, uint256 wad)", WethProtocol::wrap)
                .read("Withdrawal(address indexed src, uint256 wad)", WethProtocol::unwrap);
    }

    private static ChainEvent wrap(EventFields fields, Address token) {
        return new TokenTransfer(
                token, Address.ZERO, fields.address("dst"), fields.uint("wad"), TokenTransfer.Kind.WRAP);
    }

    private static ChainEvent unwrap(EventFields fields, Address token) {
        return new TokenTransfer(
                token, fields.address("src"), Address.ZERO, fields.uint("wad"), TokenTransfer.Kind.UNWRAP);
    }
}
