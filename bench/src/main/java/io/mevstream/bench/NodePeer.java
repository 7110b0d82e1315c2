package io.mevstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.bench.Measurement.Cost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Uniswap SDKs as a peer: a process of Node's, given the very operands that ours is measured on. */
final class NodePeer {

    static final String NAME = "UniswapSdk";

    private static final ObjectMapper JSON = new ObjectMapper();

    private NodePeer() {}

    /** Measures after half as many seconds of warm-up; fails where a result is not ours. */
    static Cost measure(SdkWork work, int seconds) {
        Path folder = folder();
        run(folder, List.of("sh", "fetch-packages"), "");
        try {
            String input = JSON.writeValueAsString(
                    Map.of("kind", work.kind(), "seconds", seconds, "operands", work.operands()));
            JsonNode measured = JSON.readTree(run(folder, List.of("node", "sdk.cjs"), input));
            List<String> results = new ArrayList<>();
            measured.get("results").forEach(result -> results.add(result.asText()));
            if (!results.equals(work.results())) {
                throw new IllegalStateException(
                        work.kind() + ": expected " + work.results() + " of the SDK, found " + results);
            }
            return new Cost(
                    measured.get("cpu").asDouble(),
                    measured.get("clock").asDouble(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Path folder, List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("expected " + String.join(" ", command) + " in " + folder
                        + " to end with 0, found " + code + ": are node and npm on the PATH?");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("expected node and npm on the PATH, to run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }

    /** {@code bench/node} in this folder or one above it. */
    private static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .flatMap(folder -> Stream.of(folder.resolve("bench/node"), folder.resolve("node")))
                .filter(folder -> Files.isRegularFile(folder.resolve("sdk.cjs")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "expected bench/node in or above " + here + ", found none; run it from the project"));
    }
}
