package io.mevstream.verify;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** One chunk of a proof being run: what it may use, and where it reports to. */
public final class ProofRun {
    private final Size size;
    private final int chunk;
    private final long seed;
    private final boolean planted;
    private final Path workDir;
    private final LongConsumer progress;
    private final Findings findings = new Findings();

    ProofRun(Size size, int chunk, long seed, boolean planted, Path workDir, LongConsumer progress) {
        this.size = size;
        this.chunk = chunk;
        this.seed = seed;
        this.planted = planted;
        this.workDir = workDir;
        this.progress = progress;
    }

    public Size size() {
        return size;
    }

    /** Which chunk, from 0. */
    public int chunk() {
        return chunk;
    }

    /** The chunk's own seed: a pure function of the proof's seed and the chunk. */
    public long seed() {
        return seed;
    }

    /** A fresh generator that starts from {@link #seed()}. */
    public SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    /** Whether this is the negative control: plant the fault that {@link Proof#control()} names. */
    public boolean planted() {
        return planted;
    }

    /** An empty folder of this chunk's own, deleted after it. */
    public Path workDir() {
        return workDir;
    }

    /** A folder or file of recorded data; where it is not there, the proof is skipped and says so. */
    public Path recording(String relative) {
        return Recordings.require(relative);
    }

    /** Adds to a figure that is the sum over all chunks. */
    public void count(String name, long more) {
        findings.figure(name, new Figure(Figure.Merge.SUM, more));
    }

    /** Offers a value for a figure that is the largest of all chunks. */
    public void max(String name, long value) {
        findings.figure(name, new Figure(Figure.Merge.MAX, value));
    }

    /** Sets a figure; a later chunk replaces it. */
    public void set(String name, long value) {
        findings.figure(name, new Figure(Figure.Merge.LAST, value));
    }

    /** The claim does not hold: what was expected and what was found. */
    public void violation(String what) {
        findings.violation(what);
    }

    /** Shorthand for a violation unless {@code holds}; the words are made up only where needed by {@code String.format}. */
    public void expect(boolean holds, String format, Object... args) {
        if (!holds) {
            violation(args.length == 0 ? format : String.format(java.util.Locale.ROOT, format, args));
        }
    }

    /** Says how far this chunk is, in millionths; for those who watch. */
    public void progress(long done, long total) {
        progress.accept(total <= 0 ? 0 : Math.min(1_000_000, done * 1_000_000 / total));
    }

    Findings findings() {
        return findings;
    }
}
