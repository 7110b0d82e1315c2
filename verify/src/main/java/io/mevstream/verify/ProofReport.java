package io.mevstream.verify;

import java.util.List;
import java.util.Map;

/**
 * What came of a proof.
 *
 * @param figures by name, in the order they were first reported
 * @param violations how often the claim did not hold
 * @param firstViolations the first of them in words; for a skipped proof the reason
 * @param controlCaught whether the negative control was noticed
 * @param resumedAtChunk the chunk an interrupted run was resumed at; 0 for a run in one go
 * @param wallMillis how long it took, with the time before it was resumed
 */
public record ProofReport(
        String name,
        String claim,
        Verdict verdict,
        Size size,
        long seed,
        int chunks,
        Map<String, Long> figures,
        long violations,
        List<String> firstViolations,
        String control,
        boolean controlCaught,
        int resumedAtChunk,
        long wallMillis) {

    /** Whether the claim stands. */
    public enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }
}
