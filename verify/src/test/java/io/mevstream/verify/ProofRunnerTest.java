package io.mevstream.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.verify.ProofReport.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofRunnerTest {
    private static final long SEED = 7;
    private static final ProofRunner.Progress NOBODY = (done, chunks) -> {};

    @TempDir
    Path home;

    private final List<Long> seeds = new ArrayList<>();

    @Test
    void passesWhatHoldsAndAddsUpItsFigures() throws Exception {
        ProofReport report = runner("a").run(new Adding(run -> {}), Size.FULL, SEED, NOBODY);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.figures()).containsEntry("additions", 40L).containsEntry("largest_chunk", 3L);
    }

    @Test
    void failsOnOneViolationInAnyChunk() throws Exception {
        ProofReport report = runner("a")
                .run(new Adding(run -> run.expect(run.chunk() != 2, "chunk %d", run.chunk())), Size.FULL, SEED, NOBODY);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.firstViolations()).containsExactly("chunk 2");
    }

    @Test
    void failsWhenThePlantedFaultIsNotNoticed() throws Exception {
        Adding blind = new Adding(run -> {});
        blind.noticesTheFault = false;

        ProofReport report = runner("a").run(blind, Size.CI, SEED, NOBODY);

        assertThat(report.violations()).isZero();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void goesOnWhereAFullRunWasStopped() throws Exception {
        List<Long> inOneGo = new ArrayList<>();
        runner("a").run(new Adding(run -> inOneGo.add(run.seed())), Size.FULL, SEED, NOBODY);

        assertThatThrownBy(() -> runner("a").run(new Adding(this::stopsAtChunk2), Size.FULL, SEED, NOBODY))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(runner("a").canResume(new Adding(run -> {}), SEED)).isTrue();
        ProofReport report = runner("a").run(new Adding(run -> seeds.add(run.seed())), Size.FULL, SEED, NOBODY);

        assertThat(seeds).isEqualTo(inOneGo);
        assertThat(report.resumedAtChunk()).isEqualTo(2);
        assertThat(report.figures()).containsEntry("additions", 40L);
        assertThat(runner("a").canResume(new Adding(run -> {}), SEED)).isFalse();
    }

    @Test
    void startsAnewForAnotherBuildOrSeed() throws Exception {
        assertThatThrownBy(() -> runner("a").run(new Adding(this::stopsAtChunk2), Size.FULL, SEED, NOBODY))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(runner("b")
                        .run(new Adding(run -> {}), Size.FULL, SEED, NOBODY)
                        .resumedAtChunk())
                .isZero();
    }

    @Test
    void saysWhatIsMissingInsteadOfPassing() throws Exception {
        ProofReport report = runner("a")
                .run(
                        new Adding(run -> {
                            throw new Skipped("no data here");
                        }),
                        Size.CI,
                        SEED,
                        NOBODY);

        assertThat(report.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(report.firstViolations()).containsExactly("no data here");
    }

    @Test
    void givesEachChunkAnEmptyFolderAndLeavesNothingBehind() throws Exception {
        runner("a")
                .run(
                        new Adding(run -> {
                            try (var files = Files.list(run.workDir())) {
                                run.expect(files.findAny().isEmpty(), "not empty");
                                Files.writeString(run.workDir().resolve("left"), "over");
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }),
                        Size.FULL,
                        SEED,
                        NOBODY);

        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private void stopsAtChunk2(ProofRun run) {
        seeds.add(run.seed());
        if (run.chunk() == 2) {
            seeds.remove(2);
            throw new UncheckedIOException(new IOException("stopped"));
        }
    }

    private ProofRunner runner(String build) {
        return new ProofRunner(home, build);
    }

    /** Ten additions a chunk, one chunk at CI size, four in full. */
    private static final class Adding implements Proof {
        private final java.util.function.Consumer<ProofRun> alsoDo;
        private boolean noticesTheFault = true;

        Adding(java.util.function.Consumer<ProofRun> alsoDo) {
            this.alsoDo = alsoDo;
        }

        @Override
        public String name() {
            return "adding";
        }

        @Override
        public String claim() {
            return "Adding adds.";
        }

        @Override
        public String control() {
            return "one sum is off by one";
        }

        @Override
        public int chunks(Size size) {
            return size == Size.CI ? 1 : 4;
        }

        @Override
        public void runChunk(ProofRun run) {
            if (run.planted()) {
                run.expect(!noticesTheFault, "expected 2, found 3");
                return;
            }
            run.count("additions", 10);
            run.max("largest_chunk", run.chunk());
            alsoDo.accept(run);
        }
    }
}
