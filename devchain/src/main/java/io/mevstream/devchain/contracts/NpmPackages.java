package io.mevstream.devchain.contracts;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the packages that the build fetched: the node, the compilers, the contracts.
 *
 * @param module the module's folder, with {@code node_modules} and the module's own contracts in it
 */
public record NpmPackages(Path module) {

    /** Found below the property {@code mevstream.home}, or below the working directory or a folder above it. */
    public static NpmPackages locate() {
        String home = System.getProperty("mevstream.home");
        Path start = Path.of(home == null ? "" : home).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            for (Path module : new Path[] {folder.resolve("devchain"), folder}) {
                if (Files.isRegularFile(module.resolve("lock-packages.mjs"))) {
                    return new NpmPackages(module);
                }
            }
        }
        throw new IllegalStateException("expected the devchain module's folder in or above " + start + ", found none");
    }

    /** A file of a package; throws {@link IllegalStateException} that says what to do where it is missing. */
    public Path file(String path) {
        Path file = module.resolve("node_modules").resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "expected " + file + ", found nothing; run " + module.resolve("fetch-packages")
                            + ", which needs npm on the PATH and a registry that it can reach");
        }
        return file;
    }

    /** The node's executable for Linux on x86-64 with glibc. */
    public Path anvil() {
        return file("@foundry-rs/anvil-linux-amd64/bin/anvil");
    }

    /** Where results that can be made again are kept. */
    public Path cache() {
        return module.resolve("target").resolve("devchain-cache");
    }
}
