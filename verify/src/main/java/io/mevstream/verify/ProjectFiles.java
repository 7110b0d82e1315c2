package io.mevstream.verify;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build leaves and other processes are started from. */
record ProjectFiles(Path home) {

    /** Below the system property {@code mevstream.home}, else the first folder upward that has {@code flink-conf}. */
    static ProjectFiles find() {
        String set = System.getProperty("mevstream.home");
        Path folder = Path.of(set == null ? "" : set).toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("flink-conf"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("expected the project's folder at or above the working folder, found none");
        }
        return new ProjectFiles(folder);
    }

    /** Flink's settings and logging. */
    Path flinkConf() {
        return home.resolve("flink-conf");
    }

    /** What a cluster has in its lib folder. */
    Path clusterLib() {
        return built(home.resolve("cluster/target/lib"));
    }

    /** What {@code flink run} is given. */
    Path jobJar() {
        return built(home.resolve("jobs/target/mevstream-job.jar"));
    }

    /** What the development chain, a process of its own, runs with; the proof is skipped where it is not built. */
    String devchainClassPath() {
        Path target = home.resolve("devchain/target");
        Path jar = target.resolve("mevstream-devchain.jar");
        if (!Files.exists(jar) || !Files.isDirectory(home.resolve("devchain/node_modules"))) {
            throw new Skipped("expected the development chain at " + jar + ", found none: build it by mvn package");
        }
        return jar + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalStateException("expected " + path + ", found none: build it by mvn package");
        }
        return path;
    }
}
