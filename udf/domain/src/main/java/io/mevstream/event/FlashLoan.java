package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * Tokens were lent for the length of one call.
 *
 * @param lender the contract that lent
 * @param token null where the event gives amounts by pool index; the amounts then stand in the event's fields
 */
public record FlashLoan(
        String protocol,
        Address lender,
        @Nullable Address receiver,
        @Nullable Address token,
        @Nullable UInt256 amountRaw,
        @Nullable UInt256 feeRaw)
        implements ChainEvent {}
