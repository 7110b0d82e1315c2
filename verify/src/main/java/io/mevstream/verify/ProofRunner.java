package io.mevstream.verify;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Runs a proof: the negative control, then chunk by chunk. In full the findings are saved after each chunk, and a run that
 * was stopped goes on from there if seed and build are the same.
 */
public final class ProofRunner {
    private static final int MILLION = 1_000_000;

    /** Hears how far a proof is. */
    @FunctionalInterface
    public interface Progress {
        /** {@code doneMillionths} of {@code chunks} million are done. */
        void at(long doneMillionths, int chunks);
    }

    private final Path home;
    private final String build;

    /**
     * @param home where runs in full save their progress, one folder for each proof
     * @param build what is being proven; progress of another build is not built upon
     */
    public ProofRunner(Path home, String build) {
        this.home = home;
        this.build = build;
    }

    /** Whether a run in full was stopped before its end and would be resumed. */
    public boolean canResume(Proof proof, long seed) throws IOException {
        return SavedProgress.read(progressFile(proof))
                .filter(saved -> saved.matches(build, seed))
                .isPresent();
    }

    /** Forgets the progress of an earlier run in full. */
    public void restart(Proof proof) throws IOException {
        Files.deleteIfExists(progressFile(proof));
    }

    /** Runs the proof to its end. */
    public ProofReport run(Proof proof, Size size, long seed, Progress progress) throws Exception {
        long started = System.nanoTime();
        SavedProgress state = size == Size.FULL
                ? SavedProgress.read(progressFile(proof))
                        .filter(saved -> saved.matches(build, seed))
                        .orElseGet(() -> SavedProgress.fresh(build, seed))
                : SavedProgress.fresh(build, seed);
        int resumedAt = state.chunksDone();
        int chunks = proof.chunks(size);
        Findings findings = state.findings();
        Findings control;
        try {
            control = chunk(proof, Size.CI, 0, seed, true, done -> {});
            for (int chunk = resumedAt; chunk < chunks; chunk++) {
                long before = (long) chunk * MILLION;
                findings.addAll(chunk(proof, size, chunk, seed, false, done -> progress.at(before + done, chunks)));
                progress.at(before + MILLION, chunks);
                if (size == Size.FULL) {
                    long wall = state.wallMillis() + millisSince(started);
                    SavedProgress.write(progressFile(proof), SavedProgress.of(build, seed, chunk + 1, wall, findings));
                }
            }
        } catch (Skipped skipped) {
            return skipped(proof, size, seed, chunks, String.valueOf(skipped.getMessage()));
        }
        restart(proof);
        boolean controlCaught = control.violations > 0;
        return new ProofReport(
                proof.name(),
                proof.claim(),
                findings.violations == 0 && controlCaught ? ProofReport.Verdict.PASSED : ProofReport.Verdict.FAILED,
                size,
                seed,
                chunks,
                values(findings.figures),
                findings.violations,
                findings.firstViolations,
                proof.control(),
                controlCaught,
                resumedAt,
                state.wallMillis() + millisSince(started));
    }

    private static ProofReport skipped(Proof proof, Size size, long seed, int chunks, String reason) {
        return new ProofReport(
                proof.name(),
                proof.claim(),
                ProofReport.Verdict.SKIPPED,
                size,
                seed,
                chunks,
                Map.of(),
                0,
                List.of(reason),
                proof.control(),
                false,
                0,
                0);
    }

    private Findings chunk(Proof proof, Size size, int chunk, long seed, boolean planted, LongConsumer progress)
            throws Exception {
        Path workDir = folder(proof).resolve(planted ? "control" : "chunk-" + chunk);
        delete(workDir);
        Files.createDirectories(workDir);
        ProofRun run = new ProofRun(size, chunk, chunkSeed(seed, chunk), planted, workDir, progress);
        try {
            proof.runChunk(run);
        } finally {
            delete(workDir);
        }
        return run.findings();
    }

    /** SplitMix64's finalizer, so that neighbouring chunks have nothing in common. */
    static long chunkSeed(long seed, int chunk) {
        long z = seed + 0x9E3779B97F4A7C15L * (chunk + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private Path folder(Proof proof) {
        return home.resolve(proof.name());
    }

    private Path progressFile(Proof proof) {
        return folder(proof).resolve("progress.json");
    }

    private static Map<String, Long> values(Map<String, Figure> figures) {
        Map<String, Long> values = new LinkedHashMap<>();
        figures.forEach((name, figure) -> values.put(name, figure.value()));
        return values;
    }

    private static long millisSince(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, IOException failed) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
