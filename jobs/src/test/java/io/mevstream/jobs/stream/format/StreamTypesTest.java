package io.mevstream.jobs.stream.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class StreamTypesTest {

    @Test
    void everyTypeHasSamples() {
        assertThat(StreamTypes.all().stream().map(StreamType::name))
                .containsExactlyInAnyOrderElementsOf(Samples.byType().keySet());
    }

    @Test
    void readsWhatItWroteAndLeavesNothingBehind() throws IOException {
        for (StreamType<?> type : StreamTypes.all()) {
            for (Object sample : Samples.byType().getOrDefault(type.name(), List.of())) {
                DataInputDeserializer in = written(type, sample);

                assertThat(serializer(type).deserialize(in)).as(type.name()).isEqualTo(sample);
                assertThat(in.available()).as(type.name()).isZero();
            }
        }
    }

    @Test
    void copiesBytesWithoutTheirMeaning() throws IOException {
        for (StreamType<?> type : StreamTypes.all()) {
            for (Object sample : Samples.byType().getOrDefault(type.name(), List.of())) {
                DataOutputSerializer copy = new DataOutputSerializer(64);

                serializer(type).copy(written(type, sample), copy);

                assertThat(serializer(type).deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())))
                        .isEqualTo(sample);
            }
        }
    }

    @Test
    void travelsToATaskManagerByName() throws IOException, ClassNotFoundException {
        for (StreamType<?> type : StreamTypes.all()) {
            assertThat((Object) InstantiationUtil.clone(type)).isSameAs(type);
            assertThat(InstantiationUtil.clone(serializer(type))).isEqualTo(serializer(type));
        }
    }

    @Test
    void restoresTheSerializerFromItsSnapshot() throws IOException {
        for (StreamType<?> type : StreamTypes.all()) {
            TypeSerializerSnapshot<?> restored = throughBytes(serializer(type).snapshotConfiguration());

            assertThat(restored.restoreSerializer()).isEqualTo(serializer(type));
            assertThat(compatible(serializer(type).snapshotConfiguration(), restored))
                    .isTrue();
        }
    }

    @Test
    void refusesStateOfAnotherTypeOrVersion() throws IOException {
        TypeSerializerSnapshot<?> swap =
                StreamTypes.SWAP.createSerializer(new SerializerConfigImpl()).snapshotConfiguration();
        StreamType<?> later = new StreamType<>("swap", 2, StreamTypes.SWAP.getTypeClass(), StreamTypes.SWAP.format());
        TypeSerializerSnapshot<?> laterSnapshot = throughBytes(serializer(later).snapshotConfiguration());

        assertThat(compatible(swap, serializer(StreamTypes.POOL).snapshotConfiguration()))
                .isFalse();
        assertThat(compatible(swap, laterSnapshot)).isFalse();
        assertThatThrownBy(laterSnapshot::restoreSerializer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected state of swap v1, found version 2");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean compatible(TypeSerializerSnapshot now, TypeSerializerSnapshot old) {
        return now.resolveSchemaCompatibility(old).isCompatibleAsIs();
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(StreamType<?> type) {
        return ((StreamType<Object>) type).createSerializer(new SerializerConfigImpl());
    }

    private static DataInputDeserializer written(StreamType<?> type, Object sample) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer(type).serialize(sample, out);
        return new DataInputDeserializer(out.getCopyOfBuffer());
    }

    private static TypeSerializerSnapshot<?> throughBytes(TypeSerializerSnapshot<?> snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), StreamTypesTest.class.getClassLoader());
    }
}
