package io.mevstream.detect;

import io.mevstream.chain.Address;
import java.util.Set;

/**
 * Tokens that were burnt to be refunded gas, until London: a way to pay for gas, and no trade. Facts of mainnet, as wrapped
 * ether's address is one.
 */
final class GasTokens {

    private static final Set<Address> MAINNET = Set.of(
            Address.of("0x0000000000004946c0e9f43f4dee607b0ef1fa1c"), // CHI
            Address.of("0x0000000000b3f879cb30fe243b4dfee438691c04"), // GST2
            Address.of("0x88d60255f917e3eb94eae199d827dad837fac4cb")); // GST1

    private GasTokens() {}

    /** Whether the transfer burns some, which it does by giving them to nobody. */
    static boolean burns(Action.Transferred transfer) {
        return transfer.to().isZero() && MAINNET.contains(transfer.token());
    }
}
