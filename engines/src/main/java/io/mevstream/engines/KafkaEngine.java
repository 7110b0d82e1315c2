package io.mevstream.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A Kafka broker as a process of its own: one node that is broker and controller, on the loopback interface. It serves until
 * its standard input closes, so that it ends with the process that started it.
 *
 * <p>It is the stock server: a folder that holds no data is formatted first, as {@code kafka-storage format} does, then
 * {@code kafka.Kafka} runs.
 *
 * <p>Usage: {@code java -cp JAR:LIBRARIES io.mevstream.engines.KafkaEngine SERVER.PROPERTIES DATA-FOLDER CLUSTER-ID}
 */
public final class KafkaEngine {

    private static final String FORMATTED = "meta.properties";

    private KafkaEngine() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "expected a properties file, a data folder and a cluster id, found " + Arrays.toString(args));
        }
        endWithInput();
        if (!Files.exists(Path.of(args[1]).resolve(FORMATTED))) {
            int code = StorageTool.execute(
                    new String[] {"format", "--cluster-id", args[2], "--config", args[0], "--ignore-formatted"},
                    System.out);
            if (code != 0) {
                throw new IllegalStateException("expected " + args[1] + " to be formatted, found exit code " + code);
            }
        }
        Kafka.main(new String[] {args[0]});
    }

    /** Ends at once, as a kill would: what was acknowledged is on disk, since every append is flushed. */
    private static void endWithInput() {
        var watcher = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // A broken pipe is an end too.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "end-of-input");
        watcher.setDaemon(true);
        watcher.start();
    }
}
