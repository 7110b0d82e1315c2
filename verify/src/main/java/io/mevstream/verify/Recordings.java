package io.mevstream.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where recorded chain data lies: the folder the setting {@code MEVSTREAM_DATA} names (system property or environment),
 * else {@code shared/data} beside the working directory or one of its parents. It is not part of the project.
 */
final class Recordings {
    private Recordings() {}

    static Path require(String relative) {
        Path root = root();
        if (root == null) {
            throw new Skipped("no recorded data: expected MEVSTREAM_DATA to name its folder, or ../shared/data");
        }
        Path found = root.resolve(relative);
        if (!Files.exists(found)) {
            throw new Skipped("no recorded data at " + found);
        }
        return found;
    }

    private static @Nullable Path root() {
        String setting = System.getProperty("MEVSTREAM_DATA", System.getenv("MEVSTREAM_DATA"));
        if (setting != null && !setting.isBlank()) {
            return Path.of(setting);
        }
        for (Path from = Path.of("").toAbsolutePath(); from != null; from = from.getParent()) {
            Path candidate = from.resolve("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
