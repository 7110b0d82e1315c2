package io.mevstream.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Reads this module's schema files. */
final class SchemaFiles {

    static final Path AVRO = Path.of("avro");

    private SchemaFiles() {}

    /** The schema each file declares, by path, whatever the order in which they refer to each other. */
    static Map<Path, Schema> all() {
        List<Path> left = new ArrayList<>();
        try (Stream<Path> files = Files.walk(AVRO)) {
            files.filter(file -> file.toString().endsWith(".avsc")).sorted().forEach(left::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Path, Schema> parsed = new TreeMap<>();
        Map<String, Schema> named = new TreeMap<>();
        while (!left.isEmpty()) {
            List<Path> waiting = new ArrayList<>();
            SchemaParseException last = null;
            for (Path file : left) {
                try {
                    Schema schema = new Schema.Parser().addTypes(named).parse(read(file));
                    parsed.put(file, schema);
                    named.put(schema.getFullName(), schema);
                } catch (SchemaParseException e) {
                    waiting.add(file);
                    last = e;
                }
            }
            if (waiting.size() == left.size()) throw new IllegalStateException(waiting + " do not parse", last);
            left = waiting;
        }
        return parsed;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
