package io.mevstream.jobs.io.chainlog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every schema a record was ever written with, from {@code released/RELEASED} of the schemas module: what was appended
 * once must stay readable. The contract tests hold today's schemas to be among them.
 */
final class ReleasedSchemas {

    private ReleasedSchemas() {}

    /** The released schemas of a kind's record, in the order of their release. */
    static List<Schema> of(WireKind kind) {
        List<Schema> schemas = new ArrayList<>();
        try (BufferedReader list =
                new BufferedReader(new InputStreamReader(resource("released/RELEASED"), StandardCharsets.UTF_8))) {
            for (String line = list.readLine(); line != null; line = list.readLine()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] fields = line.trim().split("\\s+");
                if (!fields[1].equals(kind.schema().getFullName())) continue;
                try (InputStream text = resource("released/" + fields[2])) {
                    schemas.add(new Schema.Parser().parse(text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected to read the released schemas from the class path", e);
        }
        return schemas;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = ReleasedSchemas.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) throw new IOException("expected " + name + " on the class path, found nothing");
        return stream;
    }
}
