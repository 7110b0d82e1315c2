package io.mevstream.jobs.stream.format;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Which type, in which version of its format, a piece of state was written as. */
public final class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {

    private @Nullable String name;
    private int version;

    /** For Flink, which reads the rest. */
    public FormatSnapshot() {}

    FormatSnapshot(StreamType<T> type) {
        name = type.name();
        version = type.version();
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(name);
        out.writeInt(version);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        name = in.readUTF();
        version = in.readInt();
    }

    /** The serializer that reads such state; throws {@link IllegalStateException} where this release has none. */
    @Override
    @SuppressWarnings("unchecked")
    public TypeSerializer<T> restoreSerializer() {
        StreamType<?> type = StreamTypes.named(String.valueOf(name));
        if (type.version() != version) {
            throw new IllegalStateException("expected state of " + type + ", found version " + version);
        }
        return new FormatSerializer<>((StreamType<T>) type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old instanceof FormatSnapshot<T> snapshot
                        && String.valueOf(name).equals(snapshot.name)
                        && version == snapshot.version
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
