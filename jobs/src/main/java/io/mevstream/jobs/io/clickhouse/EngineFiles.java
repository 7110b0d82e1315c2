package io.mevstream.jobs.io.clickhouse;

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

    /**
     * Finds both under the project's home: the system property {@code mevstream.home}, else the environment variable
     * {@code MEVSTREAM_HOME}, else the first folder upward of the working directory that has the engines module.
     */
    static EngineFiles find() {
        Path home = home();
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

    private static Path home() {
        String set = System.getProperty("mevstream.home", System.getenv("MEVSTREAM_HOME"));
        if (set != null) {
            return Path.of(set);
        }
        Path working = Path.of("").toAbsolutePath();
        for (Path folder = working; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("engines/package-lock.json"))) {
                return folder;
            }
        }
        throw new IllegalStateException("expected the project's folder at or above " + working
                + ", found none; name it by MEVSTREAM_HOME or -Dmevstream.home");
    }

    private static IllegalStateException missing(Path path) {
        return new IllegalStateException(
                "expected the embedded ClickHouse at " + path + ", found none; build it by: mvn -pl engines package");
    }
}
