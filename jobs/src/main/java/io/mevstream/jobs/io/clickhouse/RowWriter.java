package io.mevstream.jobs.io.clickhouse;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one table, a value per column in the table's order. Each call is held against the column's type: a
 * value of another type, a null where none may be, and a row too short or too long are programming errors and throw
 * {@link IllegalStateException}. Not for use by several threads.
 *
 * <pre>{@code
 * TableRow row = writer.begin(position).uint64(chainId).address(pool).nullableString(name).finish();
 * }</pre>
 */
public final class RowWriter {

    private final Table table;
    private final ColumnType[] types;
    private final RowBinary out = new RowBinary();
    private int next;
    private long position;
    /** The type of the value inside an array, a map or a nullable, until that value is written. */
    private @Nullable ColumnType inside;

    public RowWriter(Table table) {
        this.table = table;
        this.types = table.columns().stream()
                .map(column -> ColumnType.parse(column.type()))
                .toArray(ColumnType[]::new);
    }

    /** Starts a row that follows from the chain log's record at {@code position}. */
    public RowWriter begin(long recordPosition) {
        out.clear();
        next = 0;
        inside = null;
        position = recordPosition;
        return this;
    }

    /** The finished row. */
    public TableRow finish() {
        if (next != types.length) {
            throw new IllegalStateException(
                    "expected " + types.length + " values in a row of " + table.name() + ", found " + next
                            + "; missing from " + table.columns().get(next).name());
        }
        return new TableRow(table.name(), position, out.toBytes());
    }

    public RowWriter bool(boolean value) {
        expect("Bool", "UInt8");
        out.int8(value ? 1 : 0);
        return this;
    }

    public RowWriter uint8(int value) {
        expect("UInt8");
        out.int8(inRange(value, 0, 0xff));
        return this;
    }

    public RowWriter uint16(int value) {
        expect("UInt16");
        out.int16(inRange(value, 0, 0xffff));
        return this;
    }

    public RowWriter uint32(long value) {
        expect("UInt32");
        out.int32((int) inRange(value, 0, 0xffff_ffffL));
        return this;
    }

    /** A long read as unsigned. */
    public RowWriter uint64(long value) {
        expect("UInt64");
        out.int64(value);
        return this;
    }

    /** The upper and the lower 64 bits. */
    public RowWriter uint128(long high, long low) {
        expect("UInt128");
        out.int64(low);
        out.int64(high);
        return this;
    }

    public RowWriter int32(int value) {
        expect("Int32");
        out.int32(value);
        return this;
    }

    public RowWriter int64(long value) {
        expect("Int64");
        out.int64(value);
        return this;
    }

    public RowWriter uint256(UInt256 value) {
        expect("UInt256");
        words(value.w3(), value.w2(), value.w1(), value.w0());
        return this;
    }

    public RowWriter int256(Int256 value) {
        expect("Int256");
        words(value.w3(), value.w2(), value.w1(), value.w0());
        return this;
    }

    public RowWriter string(String value) {
        expect("String");
        out.string(value);
        return this;
    }

    /** Bytes as they are, in a String column. */
    public RowWriter bytes(byte[] value) {
        expect("String");
        out.length(value.length);
        out.raw(value);
        return this;
    }

    /** Text {@code 0x} and lower-case digits in a String column, the bytes in a FixedString(20). */
    public RowWriter address(Address value) {
        if (expect("String", "FixedString").name().equals("String")) {
            out.string(value.toString());
        } else {
            fixed(value.toBytes());
        }
        return this;
    }

    /** Text {@code 0x} and lower-case digits in a String column, the bytes in a FixedString(32). */
    public RowWriter hash(Hash value) {
        if (expect("String", "FixedString").name().equals("String")) {
            out.string(value.toString());
        } else {
            fixed(value.toBytes());
        }
        return this;
    }

