package io.mevstream.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run in full has come, as its file says it. The file is replaced whole, so a run that is killed finds either the
 * chunk before or this one.
 */
record SavedProgress(
        String build,
        long seed,
        int chunksDone,
        long wallMillis,
        Map<String, Figure> figures,
        long violations,
        List<String> firstViolations) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SavedProgress fresh(String build, long seed) {
        return new SavedProgress(build, seed, 0, 0, Map.of(), 0, List.of());
    }

    static SavedProgress of(String build, long seed, int chunksDone, long wallMillis, Findings findings) {
        return new SavedProgress(
                build,
                seed,
                chunksDone,
                wallMillis,
                new LinkedHashMap<>(findings.figures),
                findings.violations,
                List.copyOf(findings.firstViolations));
    }

    boolean matches(String otherBuild, long otherSeed) {
        return build.equals(otherBuild) && seed == otherSeed;
    }

    Findings findings() {
        Findings findings = new Findings();
        figures.forEach(findings::figure);
        firstViolations.forEach(findings::violation);
        findings.violations = violations;
        return findings;
    }

    static Optional<SavedProgress> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), SavedProgress.class))
                : Optional.empty();
    }

    static void write(Path file, SavedProgress progress) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.createDirectories(file.getParent());
        Files.write(next, JSON.writeValueAsBytes(progress));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
