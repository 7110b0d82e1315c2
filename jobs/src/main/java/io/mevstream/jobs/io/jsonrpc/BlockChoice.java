package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the parts of one block those that together are proven best; depends on the set of parts, not on their
 * order.
 *
 * <p>All of them, where they agree and prove something. Else the best proven and then fullest of the combinations that begin
 * with one part, alone, with the bare headers, or with all that fits it, and of those that leave one out. A header that hashes to
 * the block's hash is believed: then nothing is taken without one. Where two equally good ones contradict each other nothing is taken.
 */
final class BlockChoice {

    /** How many parts combinations begin with: bounds the work that a block of contradicting pieces makes. */
    private static final int MOST_SEEDS = 32;

    private final BlockRef ref;
    private final BlockSink sink;
    private final List<Part> parts = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();

    private record Candidate(JoinedBlock joined, ChainRecord.Proof proof, List<Part> used) {}

    BlockChoice(BlockRef ref, BlockSink sink) {
        this.ref = ref;
        this.sink = sink;
    }

    /** Passes on the block, the duplicates and the refusals that these parts give. */
    void decide(List<Part> all) {
        if (all.size() == 1) {
            decideOne(all);
        } else {
            decideAmong(all);
        }
    }

    private void decideAmong(List<Part> all) {
        all.sort(Part.BY_CONTENT);
        List<Part> odd = new ArrayList<>();
        for (Part part : all) {
            String contradiction = new JoinedBlock(ref).add(part);
            if (!part.isOrdered()) {
                refuse(JoinedBlock.checkAsItStands(part), List.of(part));
            } else if (contradiction != null) {
                refuse(contradiction, List.of(part));
            } else if (part.hasHeader() && !headerIsProven(part)) {
                odd.add(part);
            } else {
                parts.add(part);
            }
        }
        odd.forEach(part -> refuse(joined(List.of(part)).check(), List.of(part)));
        if (!parts.isEmpty()) {
            choose();
        }
    }

    /** One part stands or falls by itself. */
    private void decideOne(List<Part> all) {
        Part part = all.get(0);
        JoinedBlock joined = new JoinedBlock(ref);
        String contradiction = joined.add(part);
        if (!part.isOrdered()) {
            refuse(JoinedBlock.checkAsItStands(part), all);
        } else if (contradiction != null) {
            refuse(contradiction, all);
        } else {
            Verdict verdict = joined.check();
            if (verdict instanceof Verdict.Proven proven) {
                sink.block(new ReadBlock(
                        joined.block(), proven.proof(), List.of(part.entry().source())));
            } else {
                refuse(verdict, all);
            }
        }
    }

    /**
     * Refuses or counts parts of a block that was passed on before; with traces that fit it, it is passed on once more, for
     * the sink to keep the fuller.
     */
    static void compare(JoinedBlock known, List<Part> parts, BlockSink sink) {
        parts.sort(Part.BY_CONTENT);
        JoinedBlock fullest = known;
        List<String> sources = new ArrayList<>();
        for (Part part : parts) {
            JoinedBlock with = fullest.copy();
            boolean fits = part.isOrdered() && with.add(part) == null;
            if (part.hasTraces() && fits && !with.saysNoMoreThan(fullest) && with.check() instanceof Verdict.Proven) {
                fullest = with;
                sources.add(part.entry().source());
            } else {
                new BlockChoice(part.ref(), sink).compare(fullest, part);
            }
        }
        if (!sources.isEmpty() && fullest.check() instanceof Verdict.Proven proven) {
            sink.block(new ReadBlock(fullest.block(), proven.proof(), sources));
        }
    }

    private static boolean headerIsProven(Part part) {
        List<Piece> headers = part.pieces().stream()
                .filter(Piece.HeaderPiece.class::isInstance)
                .toList();
        Verdict verdict =
                joined(List.of(new Part(part.ref(), part.entry(), headers))).check();
        return !(verdict instanceof Verdict.Refused refused)
                || refused.reason() == Verdict.Reason.LOGS_MISSING
                || refused.reason() == Verdict.Reason.LOGS_BLOOM;
    }

    private void choose() {
        JoinedBlock whole = new JoinedBlock(ref);
        String contradiction = null;
        for (Part part : parts) {
            contradiction = contradiction == null ? whole.add(part) : contradiction;
        }
        Verdict verdict = contradiction == null ? whole.check() : null;
        if (verdict instanceof Verdict.Proven proven) {
            pass(new Candidate(whole, proven.proof(), parts));
            return;
        }
        combine();
        Candidate best = null;
        for (Candidate candidate : candidates) {
            if (best == null || isBetter(candidate, best)) {
                best = candidate;
            }
        }
        if (best == null && verdict != null) {
            refuse(verdict, parts);
        } else if (best == null) {
            refuse(String.valueOf(contradiction), parts);
        } else if (isDisputed(best) && isOfTraces(verdict)) {
            refuse(verdict, parts);
        } else if (isDisputed(best)) {
            refuse(contradiction == null ? "expected pieces that agree, found others" : contradiction, parts);
        } else {
            pass(best);
        }
    }

    private static boolean isBetter(Candidate a, Candidate b) {
        int byProof = a.proof().compareTo(b.proof());
        return byProof == 0 ? a.joined().size() > b.joined().size() : byProof < 0;
    }

