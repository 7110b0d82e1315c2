package io.mevstream.verify;

/**
 * A claim about the whole and the run that could show it false. The work is cut into chunks; a chunk depends on nothing
 * but its seed, so that a run in full can be resumed at the chunk where it was stopped.
 *
 * <p>A proof must be able to fail: before the chunks are run, chunk 0 is run once at {@link Size#CI} with a planted fault
 * ({@link ProofRun#planted()}), and if that reports no violation, the proof has failed. The fault is planted in what is
 * checked, never in the check. An implementation keeps no state between chunks.
 */
public interface Proof {

    /** Kebab case, as in {@code ./mevstream verify NAME}. */
    String name();

    /** What is true if the proof passes, in a sentence. */
    String claim();

    /** What is planted in the negative control, in a sentence. */
    String control();

    /** How many chunks there are at a size. At {@link Size#FULL} a chunk should take about a minute. */
    int chunks(Size size);

    /**
     * Runs one chunk, reporting figures and violations to {@code run}. A violation is reported, never thrown; anything
     * thrown stops the proof. {@link ProofRun#recording} skips the proof where recorded data is not there.
     */
    void runChunk(ProofRun run) throws Exception;
}
