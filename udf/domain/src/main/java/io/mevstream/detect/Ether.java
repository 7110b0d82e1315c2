package io.mevstream.detect;

import io.mevstream.chain.Address;
import org.jspecify.annotations.Nullable;

/**
 * Native ether and its wrapped token, counted as one.
 *
 * @param wrapped the chain's wrapped ether; null where the chain has none we know, and then nothing counts as ether but
 *     ether itself
 */
public record Ether(@Nullable Address wrapped) {

    /** Native ether where a token's address is asked for, as Uniswap V4 writes it. */
    public static final Address NATIVE = Address.ZERO;

    private static final Address PLACEHOLDER = Address.of("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

    public static Ether ofChain(long chainId) {
        if (chainId == 1) return new Ether(Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"));
        if (chainId == 10 || chainId == 8453) {
            return new Ether(Address.of("0x4200000000000000000000000000000000000006"));
        }
        // The development chain's, deployed at the same address whatever the seed.
        if (chainId == 31337) return new Ether(Address.of("0x6006fd469e082f68d7e971be502d10e6b1dad680"));
        return chainId == 42161 ? new Ether(Address.of("0x82af49447d8a07e3bd95bd0d56f35241523fbab1")) : new Ether(null);
    }

    /** Whether the token is ether in any form. */
    public boolean is(Address token) {
        return token.isZero() || token.equals(PLACEHOLDER) || token.equals(wrapped);
    }

    /** The one address under which amounts of the token are counted: for ether the wrapped token's where there is one. */
    public Address unified(Address token) {
        return is(token) ? (wrapped != null ? wrapped : NATIVE) : token;
    }
}
