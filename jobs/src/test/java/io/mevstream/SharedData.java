package io.mevstream;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real mainnet data that tests read when it is there: {@code MEVSTREAM_DATA} (system property, then
 * environment), else {@code shared/data} beside the working directory or one of its ancestors.
 */
public final class SharedData {

    private SharedData() {}

    /** The folder; skips the calling test, saying so, where there is none. */
    public static Path dir() {
        return require("");
    }

    /** A file or folder in it; skips the calling test, saying so, where it is missing. */
    public static Path require(String relative) {
        Path root = locate();
        Assumptions.assumeTrue(root != null, "skipped: no shared/data above the working directory; set MEVSTREAM_DATA");
        Path path = root.resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), "skipped: " + relative + " is not in " + root);
        return path;
    }

    private static Path locate() {
        String named = System.getProperty("MEVSTREAM_DATA", System.getenv("MEVSTREAM_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
