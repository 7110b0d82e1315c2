package io.mevstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Holds the Avro files to the house's rules, and to topics.yaml. */
class AvroContractTest {

    /** A number's doc or name says what it counts, or that it counts nothing. */
    private static final Pattern UNIT = Pattern.compile(
            "wei|gas|second|counted (from|in)|without a unit|hashes|succeeded", Pattern.CASE_INSENSITIVE);

    private final Map<Path, Schema> schemas = SchemaFiles.all();

    @Test
    void everyFileDeclaresOneTypeNamedAsThePathSays() {
        assertThat(schemas).isNotEmpty();
        schemas.forEach((file, schema) -> {
            String area = file.getParent().getFileName().toString();
            assertThat(file.getFileName().toString()).isEqualTo(schema.getName() + ".avsc");
            assertThat(schema.getNamespace()).isEqualTo("io.mevstream.schemas." + area);
        });
    }

    @Test
    void everyTypeAndFieldIsDocumented() {
        for (Schema schema : schemas.values()) {
            assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank().endsWith(".");
            for (Schema.Field field : fields(schema)) {
                assertThat(field.doc()).as(name(schema, field)).isNotBlank().endsWith(".");
            }
        }
    }

    @Test
    void everyNumberHasAUnit() {
        for (Schema schema : schemas.values()) {
            for (Schema.Field field : fields(schema)) {
                if (!isNumber(field)) continue;
                assertThat(field.name() + ": " + field.doc())
                        .as(name(schema, field))
                        .containsPattern(UNIT);
            }
        }
    }

    @Test
    void whatIsOptionalDefaultsToNull() {
        for (Schema schema : schemas.values()) {
            for (Schema.Field field : fields(schema)) {
                if (field.schema().getType() != Schema.Type.UNION) continue;
                List<Schema> branches = field.schema().getTypes();
                assertThat(branches).as(name(schema, field)).hasSize(2);
                assertThat(branches.get(0).getType()).as(name(schema, field)).isEqualTo(Schema.Type.NULL);
                assertThat(field.hasDefaultValue()).as(name(schema, field)).isTrue();
            }
        }
    }

    @Test
    void everyTypeIsInATopicOrInAnotherType() throws IOException {
        TreeSet<String> reached = new TreeSet<>();
        for (JsonNode topic : topics()) {
            reached.add(topic.path("record").asText());
        }
        for (Schema schema : schemas.values()) {
            for (Schema.Field field : fields(schema)) collectNames(field.schema(), reached);
        }
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        schemas.values().stream().map(Schema::getFullName).collect(Collectors.toList()));
    }

    @Test
    void everyTopicSaysWhatItIs() throws IOException {
        List<String> names = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (JsonNode topic : topics()) {
            names.add(topic.path("name").asText());
            kinds.add(topic.path("kind").asText());
            assertThat(topic.path("name").asText()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*s\\.v[1-9][0-9]*");
            for (String required : List.of("record", "kind", "key", "partitions", "retention", "meaning")) {
                assertThat(topic.path(required).asText())
                        .as("%s of %s", required, topic.path("name"))
                        .isNotBlank();
            }
            Schema schema = schemas.values().stream()
                    .filter(s -> s.getFullName().equals(topic.path("record").asText()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no record " + topic.path("record")));
            assertThat(schema.getFields())
                    .extracting(Schema.Field::name)
                    .as("the key of %s", topic.path("name"))
                    .contains(topic.path("key").asText());
        }
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(kinds).doesNotHaveDuplicates();
    }

    private static JsonNode topics() throws IOException {
        return new YAMLMapper().readTree(Path.of("topics.yaml").toFile()).path("topics");
    }

    private static List<Schema.Field> fields(Schema schema) {
        return schema.getType() == Schema.Type.RECORD ? schema.getFields() : List.of();
    }

    private static boolean isNumber(Schema.Field field) {
        String doc = String.valueOf(field.doc());
        return switch (present(field.schema()).getType()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            case BYTES -> doc.contains("256-bit integer");
            default -> false;
        };
    }

    private static Schema present(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.getTypes().get(1) : schema;
    }

    private static void collectNames(Schema schema, TreeSet<String> names) {
        Schema present = present(schema);
        if (present.getType() == Schema.Type.ARRAY) {
            collectNames(present.getElementType(), names);
        } else {
            names.add(present.getFullName());
        }
        names.removeIf(name -> !name.startsWith("io.mevstream."));
    }

    private static String name(Schema schema, Schema.Field field) {
        return schema.getName() + "." + field.name();
    }
}
