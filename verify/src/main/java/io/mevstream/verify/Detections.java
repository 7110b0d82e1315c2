package io.mevstream.verify;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Profit;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.verify.ActorJournal.Truth;
import io.mevstream.verify.ChainInspection.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The inspector against the actors of the development chain, who know what they did: every finding must be theirs and
 * everything of theirs must be found, by logs and by call traces.
 */
final class Detections implements Proof {
    private static final long CHAIN_ID = 31337;
    /** Markets of different moods: in the crowded ones much looks like something that nobody meant. */
    private static final List<String> MARKETS = List.of(
            "sandwichers=2,jit=2,liquidators=2",
            "traders=4,crowds=4,providers=4,sandwichers=2,jit=2",
            "crowds=6,sandwichers=8,jit=0.5",
            "traders=3,arbitrageurs=5,sandwichers=0,jit=4",
            "traders=0.3,crowds=0,borrowers=6,liquidators=10,jit=5,providers=8");

    private static final List<String> KINDS =
            List.of("ARBITRAGE", "SANDWICH", "JIT", "LIQUIDATION", "REVERTED_ATTEMPT");

    @Override
    public String name() {
        return "detections";
    }

    @Override
    public String claim() {
        return "On the development chain's market the inspector finds what the actor journal says happened, and nothing"
                + " else, by logs and by traces; what logs cannot show is not asked of them.";
    }

    @Override
    public String control() {
        return "The first arbitrage of the journal is taken out of it.";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? MARKETS.size() : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        boolean full = run.size() == Size.FULL;
        Path recording = run.workDir().resolve("recording");
        List<String> arguments = new ArrayList<>(List.of("--seed", "" + Math.floorMod(run.seed(), 1_000_000)));
        arguments.addAll(List.of("--blocks", full ? "80" : "20", "--reorgs", "0.02x1-2", "--traces"));
        arguments.addAll(List.of("--actors", MARKETS.get(run.chunk() % MARKETS.size())));
        arguments.addAll(List.of("--record", recording.toString()));
        DevchainRun.run(run.workDir().resolve("chain"), arguments);
        ActorJournal journal = ActorJournal.read(recording.resolve("journal.ndjson.gz"));
        Comparison logs = new Comparison(run, journal, Seen.LOGS);
        Comparison traces = new Comparison(run, journal, Seen.TRACES);
        new BlockReader(new BlockSink() {
                    @Override
                    public void block(ReadBlock block) {
                        logs.take(block);
                        traces.take(block);
                        run.count("blocks", 1);
                    }

                    @Override
                    public void refused(InputRefusal refusal) {
                        run.violation("expected every recorded block to be read, found " + refusal.reason() + ": "
                                + refusal.detail());
                    }
                })
                .read(List.of(recording));
        logs.report();
        traces.report();
    }

    /** One way of looking at the chain, and how well it did so far. */
    private static final class Comparison {
        private final ProofRun run;
        private final ActorJournal journal;
        private final Seen seen;
        private final ChainInspection inspection;
        private final TreeMap<String, Score> scores = new TreeMap<>();
        private boolean planted;

        Comparison(ProofRun run, ActorJournal journal, Seen seen) {
            this.run = run;
            this.journal = journal;
            this.seen = seen;
            this.inspection = new ChainInspection(CHAIN_ID, seen);
            KINDS.forEach(kind -> scores.put(kind, new Score()));
        }

        void take(ReadBlock read) {
            List<Detection> found = inspection.inspect(read);
            Hash block = read.block().ref().hash();
            List<Truth> truths = new ArrayList<>(journal.truths().getOrDefault(block, List.of()));
            if (run.planted() && !planted) {
                planted = truths.removeIf(truth -> truth.kind().equals("ARBITRAGE"));
            }
            Set<Truth> missed = new HashSet<>(truths);
            for (Detection detection : found) {
                match(read, detection, truths, missed);
            }
            for (Truth truth : truths) {
                // A reverted transaction leaves no logs.
                boolean shown = seen == Seen.TRACES || !truth.kind().equals("REVERTED_ATTEMPT");
                if (missed.contains(truth) && shown) {
                    score(truth.kind()).missed++;
                    disagree("missed", truth.kind(), read, truth.play().toString());
                }
            }
        }

