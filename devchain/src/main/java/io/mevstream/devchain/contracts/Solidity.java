package io.mevstream.devchain.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Keccak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles Solidity by solc in JavaScript, which needs {@code node} on the PATH. What was compiled is kept in the build
 * folder by the hash of everything that went in.
 */
public final class Solidity {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s[^;]*?[\"']([^\"']+)[\"']\\s*;");

    private final NpmPackages packages;

    public Solidity(NpmPackages packages) {
        this.packages = packages;
    }

    /**
     * A set of sources to compile together.
     *
     * @param compiler the npm package, {@code solc-0.8.27}
     * @param root the folder that absolute imports and the entries are relative to
     * @param entries the files wanted; what they import comes along
     * @param remappings import prefixes and the paths, relative to the root, that they stand for
     * @param optimizerRuns how often each instruction is expected to run
     * @param evmVersion the rules to compile for
     * @param viaIr whether to compile by way of Yul: slower, for sources that need it
     */
    public record Unit(
            String compiler,
            Path root,
            List<String> entries,
            Map<String, String> remappings,
            int optimizerRuns,
            String evmVersion,
            boolean viaIr) {

        /** The contracts of this module that the market is deployed with. */
        public static Unit own(NpmPackages packages) {
            return own(
                    packages,
                    List.of(
                            "Feed.sol",
                            "FeedOracle.sol",
                            "FeedPrices.sol",
                            "PoolDeployer.sol",
                            "Rate.sol",
                            "SwapOracle.sol",
                            "Token.sol",
                            "Views.sol"));
        }

        /** Sources of this module. */
        public static Unit own(NpmPackages packages, List<String> sources) {
            Path root = packages.module().resolve("contracts");
            return new Unit("solc-0.8.27", root, sources, Map.of(), 200, "cancun", false);
        }
    }

    /** The contracts with code that the sources define, by name; throws with the compiler's words where they do not compile. */
    public Map<String, Artifact> compile(Unit unit) {
        packages.file(unit.compiler());
        String input = input(unit);
        String key = Keccak.hash(unit.compiler() + input).toString().substring(2, 34);
        Path kept = packages.cache().resolve(key + ".json");
        try {
            if (!Files.exists(kept)) {
                Files.createDirectories(kept.getParent());
                Path part = Files.createTempFile(kept.getParent(), key, ".part");
                Files.writeString(part, run(unit, input));
                Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return artifacts(JSON.readTree(kept.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile " + unit.entries(), e);
        }
    }

    private String run(Unit unit, String input) throws IOException {
        Path script = packages.module().resolve("compile.cjs");
        Path source = Files.createTempFile("solc", ".json");
        try {
            Files.writeString(source, input);
            Process node = new ProcessBuilder("node", script.toString(), unit.compiler())
                    .redirectInput(source.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            requireSuccess(unit, output);
            return output;
        } finally {
            Files.delete(source);
        }
    }

    private static void requireSuccess(Unit unit, String output) throws IOException {
        if (output.isBlank()) {
            throw new IllegalStateException(
                    "expected " + unit.compiler() + " to answer, found nothing: is node on the PATH?");
        }
        StringBuilder errors = new StringBuilder();
        for (JsonNode message : JSON.readTree(output).path("errors")) {
            if (message.path("severity").asText().equals("error")) {
                errors.append('\n').append(message.path("formattedMessage").asText());
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalStateException("expected " + unit.entries() + " to compile, found:" + errors);
        }
    }

    private static Map<String, Artifact> artifacts(JsonNode output) {
        Map<String, Artifact> artifacts = new TreeMap<>();
        for (JsonNode source : output.path("contracts")) {
            for (Map.Entry<String, JsonNode> contract : source.properties()) {
                String code = contract.getValue()
                        .path("evm")
                        .path("bytecode")
                        .path("object")
                        .asText();
                if (!code.isEmpty()) {
                    artifacts.put(contract.getKey(), Artifact.of(contract.getKey(), contract.getValue()));
                }
            }
        }
        return artifacts;
    }

    /** Standard JSON with every source in it, in a fixed order. */
    private static String input(Unit unit) {
        ObjectNode input = JSON.createObjectNode();
        input.put("language", "Solidity");
        ObjectNode sources = input.putObject("sources");
        for (Map.Entry<String, String> source : sources(unit).entrySet()) {
            sources.putObject(source.getKey()).put("content", source.getValue());
        }
        ObjectNode settings = input.putObject("settings");
        settings.putObject("optimizer").put("enabled", true).put("runs", unit.optimizerRuns());
        settings.put("evmVersion", unit.evmVersion());
        settings.put("viaIR", unit.viaIr());
        settings.putObject("metadata").put("bytecodeHash", "none");
        unit.remappings()
                .forEach((prefix, path) -> settings.withArray("remappings").add(prefix + "=" + path));
        ObjectNode selection = settings.putObject("outputSelection");
        for (String entry : unit.entries()) {
            selection.putObject(entry).putArray("*").add("evm.bytecode.object").add("evm.bytecode.linkReferences");
        }
        return input.toString();
    }

    private static Map<String, String> sources(Unit unit) {
        Map<String, String> found = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(unit.entries());
        while (!open.isEmpty()) {
            String path = open.remove();
            if (found.containsKey(path)) {
                continue;
            }
            String text = read(unit.root().resolve(path));
            found.put(path, text);
            Matcher imports = IMPORT.matcher(text);
            while (imports.find()) {
                open.add(resolve(unit, path, imports.group(1)));
            }
        }
        return found;
    }

    private static String resolve(Unit unit, String from, String imported) {
        if (imported.startsWith(".")) {
            return Path.of(from).resolveSibling(imported).normalize().toString();
        }
        for (Map.Entry<String, String> remapping : unit.remappings().entrySet()) {
            if (imported.startsWith(remapping.getKey())) {
                return remapping.getValue()
                        + imported.substring(remapping.getKey().length());
            }
        }
        return imported;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the source " + file, e);
        }
    }
}
