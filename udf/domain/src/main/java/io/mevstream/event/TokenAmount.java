package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * An amount of one of a pool's tokens.
 *
 * @param index the token's place in the pool; null where the event names the token instead
 * @param token the token; null where the event gives the index instead
 */
public record TokenAmount(@Nullable Integer index, @Nullable Address token, UInt256 amountRaw) {

    public static TokenAmount ofIndex(int index, UInt256 amountRaw) {
        return new TokenAmount(index, null, amountRaw);
    }

    public static TokenAmount ofToken(Address token, UInt256 amountRaw) {
        return new TokenAmount(null, token, amountRaw);
    }
}
