package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses, hashes and 256-bit integers in a binary form. */
final class BinaryForm {

    private static final int NULL = 255;

    private BinaryForm() {}

    static void write(Hash hash, DataOutput out) throws IOException {
        out.writeLong(hash.w3());
        out.writeLong(hash.w2());
        out.writeLong(hash.w1());
        out.writeLong(hash.w0());
    }

    static Hash readHash(DataInput in) throws IOException {
        return new Hash(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    static void write(Address address, DataOutput out) throws IOException {
        out.writeLong(address.high());
        out.writeLong(address.middle());
        out.writeInt(address.low());
    }

    static Address readAddress(DataInput in) throws IOException {
        return new Address(in.readLong(), in.readLong(), in.readInt());
    }

    static void writeNullable(@Nullable Address address, DataOutput out) throws IOException {
        out.writeBoolean(address != null);
        if (address != null) {
            write(address, out);
        }
    }

    static @Nullable Address readNullableAddress(DataInput in) throws IOException {
        return in.readBoolean() ? readAddress(in) : null;
    }

    /** Length in bytes, then the bytes without leading zeros; 255 for null. */
    static void write(@Nullable UInt256 value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
            return;
        }
        int length = (value.bitLength() + 7) / 8;
        byte[] bytes = new byte[Hash.LENGTH];
        value.toBytes(bytes, 0);
        out.writeByte(length);
        out.write(bytes, Hash.LENGTH - length, length);
    }

    static @Nullable UInt256 readUint(DataInput in) throws IOException {
        int length = in.readUnsignedByte();
        if (length == NULL) {
            return null;
        }
        if (length > Hash.LENGTH) {
            throw new IOException("expected at most " + Hash.LENGTH + " bytes of an integer, found " + length);
        }
        byte[] bytes = new byte[Hash.LENGTH];
        in.readFully(bytes, Hash.LENGTH - length, length);
        return UInt256.fromBytes(bytes, 0);
    }

    static void write(Int256 value, DataOutput out) throws IOException {
        out.writeBoolean(value.signum() < 0);
        write(value.abs(), out);
    }

    static Int256 readInt(DataInput in) throws IOException {
        boolean negative = in.readBoolean();
        UInt256 magnitude = readUint(in);
        if (magnitude == null) {
            throw new IOException("expected an integer, found none");
        }
        Int256 value = new Int256(magnitude.w3(), magnitude.w2(), magnitude.w1(), magnitude.w0());
        return negative ? Int256.ZERO.subWrapping(value) : value;
    }

    static void write(@Nullable Integer value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeInt(value);
        }
    }

    static @Nullable Integer readInteger(DataInput in) throws IOException {
        return in.readBoolean() ? Integer.valueOf(in.readInt()) : null;
    }

    static void write(@Nullable String value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeUTF(value);
        }
    }

    static @Nullable String readString(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    /** The constant at the place; throws {@link IOException} beyond the last. */
    static <E> E at(List<E> constants, int place) throws IOException {
        if (place < 0 || place >= constants.size()) {
            throw new IOException("expected one of " + constants + ", found number " + place);
        }
        return constants.get(place);
    }
}
