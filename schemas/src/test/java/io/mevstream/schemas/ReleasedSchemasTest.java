package io.mevstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** Holds today's schemas to those that records were written with before. */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("released");

    private record Release(String fingerprint, String name, String file, Schema schema) {}

    private final Map<String, Schema> today =
            SchemaFiles.all().values().stream().collect(Collectors.toMap(Schema::getFullName, schema -> schema));

    @Test
    void everyTopicsRecordIsReleased() throws IOException {
        List<Release> releases = releases();
        for (JsonNode topic :
                new YAMLMapper().readTree(Path.of("topics.yaml").toFile()).path("topics")) {
            Schema schema = today.get(topic.path("record").asText());
            String fingerprint = fingerprint(schema);
            Path proposal = Path.of("target", "release", schema.getName() + "." + fingerprint + ".avsc");
            Files.createDirectories(proposal.getParent());
            Files.writeString(proposal, schema.toString(true) + "\n");
            assertThat(releases.stream()
                            .filter(r -> r.name().equals(schema.getFullName()))
                            .map(Release::fingerprint))
                    .as(
                            "a changed schema is released by copying schemas/%s to schemas/released and adding the line "
                                    + "\"%s %s %s\" to schemas/released/RELEASED",
                            proposal, fingerprint, schema.getFullName(), proposal.getFileName())
                    .last()
                    .isEqualTo(fingerprint);
        }
    }

    @Test
    void whatWasReleasedIsAsItWas() throws IOException {
        for (Release release : releases()) {
            assertThat(fingerprint(release.schema())).as(release.file()).isEqualTo(release.fingerprint());
            assertThat(release.schema().getFullName()).isEqualTo(release.name());
        }
        try (Stream<Path> files = Files.list(RELEASED)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".avsc")))
                    .containsExactlyInAnyOrderElementsOf(
                            releases().stream().map(Release::file).toList());
        }
    }

    @Test
    void todaysReaderReadsWhatWasWrittenBefore() throws IOException {
        for (Release release : releases()) {
            var result =
                    SchemaCompatibility.checkReaderWriterCompatibility(today.get(release.name()), release.schema());
            assertThat(result.getType())
                    .as("%s: %s", release.file(), result.getResult().getIncompatibilities())
                    .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
        }
    }

    private static List<Release> releases() throws IOException {
        List<Release> releases = new ArrayList<>();
        for (String line : Files.readAllLines(RELEASED.resolve("RELEASED"))) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] fields = line.split("\\s+");
            assertThat(fields).as(line).hasSize(3);
            Schema schema = new Schema.Parser().parse(SchemaFiles.read(RELEASED.resolve(fields[2])));
            releases.add(new Release(fields[0], fields[1], fields[2], schema));
        }
        return releases;
    }

    private static String fingerprint(Schema schema) {
        return String.format("%016x", SchemaNormalization.parsingFingerprint64(schema));
    }
}
