package io.mevstream.num;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Operands that multi-word arithmetic gets wrong: words at their bounds, powers of two and their neighbours. */
public final class Adversarial extends DomainContextBase {

    /** Dividends of 512 bits made from divisor, quotient and remainder, so that every estimate is nearly wrong. */
    public record Quotient(UInt256 divisor, UInt256 quotient, BigInteger remainder) {
        BigInteger dividend() {
            return divisor.toBigInteger().multiply(quotient.toBigInteger()).add(remainder);
        }
    }

    @Provide
    Arbitrary<UInt256> unsigned() {
        return Arbitraries.randomValue(Adversarial::value);
    }

    @Provide
    Arbitrary<Int256> signed() {
        return Arbitraries.randomValue(random -> {
            UInt256 bits = value(random);
            return new Int256(bits.w3(), bits.w2(), bits.w1(), bits.w0());
        });
    }

    @Provide
    Arbitrary<Quotient> quotients() {
        return Arbitraries.randomValue(random -> {
            UInt256 divisor = value(random).max(UInt256.ONE);
            BigInteger d = divisor.toBigInteger();
            BigInteger remainder =
                    switch (random.nextInt(4)) {
                        case 0 -> BigInteger.ZERO;
                        case 1 -> d.subtract(BigInteger.ONE);
                        case 2 -> value(random).toBigInteger().mod(d);
                        default ->
                            d.subtract(value(random).toBigInteger().mod(d)).mod(d);
                    };
            return new Quotient(divisor, value(random), remainder);
        });
    }

    static UInt256 value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> power(random.nextInt(256));
            case 1 -> power(random.nextInt(256)).subWrapping(UInt256.ONE);
            case 2 -> power(random.nextInt(256)).addWrapping(UInt256.ONE);
            case 3 -> words(random).shiftRight(random.nextInt(256));
            default -> words(random).shiftRight(64 * random.nextInt(4));
        };
    }

    private static UInt256 power(int exponent) {
        return UInt256.of(BigInteger.ONE.shiftLeft(exponent));
    }

    private static UInt256 words(Random random) {
        return new UInt256(word(random), word(random), word(random), word(random));
    }

    private static long word(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> -2;
            case 4 -> Long.MIN_VALUE;
            case 5 -> Long.MIN_VALUE + 1;
            case 6 -> Long.MAX_VALUE;
            default -> random.nextLong();
        };
    }
}
