package io.mevstream.jobs.io.kafka;

import io.mevstream.jobs.io.settings.ProjectHome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the embedded broker's process is started from. */
final class KafkaFiles {

    private KafkaFiles() {}

    /** The class path of the engines module's jar and the broker's libraries; {@link IllegalStateException} where they are not built. */
    static String classPath() {
        Path targets = ProjectHome.find().resolve("engines/target");
        Path libraries = targets.resolve("kafka-lib");
        if (!Files.isDirectory(libraries)) {
            throw missing(libraries);
        }
        try (Stream<Path> files = Files.list(targets)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("mevstream-engines-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> missing(targets.resolve("mevstream-engines-*.jar")));
            return jar.toAbsolutePath() + File.pathSeparator + libraries.toAbsolutePath() + File.separator + "*";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + targets, e);
        }
    }

    private static IllegalStateException missing(Path path) {
        return new IllegalStateException(
                "expected the embedded Kafka at " + path + ", found none; build it by: mvn -pl engines package");
    }
}
