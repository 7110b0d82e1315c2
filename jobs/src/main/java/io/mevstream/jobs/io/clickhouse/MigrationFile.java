package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A schema file: {@code NNNN_name.sql}, statements that each end in a semicolon.
 *
 * @param number its place in the order
 * @param sql its text
 */
record MigrationFile(int number, String name, String sql) {

    private static final Pattern NAME = Pattern.compile("(\\d{4})_[a-z0-9_]+\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile(
            "CREATE (TABLE|MATERIALIZED VIEW|VIEW|DICTIONARY) IF NOT EXISTS .*|CREATE OR REPLACE .*|DROP .* IF EXISTS .*"
                    + "|ALTER TABLE .*|INSERT .*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final String FOLDER = "clickhouse/";

    /** The files that this build ships, in order. */
    static List<MigrationFile> shipped() {
        try {
            List<MigrationFile> files = new ArrayList<>();
            var folders =
                    MigrationFile.class.getClassLoader().getResources(FOLDER).asIterator();
            while (folders.hasNext()) {
                files.addAll(list(folders.next()));
            }
            return ordered(files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema files on the classpath", e);
        }
    }

    /** In order; refuses two files of one number. */
    static List<MigrationFile> ordered(List<MigrationFile> files) {
        List<MigrationFile> sorted = files.stream()
                .sorted(Comparator.comparingInt(MigrationFile::number))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).number() == sorted.get(i - 1).number()) {
                throw new IllegalStateException("expected one schema file per number, found "
                        + sorted.get(i - 1).name() + " and " + sorted.get(i).name());
            }
        }
        return sorted;
    }

    static MigrationFile of(String name, String sql) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a schema file named NNNN_name.sql, found " + name);
        }
        return new MigrationFile(Integer.parseInt(matcher.group(1)), name, sql);
    }

    /** The statements without comments; {@link IllegalStateException} for one that cannot be run twice. */
    List<String> statements() {
        List<String> statements = SqlText.statements(sql);
        for (String statement : statements) {
            if (!REPEATABLE.matcher(statement).matches()) {
                throw new IllegalStateException("expected a statement in " + name
                        + " that may run twice (IF NOT EXISTS, OR REPLACE), found: " + statement);
            }
        }
        return statements;
    }

    private static List<MigrationFile> list(URL folder) throws IOException {
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return list(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(jarOf(uri)), Map.of())) {
                return list(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IOException("cannot open " + folder, e);
        }
    }

    private static URI jarOf(URI entry) {
        String text = entry.getRawSchemeSpecificPart();
        return URI.create(text.substring(0, text.indexOf("!/")));
    }

    private static List<MigrationFile> list(Path folder) throws IOException {
        List<MigrationFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".sql")).toList()) {
                files.add(of(path.getFileName().toString(), Files.readString(path)));
            }
        }
        return files;
    }
}
