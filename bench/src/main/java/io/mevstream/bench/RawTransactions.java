package io.mevstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Hex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The raw transactions to measure with: {@code signed-txs} under the folder that the system property names, without blob transactions, which
 * the peer does not decode; else the example of EIP-155.
 */
final class RawTransactions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXAMPLE =
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080"
                    + "25a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                    + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";

    private RawTransactions() {}

    static List<byte[]> all() throws IOException {
        Path folder = Path.of(System.getProperty(Blocks.DATA, ""), "signed-txs");
        if (System.getProperty(Blocks.DATA, "").isEmpty() || !Files.isDirectory(folder)) {
            return List.of(Hex.decode(EXAMPLE));
        }
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                read(file, all);
            }
        }
        return all;
    }

    private static void read(Path file, List<byte[]> into) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode recorded = JSON.readTree(line);
                if (recorded.get("type").asInt() < 3) {
                    into.add(Hex.decode(recorded.get("raw").asText()));
                }
            }
        }
    }
}
