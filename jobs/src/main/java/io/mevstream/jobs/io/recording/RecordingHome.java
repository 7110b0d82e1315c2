package io.mevstream.jobs.io.recording;

import io.mevstream.jobs.io.chainlog.ViewedHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A log in a recording.
 *
 * @param file absolute, on every machine that reads it
 */
public record RecordingHome(String file) implements ViewedHome {

    /** What the name of a recording ends in. */
    public static final String SUFFIX = ".mevlog";

    /** The attachment that is a registry of pools, as {@code --registry} takes it. */
    public static final String REGISTRY = "registry.csv";

    /** The attachment that says what pools were before the first record. */
    public static final String SNAPSHOTS = "pools.bin";

    public static RecordingHome at(Path file) {
        return new RecordingHome(file.toAbsolutePath().normalize().toString());
    }

    @Override
    public RecordingReader open() throws IOException {
        return RecordingReader.open(Path.of(file));
    }

    @Override
    public Map<String, byte[]> attachments() throws IOException {
        try (RecordingReader reader = open()) {
            return reader.attachments();
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
