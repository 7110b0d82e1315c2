package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.kafka.EmbeddedKafka;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a chain's log is in Kafka. */
final class KafkaOptions implements AutoCloseable {
    private static final String EMBEDDED = "embedded";

    @Option(
            names = "--kafka",
            paramLabel = "embedded|HOST:PORT",
            description = "the Kafka cluster; embedded runs a broker over .mevstream/kafka for as long as the command")
    private @Nullable String kafka;

    @Option(
            names = "--kafka-topic",
            paramLabel = "NAME",
            defaultValue = KafkaHome.DEFAULT_TOPIC,
            description = "the topic of chain logs (default: ${DEFAULT-VALUE})")
    private String topic = KafkaHome.DEFAULT_TOPIC;

    @Option(
            names = "--kafka-partition",
            paramLabel = "N",
            defaultValue = "0",
            description = "the chain's partition (default: ${DEFAULT-VALUE})")
    private int partition;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "properties of connection and security; a secret there is env:NAME or file:PATH")
    private @Nullable Path properties;

    private @Nullable EmbeddedKafka broker;

    boolean given() {
        return kafka != null;
    }

    /** The log's place; a broker of this command's own is started if asked for. */
    KafkaHome home() {
        if (kafka == null) {
            throw Refusal.usage("expected --kafka embedded or --kafka HOST:PORT, found none");
        }
        try {
            KafkaSettings cluster = kafka.equals(EMBEDDED) ? embedded() : KafkaSettings.at(kafka);
            return new KafkaHome(properties == null ? cluster : cluster.with(properties), topic, partition);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--kafka: " + wrong.getMessage());
        } catch (IllegalStateException absent) {
            throw Refusal.failed(String.valueOf(absent.getMessage()));
        } catch (IOException unreadable) {
            throw Refusal.usage("--kafka-properties: expected a file of properties, found " + unreadable);
        }
    }

    private KafkaSettings embedded() {
        EmbeddedKafka running = broker;
        if (running == null) {
            Path home = Path.of(System.getProperty("mevstream.home", "."));
            running = EmbeddedKafka.open(home.resolve(".mevstream/kafka"));
            broker = running;
        }
        return running.settings();
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
