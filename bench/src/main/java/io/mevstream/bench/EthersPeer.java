package io.mevstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.bench.Measurement.Cost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A peer that runs on Node: ethers, as the development chain's packages have it, in a process of its own in the same run. */
final class EthersPeer {
    static final String NAME = "Ethers";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EthersPeer() {}

    /** Where the development chain's packages are, with ethers among them. */
    private static Path packages() {
        return Path.of(System.getProperty("mevstream.home", ""), "devchain").toAbsolutePath();
    }

    /** Whether it can be measured here: it needs its package, Node and recorded transactions. */
    static boolean isHere(Path data) {
        return Files.isDirectory(packages().resolve("node_modules/ethers"))
                && Files.isDirectory(data.resolve("signed-txs"));
    }

    static Cost run(Row row, Path data, int seconds) {
        try {
            Path script = Files.createTempFile("mevstream-ethers", ".mjs");
            try (InputStream text = Objects.requireNonNull(EthersPeer.class.getResourceAsStream("ethers.mjs"))) {
                Files.write(script, text.readAllBytes());
            }
            Process process = new ProcessBuilder(List.of(
                            "node",
                            script.toString(),
                            packages().toString(),
                            data.resolve("signed-txs").toString(),
                            row.method(),
                            "" + MempoolBenchmark.COUNT,
                            "" + seconds))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            JsonNode found = JSON.readTree(process.getInputStream().readAllBytes());
            Files.delete(script);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("expected node to end with 0, found " + process.exitValue());
            }
            return new Cost(
                    found.get("cpuNanos").asDouble(),
                    found.get("clockNanos").asDouble(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        } catch (IOException failed) {
            throw new UncheckedIOException("expected to run node, could not", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while node was running", stopped);
        }
    }
}
