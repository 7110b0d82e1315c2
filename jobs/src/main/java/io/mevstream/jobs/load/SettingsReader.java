package io.mevstream.jobs.load;

import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.Retention;
import io.mevstream.jobs.io.clickhouse.Secret;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code --name value} pairs once, and says everything that is wrong with them together. */
final class SettingsReader {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    SettingsReader(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                problems.add("expected --name value, found " + arguments[i]);
            } else if (values.put(arguments[i].substring(2), arguments[i + 1]) != null) {
                problems.add(arguments[i] + ": expected once, found again");
            }
        }
    }

    String required(String name) {
        String value = optional(name);
        if (value == null) {
            problems.add("--" + name + ": expected a value, found none");
        }
        return value == null ? "" : value;
    }

    @Nullable
    String optional(String name) {
        known.add(name);
        return values.get(name);
    }

    @Nullable
    Path optionalPath(String name) {
        String value = optional(name);
        return value == null ? null : Path.of(value);
    }

    /** Where the log is kept: a folder, or else a topic; a stand-in where a problem was found. */
    ChainLogHome home(String log, String kafka, String topic, String partition, String properties) {
        String folder = optional(log);
        String bootstrap = optional(kafka);
        String name = optional(topic);
        String number = optional(partition);
        if ((folder == null) == (bootstrap == null)) {
            problems.add("--" + log + ": expected a value, found " + (folder == null ? "none" : "one beside --" + kafka)
                    + "; a log is kept in a folder (--" + log + ") or in Kafka (--" + kafka + " HOST:PORT)");
        }
        if (bootstrap == null) {
            return FileHome.at(Path.of(folder == null ? "" : folder));
        }
        KafkaSettings cluster = kafka(kafka, properties);
        try {
            return new KafkaHome(
                    cluster == null ? KafkaSettings.at("none:0") : cluster,
                    name == null ? KafkaHome.DEFAULT_TOPIC : name,
                    number == null ? 0 : Integer.parseInt(number));
        } catch (IllegalArgumentException e) {
            problems.add("--" + topic + ", --" + partition + ": " + e.getMessage());
            return FileHome.at(Path.of(""));
        }
    }

    /** A Kafka cluster; null where none is named or a problem was found. */
    @Nullable
    KafkaSettings kafka(String bootstrap, String properties) {
        String address = optional(bootstrap);
        String file = optional(properties);
        try {
            KafkaSettings cluster = address == null ? null : KafkaSettings.at(address);
            return cluster == null || file == null ? cluster : cluster.with(Path.of(file));
        } catch (IllegalArgumentException e) {
            problems.add("--" + bootstrap + ": " + e.getMessage());
        } catch (IOException e) {
            problems.add("--" + properties + ": expected a file of properties, found " + e);
        }
        return null;
    }

    @Nullable
    BlockRange blocks(String name) {
        String value = optional(name);
        try {
            return value == null ? null : BlockRange.parse(value);
        } catch (IllegalArgumentException e) {
            problems.add("--" + name + ": " + e.getMessage());
            return null;
        }
    }

    int atLeastOne(String name, int otherwise) {
        Integer value = optionalAtLeastOne(name);
        return value == null ? otherwise : value;
    }

    private @Nullable Integer optionalAtLeastOne(String name) {
        String value = optional(name);
        if (value != null && !value.matches("[1-9][0-9]{0,8}")) {
            problems.add("--" + name + ": expected a whole number of at least 1, found " + value);
            return null;
        }
        return value == null ? null : Integer.valueOf(value);
    }

    OptionalInt optionalLimit(String name) {
        Integer value = optionalAtLeastOne(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** How long rows are kept; a stand-in where a problem was found. */
    Retention retention(String deleteAfterDays, String coldAfterDays) {
        Integer delete = optionalAtLeastOne(deleteAfterDays);
        Integer cold = optionalAtLeastOne(coldAfterDays);
        try {
            return new Retention(delete, cold);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return Retention.NONE;
        }
    }

    <E extends Enum<E>> E constant(String name, E[] constants, E otherwise) {
        String value = optional(name);
        if (value == null) {
            return otherwise;
        }
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        problems.add("--" + name + ": expected one of "
                + Arrays.toString(constants).toLowerCase(Locale.ROOT) + ", found " + value);
        return otherwise;
    }

    /** A connection; a stand-in where a problem was found. */
    ClickHouseSettings clickHouse(String url, String user, String password, String database) {
        String address = required(url);
        String name = optional(database);
        String account = optional(user);
        String secret = optional(password);
        try {
            return new ClickHouseSettings(
                    address,
                    account == null ? ClickHouseSettings.DEFAULT_USER : account,
                    Secret.named(secret),
                    name == null ? ClickHouseSettings.DEFAULT_DATABASE : name);
        } catch (IllegalArgumentException e) {
            if (!address.isEmpty()) {
                problems.add(e.getMessage());
            }
            return new ClickHouseSettings("http://localhost:8123", "", Secret.of(""), "none");
        }
    }

    /** Throws {@link IllegalArgumentException} with every problem, if there is one. */
    void finish() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                problems.add("--" + name + ": expected one of --" + String.join(", --", known));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
