package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment.Pool;
import java.math.BigInteger;
import java.util.List;

/**
 * What everybody can read in a trade's calldata.
 *
 * @param pools in the order in which they are traded
 * @param path the tokens, one more than pools; ether as the zero address
 * @param amountRaw of the first token in, or of the last token out
 * @param limitRaw the least out, or the most in
 */
public record Trade(List<Pool> pools, List<Address> path, Side side, BigInteger amountRaw, BigInteger limitRaw) {

    /** Which amount is fixed. */
    public enum Side {
        EXACT_IN,
        EXACT_OUT
    }

    public Address tokenIn() {
        return path.get(0);
    }

    public Address tokenOut() {
        return path.get(path.size() - 1);
    }
}
