package io.mevstream.jobs.io.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How to reach a Kafka cluster.
 *
 * @param bootstrap {@code HOST:PORT}, several with commas between
 * @param clientProperties what clients are told of connection and security beyond that; secrets in it are references, which
 *     {@link KafkaSecrets} resolves in the client that uses them
 */
public record KafkaSettings(String bootstrap, Map<String, String> clientProperties) implements Serializable {

    private static final String LEFT_TO_CHOICE =
            "(sasl|ssl|security|client|request|connections|socket|reconnect|retry)\\..+";
    private static final String SECRET = ".*(password|jaas\\.config|\\.key|secret).*";

    public KafkaSettings {
        if (!bootstrap.matches("[^\\s:,]+:[0-9]{1,5}(,[^\\s:,]+:[0-9]{1,5})*")) {
            throw new IllegalArgumentException(
                    "expected Kafka's address as HOST:PORT[,HOST:PORT...], found " + bootstrap);
        }
        clientProperties = new TreeMap<>(clientProperties);
    }

    /** A cluster that asks for nothing. */
    public static KafkaSettings at(String bootstrap) {
        return new KafkaSettings(bootstrap, Map.of());
    }

    /**
     * The same cluster with the properties of a file, in which a secret is {@code env:NAME} or {@code file:PATH}, or a value
     * around {@code ${secret:env:NAME}}; {@link IllegalArgumentException} for secrets themselves and for what is not left to choice.
     */
    public KafkaSettings with(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        Map<String, String> properties = new TreeMap<>();
        for (String name : read.stringPropertyNames()) {
            if (!name.matches(LEFT_TO_CHOICE)) {
                throw new IllegalArgumentException(
                        file + ": expected properties of connection and security, such as sasl.,"
                                + " ssl. or security., found " + name);
            }
            String value = read.getProperty(name);
            boolean reference = value.matches("(env|file):.+");
            if (name.matches(SECRET) && !reference && !value.contains("${secret:")) {
                throw new IllegalArgumentException(file + ": expected " + name
                        + " to name its secret as env:NAME or file:PATH, found something else");
            }
            properties.put(name, reference ? "${secret:" + value + "}" : value);
        }
        return new KafkaSettings(bootstrap, properties);
    }

    /** What every client is given: references, never secrets. */
    Properties toProperties() {
        Properties properties = new Properties();
        clientProperties.forEach(properties::setProperty);
        properties.setProperty("bootstrap.servers", bootstrap);
        properties.setProperty("config.providers", "secret");
        properties.setProperty("config.providers.secret.class", KafkaSecrets.class.getName());
        return properties;
    }

    /** Without the properties, some of which lead to secrets. */
    @Override
    public String toString() {
        return bootstrap;
    }
}
