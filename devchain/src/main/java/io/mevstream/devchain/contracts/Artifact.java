package io.mevstream.devchain.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Keccak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contract that can be created: its creation code in hexadecimal without {@code 0x}, with gaps where libraries belong.
 *
 * @param gaps by library name, where its address stands, in bytes
 */
public record Artifact(String name, String code, Map<String, List<Integer>> gaps) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads an artifact as Truffle, Hardhat, Waffle, Foundry or solc write them. */
    public static Artifact read(Path file) {
        try {
            String name = file.getFileName().toString().replaceFirst("\\.json$", "");
            return of(name, JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the artifact " + file, e);
        }
    }

    static Artifact of(String name, JsonNode json) {
        JsonNode bytecode = first(json.path("evm").path("bytecode"), json.path("bytecode"), json.path("creationCode"));
        JsonNode object = bytecode.isTextual() ? bytecode : bytecode.path("object");
        JsonNode references = first(bytecode.path("linkReferences"), json.path("linkReferences"));
        String code = object.asText().startsWith("0x") ? object.asText().substring(2) : object.asText();
        if (code.isEmpty()) {
            throw new IllegalArgumentException("expected creation code of " + name + ", found none: is it abstract?");
        }
        return new Artifact(name, code, gaps(references));
    }

    /** The same with a library's address in its gaps; throws where there is no gap for it. */
    public Artifact link(String library, Address address) {
        List<Integer> places = gaps.get(library);
        if (places == null) {
            throw new IllegalArgumentException(
                    "expected a library of " + name + ", which are " + gaps.keySet() + ", found " + library);
        }
        StringBuilder linked = new StringBuilder(code);
        for (int place : places) {
            linked.replace(2 * place, 2 * place + 40, address.toString().substring(2));
        }
        Map<String, List<Integer>> left = new TreeMap<>(gaps);
        left.remove(library);
        return new Artifact(name, linked.toString(), left);
    }

    /** The same with every gap filled that one of these libraries fills. */
    public Artifact link(Map<String, Address> libraries) {
        Artifact linked = this;
        for (String library : gaps.keySet()) {
            Address address = libraries.get(library);
            if (address != null) {
                linked = linked.link(library, address);
            }
        }
        return linked;
    }

    /** The creation code; throws while libraries are missing. */
    public byte[] bytes() {
        if (!gaps.isEmpty()) {
            throw new IllegalStateException("expected " + name + " to be linked, found gaps for " + gaps.keySet());
        }
        return Hex.decode("0x" + code);
    }

    /** The Keccak-256 of the creation code, which CREATE2 addresses come from where there are no arguments. */
    public Hash initCodeHash() {
        return Keccak.hash(bytes());
    }

    private static Map<String, List<Integer>> gaps(JsonNode references) {
        Map<String, List<Integer>> gaps = new TreeMap<>();
        for (JsonNode source : references) {
            for (Map.Entry<String, JsonNode> library : source.properties()) {
                List<Integer> places = gaps.computeIfAbsent(library.getKey(), l -> new ArrayList<>());
                library.getValue()
                        .forEach(place -> places.add(place.path("start").asInt()));
            }
        }
        return gaps;
    }

    private static JsonNode first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (!node.isMissingNode() && !node.isNull()) {
                return node;
            }
        }
        return nodes[nodes.length - 1];
    }
}
