package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes logs of known events with values their contracts could have emitted, the same ones for the same seed: what tests
 * and proofs feed the decoder, as they are or damaged. Two events state a hash of their own fields and are made up only
 * to their layout: Uniswap V4's Initialize and Balancer V2's PoolRegistered.
 */
public final class EventSamples {

    private static final Address CONTRACT = Address.of("0x00000000000000000000000000000000000c0de5");

    private final Random random;

    public EventSamples(long seed) {
        random = new Random(seed);
    }

    /** A log of this event. */
    public RawLog next(EventSpec spec) {
        EventLayout layout = spec.layout();
        if (layout instanceof CallLayout call) {
            List<Object> arguments = values(call.function());
            return log(call.topicsOf(address(), arguments), call.dataOf(arguments));
        }
        EventSignature signature = (EventSignature) layout;
        List<Object> values = values(signature);
        return log(signature.topicsOf(values), signature.dataOf(values));
    }

    /** Values of the event's parameters; of an indexed dynamic one its hash. */
    List<Object> values(EventSignature signature) {
        List<Object> values = new ArrayList<>();
        for (EventSignature.Parameter parameter : signature.parameters()) {
            boolean hashed = parameter.indexed() && !(parameter.type() instanceof AbiType.Word);
            values.add(hashed ? hash() : value(parameter.type(), parameter.name()));
        }
        return values;
    }

    static RawLog log(List<Hash> topics, Bytes data) {
        return new RawLog(0, 0, Hash.ZERO, CONTRACT, topics, data);
    }

    private Object value(AbiType type, String name) {
        if (type instanceof AbiType.Word word) {
            return word(word, name);
        }
        if (type instanceof AbiType.ByteString string) {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);
            return string.isText() ? new BigInteger(1, bytes).toString(36) : new Bytes(bytes);
        }
        if (type instanceof AbiType.Tuple tuple) {
            List<Object> members = new ArrayList<>();
            tuple.members().forEach(member -> members.add(value(member, "")));
            return Collections.unmodifiableList(members);
        }
        AbiType.Array array = (AbiType.Array) type;
        // All arrays of varying length have one length, since some events state several that must agree.
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < (array.length() < 0 ? 3 : array.length()); i++) {
            elements.add(value(array.element(), name));
        }
        return Collections.unmodifiableList(elements);
    }

    private Object word(AbiType.Word word, String name) {
        return switch (word.kind()) {
            case ADDRESS -> address();
            case BOOL -> random.nextBoolean();
            case UINT -> UInt256.of(unsigned(word.bits(), name));
            case INT -> Int256.of(signed(word.bits(), name));
            case FIXED_BYTES -> fixedBytes(word.bits() / 8);
        };
    }

    /** Numbers that a contract bounds are chosen within; others have up to a third of their type's bits, some all. */
    private BigInteger unsigned(int bits, String name) {
        return switch (name) {
            case "sqrtPriceX96" -> BigInteger.ONE.shiftLeft(96).add(new BigInteger(90, random));
            case "bought_id" -> BigInteger.ONE;
            case "sold_id" -> BigInteger.TWO;
            case "specialization" -> BigInteger.valueOf(random.nextInt(3));
            case "fee" -> BigInteger.valueOf(random.nextInt(10_000));
            case "amount0In" -> BigInteger.ONE.shiftLeft(100).add(new BigInteger(90, random));
            case "amount0Out", "amount1In" -> new BigInteger(60, random);
            case "feeProtocol0New", "feeProtocol1New" -> BigInteger.valueOf(random.nextInt(11));
            default -> new BigInteger(bits == 256 ? 90 + random.nextInt(90) : bits, random);
        };
    }

    private BigInteger signed(int bits, String name) {
        return switch (name) {
            case "tickLower" -> BigInteger.valueOf(-60L * (1 + random.nextInt(1000)));
            case "tickUpper" -> BigInteger.valueOf(60L * (1 + random.nextInt(1000)));
            case "tick" -> BigInteger.valueOf(random.nextInt(887_272));
            case "tickSpacing" -> BigInteger.valueOf(1 + random.nextInt(200));
            case "bought_id" -> BigInteger.ONE;
            case "sold_id" -> BigInteger.TWO;
            case "amount0" -> new BigInteger(100, random);
            case "amount1" -> new BigInteger(100, random).negate();
            default -> {
                BigInteger magnitude = new BigInteger(Math.min(bits - 1, 180), random);
                yield random.nextBoolean() ? magnitude : magnitude.not();
            }
        };
    }

    private Object fixedBytes(int length) {
        if (length == 32) {
            return hash();
        }
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Bytes(bytes);
    }

    private Address address() {
        return new Address(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private Hash hash() {
        return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
