package io.mevstream.jobs.io.kafka;

import io.mevstream.detect.DetectionFact;
import io.mevstream.jobs.io.chainlog.DetectionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topic of findings: each once, as an envelope, under its chain id. Committed with the job's checkpoints, so that a finding
 * is there once however often the job restarts. Steps run side by side: their order in the topic is not that of positions.
 */
public final class DetectionTopic {

    /** Where findings are, see {@code schemas/topics.yaml}. */
    public static final String TOPIC = "mev.detections.v1";

    /** Longer than any checkpoint takes, shorter than a broker's bound of a quarter of an hour. */
    private static final String TRANSACTION_MILLIS = "600000";

    private DetectionTopic() {}

    /**
     * A sink into the topic, which is made if it is not there.
     *
     * @param partition the chain's
     * @param logId which log the findings are of: two jobs over one log are one job to the broker
     */
    public static KafkaSink<DetectionFact> sink(KafkaSettings settings, int partition, String logId)
            throws IOException {
        KafkaTopics.make(new KafkaHome(settings, TOPIC, partition));
        Properties properties = settings.toProperties();
        properties.setProperty("transaction.timeout.ms", TRANSACTION_MILLIS);
        properties.setProperty("compression.type", "zstd");
        return KafkaSink.<DetectionFact>builder()
                .setBootstrapServers(settings.bootstrap())
                .setKafkaProducerConfig(properties)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("mevstream." + TOPIC + "." + logId)
                .setRecordSerializer(new Envelopes(partition))
                .build();
    }

    private static final class Envelopes implements KafkaRecordSerializationSchema<DetectionFact> {
        private static final long serialVersionUID = 1;

        private final int partition;
        private transient @Nullable DetectionCodec codec;

        Envelopes(int partition) {
            this.partition = partition;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                DetectionFact finding, KafkaSinkContext context, @Nullable Long timestamp) {
            DetectionCodec encoder = codec;
            if (encoder == null) {
                encoder = new DetectionCodec();
                codec = encoder;
            }
            byte[] chain = ByteBuffer.allocate(Long.BYTES)
                    .putLong(finding.origin().chainId())
                    .array();
            return new ProducerRecord<>(TOPIC, partition, chain, encoder.encode(finding));
        }
    }
}
