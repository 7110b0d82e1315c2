package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.num.UInt256;

/** An amount of an ERC-20 token changed hands; wrapping is a transfer from the zero address, unwrapping one to it. */
public record TokenTransfer(Address token, Address from, Address to, UInt256 amountRaw, Kind kind)
        implements ChainEvent {

    /** Which event said so. */
    public enum Kind {
        TRANSFER,
        /** WETH9 Deposit: no Transfer is emitted beside it. */
        WRAP,
        /** WETH9 Withdrawal: no Transfer is emitted beside it. */
        UNWRAP
    }
}
