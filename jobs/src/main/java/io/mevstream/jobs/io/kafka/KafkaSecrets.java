package io.mevstream.jobs.io.kafka;

import io.mevstream.jobs.io.clickhouse.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves {@code ${secret:env:NAME}} and {@code ${secret:file:PATH}} in a client's properties, inside that client: a job that
 * travels carries the reference alone. Kafka makes it by name.
 */
public final class KafkaSecrets implements ConfigProvider {

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public ConfigData get(String kind) {
        return get(kind, Set.of());
    }

    @Override
    public ConfigData get(String kind, Set<String> names) {
        Map<String, String> secrets = new HashMap<>();
        for (String name : new TreeSet<>(names)) {
            secrets.put(name, Secret.named(kind + ":" + name).reveal());
        }
        return new ConfigData(secrets);
    }

    @Override
    public void close() {}
}
