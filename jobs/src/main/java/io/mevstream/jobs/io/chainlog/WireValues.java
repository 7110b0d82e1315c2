package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Sighting;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.schemas.chain.Address20;
import io.mevstream.schemas.chain.ChainSighting;
import io.mevstream.schemas.chain.Hash32;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that wire records are made of: addresses, hashes, byte strings, 256-bit integers. */
final class WireValues {

    private WireValues() {}

    static Address20 wire(Address address) {
        return new Address20(address.toBytes());
    }

    static Address domain(Address20 address) {
        return Address.fromBytes(address.bytes(), 0);
    }

    static Hash32 wire(Hash hash) {
        return new Hash32(hash.toBytes());
    }

    static Hash domain(Hash32 hash) {
        return Hash.fromBytes(hash.bytes(), 0);
    }

    static ChainSighting wire(Sighting seen) {
        return new ChainSighting(seen.seenMillis(), seen.source());
    }

    static Sighting domain(ChainSighting seen) {
        return new Sighting(seen.getSeenMillis(), seen.getSource());
    }

    static ByteBuffer wire(Bytes bytes) {
        return ByteBuffer.wrap(bytes.array());
    }

    static Bytes bytes(ByteBuffer buffer) {
        // The decoder wraps an array made for this value, so it is neither shared nor longer.
        return buffer.remaining() == 0 ? Bytes.EMPTY : new Bytes(buffer.array());
    }

    /** Big-endian without leading zero bytes. */
    static ByteBuffer wire(UInt256 value) {
        byte[] bytes = new byte[32];
        value.toBytes(bytes, 0);
        int length = (value.bitLength() + 7) / 8;
        return ByteBuffer.wrap(bytes, 32 - length, length);
    }

    static UInt256 uint(ByteBuffer buffer) {
        int length = buffer.remaining();
        if (length > 32) {
            throw new ImpossibleValueException("expected an integer of at most 32 bytes, found " + length);
        }
        // One value, one encoding: otherwise equal records could differ in their bytes.
        if (length > 0 && buffer.get(buffer.position()) == 0) {
            throw new ImpossibleValueException("expected an integer without leading zero bytes, found one");
        }
        byte[] bytes = new byte[32];
        buffer.duplicate().get(bytes, 32 - length, length);
        return UInt256.fromBytes(bytes, 0);
    }

    /** Two's complement, big-endian, 32 bytes. */
    static ByteBuffer wire(Int256 value) {
        byte[] bytes = new byte[32];
        value.toBytes(bytes, 0);
        return ByteBuffer.wrap(bytes);
    }

    static Int256 signed(ByteBuffer buffer) {
        if (buffer.remaining() != 32) {
            throw new ImpossibleValueException("expected a signed integer of 32 bytes, found " + buffer.remaining());
        }
        byte[] bytes = new byte[32];
        buffer.duplicate().get(bytes);
        return Int256.fromBytes(bytes, 0);
    }

    static <A, B> @Nullable B optional(@Nullable A value, Function<A, B> mapping) {
        return value == null ? null : mapping.apply(value);
    }

    static <A, B> List<B> list(List<A> values, Function<A, B> mapping) {
        List<B> mapped = new ArrayList<>(values.size());
        for (A value : values) mapped.add(mapping.apply(value));
        return mapped;
    }
}