    private boolean isDisputed(Candidate best) {
        for (Candidate other : candidates) {
            if (other.proof() == best.proof()
                    && other.joined().size() == best.joined().size()
                    && !other.used().equals(best.used())
                    && other.joined().contradicts(best.joined())) {
                return true;
            }
            // Of unproven ones the longer is not the truer, unless it only goes on where the other ends.
            if (best.proof() == ChainRecord.Proof.UNPROVEN && other.joined().denies(best.joined())) {
                return true;
            }
            if (best.proof() == ChainRecord.Proof.UNPROVEN && isTracedOtherwise(best, other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the traces of one contradict what the other has: nothing says then which of them is true. */
    private static boolean isTracedOtherwise(Candidate a, Candidate b) {
        boolean traced = Stream.concat(a.used().stream(), b.used().stream()).anyMatch(Part::hasTraces);
        JoinedBlock both = a.joined().copy();
        return traced && b.used().stream().allMatch(part -> both.add(part) == null) && isOfTraces(both.check());
    }

    private static boolean isOfTraces(@Nullable Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                && refused.reason().name().startsWith("TRACE_");
    }

    private void combine() {
        boolean headers = parts.stream().anyMatch(Part::hasHeader);
        List<Part> bare = parts.stream().filter(Part::isHeaderOnly).toList();
        int seeds = Math.min(MOST_SEEDS, parts.size());
        for (Part seed : parts.subList(0, seeds)) {
            List<Part> alone = new ArrayList<>(bare);
            if (!bare.contains(seed)) {
                alone.add(seed);
            }
            candidate(alone, headers);
            List<Part> first = new ArrayList<>(List.of(seed));
            List<Part> without = new ArrayList<>();
            for (Part part : parts) {
                if (part != seed) {
                    first.add(part);
                    without.add(part);
                }
            }
            candidate(first, headers);
            candidate(without, headers);
        }
    }

    /** What fits of the parts, in their order. */
    private void candidate(List<Part> ordered, boolean headers) {
        JoinedBlock joined = new JoinedBlock(ref);
        List<Part> used = new ArrayList<>();
        for (Part part : ordered) {
            JoinedBlock next = joined.copy();
            if (next.add(part) == null) {
                joined = next;
                used.add(part);
            }
        }
        if (!used.isEmpty() && (joined.hasHeader() || !headers) && joined.check() instanceof Verdict.Proven proven) {
            used.sort(Part.BY_CONTENT);
            candidates.add(new Candidate(joined, proven.proof(), used));
        }
    }

    private void pass(Candidate chosen) {
        List<String> sources = new ArrayList<>();
        List<Part> adding = new ArrayList<>();
        JoinedBlock soFar = new JoinedBlock(ref);
        for (Part part : chosen.used()) {
            if (!adding.isEmpty() && joined(List.of(part)).saysNoMoreThan(soFar)) {
                sink.duplicate(ref, part.entry().source());
            } else {
                soFar.add(part);
                adding.add(part);
                sources.add(part.entry().source());
            }
        }
        sink.block(new ReadBlock(chosen.joined().block(), chosen.proof(), sources));
        for (Part part : parts) {
            if (!chosen.used().contains(part)) {
                compare(chosen.joined(), part);
            }
        }
    }

    private void compare(JoinedBlock known, Part part) {
        if (!part.isOrdered()) {
            refuse(JoinedBlock.checkAsItStands(part), List.of(part));
            return;
        }
        JoinedBlock with = known.copy();
        String contradiction = with.add(part);
        if (contradiction != null) {
            refuse(contradiction, List.of(part));
        } else if (joined(List.of(part)).saysNoMoreThan(known)) {
            sink.duplicate(ref, part.entry().source());
        } else if (with.check() instanceof Verdict.Refused refused) {
            refuse(refused, List.of(part));
        } else {
            sink.duplicate(ref, part.entry().source());
        }
    }

    private static JoinedBlock joined(List<Part> parts) {
        JoinedBlock joined = new JoinedBlock(parts.get(0).ref());
        parts.forEach(joined::add);
        return joined;
    }

    private void refuse(@Nullable Verdict verdict, List<Part> of) {
        if (verdict instanceof Verdict.Refused refused) {
            refuse(
                    Reason.CONTRADICTION,
                    refused.reason(),
                    "expected " + refused.expected() + ", found " + refused.found(),
                    of);
        } else {
            refuse("expected each list in its order, found one that is not", of);
        }
    }

    private void refuse(String contradiction, List<Part> of) {
        refuse(Reason.PIECES_DISAGREE, null, contradiction, of);
    }

    private void refuse(Reason reason, Verdict.@Nullable Reason contradiction, String detail, List<Part> of) {
        sink.refused(new InputRefusal(
                reason, contradiction, detail, ref, of.stream().map(Part::entry).toList()));
    }

    /** The block a part is by itself, where all of it is there and its roots prove it; else null. */
    static @Nullable ReadBlock alone(Part part) {
        JoinedBlock joined = new JoinedBlock(part.ref());
        if (!part.isOrdered() || joined.add(part) != null || !joined.mayBeProvenByRoots()) {
            return null;
        }
        return joined.check() instanceof Verdict.Proven proven && proven.proof() == ChainRecord.Proof.ROOTS
                ? new ReadBlock(
                        joined.block(), proven.proof(), List.of(part.entry().source()))
                : null;
    }
}
