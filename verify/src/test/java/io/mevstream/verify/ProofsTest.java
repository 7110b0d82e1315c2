package io.mevstream.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every proof, at CI size. */
class ProofsTest {
    private static final long SEED = 1;

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> holdsAtCiSize() {
        return Proofs.all().stream().map(proof -> DynamicTest.dynamicTest(proof.name(), () -> holds(proof)));
    }

    private void holds(Proof proof) throws Exception {
        ProofReport report = new ProofRunner(home, "test").run(proof, Size.CI, SEED, (done, chunks) -> {});
        Assumptions.assumeFalse(
                report.verdict() == ProofReport.Verdict.SKIPPED,
                () -> "skipped: " + report.firstViolations().get(0));
        assertThat(report.firstViolations()).as(proof.claim()).isEmpty();
        assertThat(report.controlCaught())
                .as("notices the planted fault: " + proof.control())
                .isTrue();
        System.out.println(proof.name() + " " + report.figures() + " in " + report.wallMillis() + " ms");
    }

    @Test
    void namesEachProofOnceInKebabCase() {
        assertThat(Proofs.all())
                .extracting(Proof::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
    }
}