    /** Seconds since 1970. */
    public RowWriter dateTime(long epochSeconds) {
        expect("DateTime");
        out.int32((int) inRange(epochSeconds, 0, 0xffff_ffffL));
        return this;
    }

    /** An Enum8 by its label. */
    public RowWriter label(String label) {
        Integer value = expect("Enum8").labels().get(label);
        if (value == null) {
            throw new IllegalStateException("expected a label of " + column() + ", found " + label);
        }
        out.int8(value);
        return this;
    }

    /** A Nullable column: nothing, or what {@code write} writes. */
    public <T> RowWriter nullable(@Nullable T value, BiConsumer<RowWriter, T> write) {
        ColumnType type = current();
        if (!type.nullable()) {
            throw new IllegalStateException("expected a Nullable column, found " + column());
        }
        advance();
        out.int8(value == null ? 1 : 0);
        if (value != null) {
            inside(type.notNull(), value, write);
        }
        return this;
    }

    /** An Array column: each value as {@code write} writes it. */
    public <T> RowWriter array(List<T> values, BiConsumer<RowWriter, T> write) {
        ColumnType type = expect("Array");
        out.length(values.size());
        for (T value : values) {
            inside(type.elements().get(0), value, write);
        }
        return this;
    }

    /** A Map column, in the order of its keys so that equal maps are equal bytes. */
    public <V> RowWriter map(Map<String, V> values, BiConsumer<RowWriter, V> write) {
        ColumnType type = expect("Map");
        SortedMap<String, V> sorted = new TreeMap<>(values);
        out.length(sorted.size());
        sorted.forEach((key, value) -> {
            inside(type.elements().get(0), key, RowWriter::string);
            inside(type.elements().get(1), value, write);
        });
        return this;
    }

    public RowWriter nullableString(@Nullable String value) {
        return nullable(value, RowWriter::string);
    }

    public RowWriter nullableAddress(@Nullable Address value) {
        return nullable(value, RowWriter::address);
    }

    public RowWriter nullableHash(@Nullable Hash value) {
        return nullable(value, RowWriter::hash);
    }

    public RowWriter nullableUint256(@Nullable UInt256 value) {
        return nullable(value, RowWriter::uint256);
    }

    public RowWriter nullableInt256(@Nullable Int256 value) {
        return nullable(value, RowWriter::int256);
    }

    /** Writes the value inside a composite one, which stands written already. */
    private <T> void inside(ColumnType type, T value, BiConsumer<RowWriter, T> write) {
        inside = type;
        write.accept(this, value);
        if (inside != null) {
            throw new IllegalStateException("expected a value inside " + column() + ", found none");
        }
    }

    private ColumnType expect(String... names) {
        ColumnType type = current();
        for (String name : names) {
            if (type.name().equals(name) && !type.nullable()) {
                advance();
                return type;
            }
        }
        throw new IllegalStateException(
                "expected a value of " + column() + ", found one of " + String.join("/", names));
    }

    private ColumnType current() {
        if (inside != null) {
            return inside;
        }
        if (next >= types.length) {
            throw new IllegalStateException(
                    "expected " + types.length + " values in a row of " + table.name() + ", found one more");
        }
        return types[next];
    }

    private void advance() {
        if (inside != null) {
            inside = null;
        } else {
            next++;
        }
    }

    private String column() {
        int written = inside == null ? next : next - 1;
        Column column = table.columns().get(Math.max(0, Math.min(written, types.length - 1)));
        return table.name() + "." + column.name() + " " + column.type();
    }

    private void fixed(byte[] bytes) {
        out.raw(bytes);
    }

    private void words(long w3, long w2, long w1, long w0) {
        out.int64(w0);
        out.int64(w1);
        out.int64(w2);
        out.int64(w3);
    }

    private int inRange(int value, int low, int high) {
        return (int) inRange((long) value, low, high);
    }

    private long inRange(long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalStateException(
                    "expected " + low + " to " + high + " for " + table.name() + ", found " + value);
        }
        return value;
    }
}
