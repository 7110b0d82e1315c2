package io.mevstream.jobs.stream.format;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serialises values of a {@link StreamType}. Values are immutable, so a copy is the value itself. */
public final class FormatSerializer<T> extends TypeSerializer<T> {

    private final StreamType<T> type;

    FormatSerializer(StreamType<T> type) {
        this.type = type;
    }

    StreamType<T> type() {
        return type;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** None: values have no empty form. Flink asks for one only of types it means to fill in. */
    @Override
    @SuppressWarnings("NullAway")
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        type.format().write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return type.format().read(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return type.format().read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatSerializer<?> serializer && type.equals(serializer.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new FormatSnapshot<>(type);
    }
}
