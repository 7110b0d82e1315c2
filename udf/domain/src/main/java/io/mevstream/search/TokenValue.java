package io.mevstream.search;

import io.mevstream.num.UInt256;
import java.math.BigInteger;

/**
 * What a token is worth in ether, as a fraction of integers.
 *
 * @param raw so many raw units
 * @param wei are worth so many wei
 */
public record TokenValue(UInt256 raw, UInt256 wei) {

    /** Of ether itself, wrapped or not. */
    public static final TokenValue ETHER = new TokenValue(UInt256.ONE, UInt256.ONE);

    public TokenValue {
        if (raw.isZero() || wei.isZero()) {
            throw new IllegalArgumentException("expected amounts above zero, found " + raw + " for " + wei + " wei");
        }
    }

    /** The least amount that is worth so many wei. */
    public BigInteger rawFor(BigInteger amountWei) {
        BigInteger[] parts = amountWei.multiply(raw.toBigInteger()).divideAndRemainder(wei.toBigInteger());
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** What an amount is worth, rounded down. */
    public BigInteger weiFor(BigInteger amountRaw) {
        return amountRaw.multiply(wei.toBigInteger()).divide(raw.toBigInteger());
    }
}