        private void match(ReadBlock read, Detection detection, List<Truth> truths, Set<Truth> missed) {
            Set<Hash> own = new HashSet<>();
            Set<Hash> victims = new HashSet<>();
            for (Detection.Part part : detection.parts()) {
                (part.role() == Role.VICTIM ? victims : own).add(part.transactionHash());
            }
            String kind = detection.kind().name();
            for (Truth truth : truths) {
                if (truth.kind().equals(kind) && truth.own().equals(own) && missed.remove(truth)) {
                    score(kind).right++;
                    boolean sameVictims = truth.victims().equals(victims);
                    score(kind).sameVictims += sameVictims ? 1 : 0;
                    if (!sameVictims) {
                        disagree("victims", kind, read, victims + " of " + truth.play());
                    }
                    gain(read, detection, truth);
                    return;
                }
            }
            score(kind).wrong++;
            disagree(
                    "not theirs",
                    kind,
                    read,
                    detection.key() + " " + told(read, own) + " victims " + told(read, victims));
        }

        /** What was found to be gained is what the transfers of the receipts say that the actor's accounts gained. */
        private void gain(ReadBlock read, Detection detection, Truth truth) {
            if (detection.kind() == Detection.Kind.REVERTED_ATTEMPT) {
                return;
            }
            Map<String, String> stated = new TreeMap<>();
            truth.play()
                    .get("gained")
                    .properties()
                    .forEach(each -> stated.put(each.getKey(), each.getValue().asText()));
            Map<String, String> found = new TreeMap<>();
            for (Profit.TokenDelta delta : detection.profit().grossRaw()) {
                found.put(delta.token().toString(), delta.amountRaw().toString());
            }
            boolean same = stated.equals(found);
            score(truth.kind()).sameGain += same ? 1 : 0;
            if (!same) {
                disagree("gain " + found, truth.kind(), read, truth.play().toString());
            }
        }

        /** What those who sent the transactions say of them. */
        private String told(ReadBlock read, Set<Hash> transactions) {
            StringBuilder told = new StringBuilder();
            List<Transaction> bodies = read.block().transactions();
            for (Transaction body : bodies == null ? List.<Transaction>of() : bodies) {
                if (transactions.contains(body.hash())) {
                    told.append(" [")
                            .append(body.index())
                            .append(' ')
                            .append(body.hash())
                            .append(' ');
                    told.append(journal.accounts()
                            .getOrDefault(read.block().ref().hash(), Map.of())
                            .get(body.hash()));
                    told.append(']');
                }
            }
            return told.toString();
        }

        private Score score(String kind) {
            return scores.computeIfAbsent(kind, k -> new Score());
        }

        private void disagree(String how, String kind, ReadBlock read, String what) {
            run.violation(String.format(
                    Locale.ROOT, "%s, block %s, %s: %s %s", seen, read.block().ref(), how, kind, what));
        }

        void report() {
            scores.forEach((kind, score) -> {
                String name = seen.name().toLowerCase(Locale.ROOT) + "_" + kind.toLowerCase(Locale.ROOT);
                run.count(name + "_right", score.right);
                run.count(name + "_wrong", score.wrong);
                run.count(name + "_missed", score.missed);
                run.count(name + "_victims_right", score.sameVictims);
                run.count(name + "_gain_right", score.sameGain);
                run.set(name + "_precision_per_mille", perMille(score.right, score.wrong));
                run.set(name + "_recall_per_mille", perMille(score.right, score.missed));
            });
        }

        private static long perMille(long right, long other) {
            return right + other == 0 ? 1000 : 1000 * right / (right + other);
        }
    }

    private static final class Score {
        private long right;
        private long wrong;
        private long missed;
        private long sameVictims;
        private long sameGain;
    }
}
