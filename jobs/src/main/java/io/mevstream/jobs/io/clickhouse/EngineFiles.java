package io.mevstream.jobs.io.clickhouse;

import io.mevstream.jobs.io.settings.ProjectHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the embedded engine's process is started from.
 *
 * @param jar the engines module's runnable jar
 * @param library libchdb.so
 */
record EngineFiles(Path jar, Path library) {

    private static final String LIBRARY = "engines/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

    /** Finds both under the {@link ProjectHome}. */
    static EngineFiles find() {
        Path home = ProjectHome.find();
        Path library = home.resolve(LIBRARY);
        Path targets = home.resolve("engines/target");
        if (!Files.isRegularFile(library)) {
            throw missing(library);
        }
        if (!Files.isDirectory(targets)) {
            throw missing(targets);
        }
        try (Stream<Path> files = Files.list(targets)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("mevstream-engines-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> missing(targets.resolve("mevstream-engines-*.jar")));
            return new EngineFiles(jar.toAbsolutePath(), library.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + targets, e);
        }
    }

    private static IllegalStateException missing(Path path) {
        return new IllegalStateException(
                "expected the embedded ClickHouse at " + path + ", found none; build it by: mvn -pl engines package");
    }
}
