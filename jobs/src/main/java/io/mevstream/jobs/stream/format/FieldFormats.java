package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.Formats.list;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.decode.EventFields;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Formats of an event's fields: names, and values that say what they are. */
final class FieldFormats {

    private static final BinaryFormat<Object> VALUE = of(FieldFormats::write, FieldFormats::read);
    private static final BinaryFormat<List<Object>> VALUES = list(VALUE);
    private static final BinaryFormat<List<String>> NAMES = list(Formats.TEXT);

    static final BinaryFormat<EventFields> FIELDS = of(
            (value, out) -> {
                NAMES.write(value.names(), out);
                VALUES.write(value.values(), out);
            },
            in -> new EventFields(NAMES.read(in), VALUES.read(in)));

    private FieldFormats() {}

    private static void write(Object value, DataOutputView out) throws IOException {
        if (value instanceof Address address) {
            out.writeByte(0);
            ChainFormats.ADDRESS.write(address, out);
        } else if (value instanceof UInt256 number) {
            out.writeByte(1);
            ChainFormats.UINT256.write(number, out);
        } else if (value instanceof Int256 number) {
            out.writeByte(2);
            ChainFormats.INT256.write(number, out);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? 4 : 3);
        } else if (value instanceof Hash hash) {
            out.writeByte(5);
            ChainFormats.HASH.write(hash, out);
        } else if (value instanceof Bytes bytes) {
            out.writeByte(6);
            ChainFormats.BYTES.write(bytes, out);
        } else if (value instanceof String text) {
            out.writeByte(7);
            Formats.TEXT.write(text, out);
        } else if (value instanceof List<?> values) {
            out.writeByte(8);
            out.writeInt(values.size());
            for (Object element : values) {
                write(element, out);
            }
        } else {
            throw new IOException("expected a value that EventFields names, found " + value.getClass());
        }
    }

    private static Object read(DataInputView in) throws IOException {
        int which = in.readUnsignedByte();
        return switch (which) {
            case 0 -> ChainFormats.ADDRESS.read(in);
            case 1 -> ChainFormats.UINT256.read(in);
            case 2 -> ChainFormats.INT256.read(in);
            case 3 -> false;
            case 4 -> true;
            case 5 -> ChainFormats.HASH.read(in);
            case 6 -> ChainFormats.BYTES.read(in);
            case 7 -> Formats.TEXT.read(in);
            case 8 -> VALUES.read(in);
            default -> throw new IOException("expected a field of kind 0 to 8, found " + which);
        };
    }
}
