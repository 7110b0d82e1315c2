package io.mevstream.jobs.stream.format;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type of value that travels between operators or rests in state, under a name and a version of its format. Values are
 * immutable; where they are keys, their hash codes are of primitives only.
 */
public final class StreamType<T> extends TypeInformation<T> {

    private final String name;
    private final int version;
    private final Class<T> valueClass;
    private final BinaryFormat<T> format;

    StreamType(String name, int version, Class<T> valueClass, BinaryFormat<T> format) {
        this.name = name;
        this.version = version;
        this.valueClass = valueClass;
        this.format = format;
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    BinaryFormat<T> format() {
        return format;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new FormatSerializer<>(this);
    }

    @Override
    public Class<T> getTypeClass() {
        return valueClass;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamType<?> type && name.equals(type.name) && version == type.version;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StreamType;
    }

    /** A type goes over the wire as its name: its format is code. */
    @Serial
    private Object writeReplace() {
        return new Named(name);
    }

    @Serial
    private void readObject(java.io.ObjectInputStream in) throws ObjectStreamException {
        throw new InvalidObjectException("expected the type's name");
    }

    private record Named(String name) implements Serializable {
        @Serial
        private Object readResolve() {
            return StreamTypes.named(name);
        }
    }
}
