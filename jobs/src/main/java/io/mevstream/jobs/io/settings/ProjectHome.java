package io.mevstream.jobs.io.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder, below which the engines' files are. */
public final class ProjectHome {

    private ProjectHome() {}

    /**
     * The system property {@code mevstream.home}, else the environment variable {@code MEVSTREAM_HOME}, else the first folder
     * upward of the working directory that has the engines module.
     */
    public static Path find() {
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
}
