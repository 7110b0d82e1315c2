package io.mevstream.jobs.io.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Makes the topics of chain logs, and refuses one that would forget: a log is kept for ever. */
final class KafkaTopics {

    /** The largest envelope, and room for a record batch around it. */
    static final int MAX_RECORD_BYTES = (64 << 20) + (1 << 20);

    private static final Duration MADE_BUDGET = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 20;

    private static final Map<String, String> KEPT = Map.of(
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "cleanup.policy", "delete",
            "unclean.leader.election.enable", "false",
            "max.message.bytes", String.valueOf(MAX_RECORD_BYTES));

    private KafkaTopics() {}

    /** Checks that the partition is there and kept for ever. */
    static void require(KafkaHome home) throws IOException {
        try (Admin admin = admin(home)) {
            TopicDescription found = describe(admin, home.topic());
            if (found == null || found.partitions().size() <= home.partition()) {
                throw new IOException("expected a chain log in " + home + ", found "
                        + (found == null ? "no such topic" : found.partitions().size() + " partitions"));
            }
            requireKept(admin, home);
        } catch (ExecutionException refused) {
            throw unreachable(home, refused.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** Makes the topic or the partition where it is not there yet. */
    static void make(KafkaHome home) throws IOException {
        try (Admin admin = admin(home)) {
            TopicDescription found = describe(admin, home.topic());
            if (found == null) {
                create(admin, home);
            } else if (found.partitions().size() <= home.partition()) {
                NewPartitions wanted = NewPartitions.increaseTo(home.partition() + 1);
                admin.createPartitions(Map.of(home.topic(), wanted)).all().get();
            }
            awaitPartition(admin, home);
            requireKept(admin, home);
        } catch (ExecutionException refused) {
            throw unreachable(home, refused.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** What was made is known to every broker a moment later. */
    private static void awaitPartition(Admin admin, KafkaHome home)
            throws IOException, ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + MADE_BUDGET.toNanos();
        TopicDescription found = describe(admin, home.topic());
        while (found == null || found.partitions().size() <= home.partition()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("expected " + home + " within " + MADE_BUDGET + " of making it, found none");
            }
            Thread.sleep(POLL_MILLIS);
            found = describe(admin, home.topic());
        }
    }

    private static void create(Admin admin, KafkaHome home) throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(home.topic(), Optional.of(home.partition() + 1), Optional.empty()).configs(KEPT);
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refused) {
            // Another one was faster.
            if (!(refused.getCause() instanceof TopicExistsException)) throw refused;
        }
    }

    private static @Nullable TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) return null;
            throw refused;
        }
    }

    private static void requireKept(Admin admin, KafkaHome home)
            throws IOException, ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, home.topic());
        Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
        for (String name :
                List.of("retention.ms", "retention.bytes", "cleanup.policy", "unclean.leader.election.enable")) {
            String found = config.get(name).value();
            if (!found.equals(KEPT.get(name))) {
                throw new IOException("expected " + name + "=" + KEPT.get(name) + " of topic " + home.topic()
                        + ", found " + found + ": a chain log is kept for ever; set it, or name another topic");
            }
        }
    }

    private static Admin admin(KafkaHome home) {
        Properties properties = home.settings().toProperties();
        properties.setProperty("default.api.timeout.ms", "20000");
        properties.setProperty("request.timeout.ms", "10000");
        return Admin.create(properties);
    }

    static IOException unreachable(KafkaHome home, @Nullable Throwable cause) {
        return new IOException("expected Kafka to answer for " + home + ", found: " + cause, cause);
    }

    static IOException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting for Kafka", stopped);
    }
}
