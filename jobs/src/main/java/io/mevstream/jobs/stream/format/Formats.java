package io.mevstream.jobs.stream.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Formats of what is not ours: text, enums, lists, what may be absent. */
public final class Formats {

    /** A length and UTF-8 bytes. {@code writeUTF} would refuse texts above 64 KiB, and anyone can emit one. */
    public static final BinaryFormat<String> TEXT = of(
            (value, out) -> writeBytes(value.getBytes(StandardCharsets.UTF_8), out),
            in -> new String(readBytes(in), StandardCharsets.UTF_8));

    public static final BinaryFormat<Integer> INT = of((value, out) -> out.writeInt(value), in -> in.readInt());

    public static final BinaryFormat<Long> LONG = of((value, out) -> out.writeLong(value), in -> in.readLong());

    private Formats() {}

    /** Writes a value. */
    public interface Writing<T> {
        void write(T value, DataOutputView out) throws IOException;
    }

    /** Reads a value. */
    public interface Reading<T> {
        T read(DataInputView in) throws IOException;
    }

    /** A format made of its two halves. */
    public static <T> BinaryFormat<T> of(Writing<T> writing, Reading<T> reading) {
        return new BinaryFormat<>() {
            @Override
            public void write(T value, DataOutputView out) throws IOException {
                writing.write(value, out);
            }

            @Override
            public T read(DataInputView in) throws IOException {
                return reading.read(in);
            }
        };
    }

    /** One byte: the constant's place. Constants may be appended to such an enum, never moved. */
    public static <E extends Enum<E>> BinaryFormat<E> enumerated(E[] constants) {
        return of((value, out) -> out.writeByte(value.ordinal()), in -> constants[in.readUnsignedByte()]);
    }

    /** A count and the elements. */
    public static <T extends @Nullable Object> BinaryFormat<List<T>> list(BinaryFormat<T> element) {
        return of(
                (values, out) -> {
                    out.writeInt(values.size());
                    for (int i = 0; i < values.size(); i++) {
                        element.write(values.get(i), out);
                    }
                },
                in -> {
                    int size = in.readInt();
                    List<T> values = new ArrayList<>(size);
                    for (int i = 0; i < size; i++) {
                        values.add(element.read(in));
                    }
                    return Collections.unmodifiableList(values);
                });
    }

    /** One byte: whether the value is there; then the value. */
    public static <T> BinaryFormat<@Nullable T> nullable(BinaryFormat<T> format) {
        return of(
                (value, out) -> {
                    out.writeBoolean(value != null);
                    if (value != null) {
                        format.write(value, out);
                    }
                },
                in -> in.readBoolean() ? format.read(in) : null);
    }

    static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
