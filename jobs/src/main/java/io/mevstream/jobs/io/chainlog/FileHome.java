package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A log in files.
 *
 * @param directory absolute, on every machine that reads it
 */
public record FileHome(String directory) implements ViewedHome {

    public static FileHome at(Path directory) {
        return new FileHome(directory.toAbsolutePath().normalize().toString());
    }

    @Override
    public ChainLogReader open() throws IOException {
        return ChainLogReader.open(Path.of(directory));
    }

    @Override
    public String toString() {
        return directory;
    }
}
