package io.mevstream.verify;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.kafka.EmbeddedKafka;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaLogReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Writers of one log in Kafka, each a process of its own, killed in mid-append, frozen, and taken over from while they write. */
final class KafkaFencing implements Proof {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Nothing ends a writer that nothing fences. */
    private static final Duration UNFENCED_PATIENCE = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "kafka-fencing";
    }

    @Override
    public String claim() {
        return "However often a log's writer in Kafka is killed, frozen or taken over from in mid-append, what was acknowledged"
                + " stays where it was, no position is written twice or left out, and the older writer is refused.";
    }

    @Override
    public String control() {
        return "The writers have transactional ids of their own, which nothing fences.";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 20 : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        int takeOvers = run.size() == Size.FULL ? 20 : 5;
        SplittableRandom random = run.random();
        try (EmbeddedKafka kafka = EmbeddedKafka.open(run.workDir().resolve("kafka"))) {
            KafkaHome home = new KafkaHome(kafka.settings(), "fencing", 0);
            TreeMap<Long, Long> acknowledged = new TreeMap<>();
            List<KafkaAppender.Running> zombies = new ArrayList<>();
            try {
                takeOvers(run, random, home, takeOvers, acknowledged, zombies);
                judge(run, home, acknowledged);
            } finally {
                zombies.forEach(KafkaAppender.Running::kill);
            }
        }
    }

    private static void takeOvers(
            ProofRun run,
            SplittableRandom random,
            KafkaHome home,
            int takeOvers,
            TreeMap<Long, Long> acknowledged,
            List<KafkaAppender.Running> zombies)
            throws IOException, InterruptedException {
        for (int writer = 0; writer < takeOvers; writer++) {
            KafkaAppender.Running running =
                    KafkaAppender.start(run.workDir(), home, writer, random.nextLong() >>> 1, run.planted());
            if (!running.awaitAcknowledged(3 + random.nextInt(20))) {
                // Refused by the broker while it took over: it is for the next one to go on.
                run.count("writers_ended", 1);
                acknowledged(run, running, acknowledged);
                continue;
            }
            zombies.forEach(KafkaAppender.Running::thaw);
            for (KafkaAppender.Running zombie : zombies) {
                int code = zombie.awaitEnd(run.planted() ? UNFENCED_PATIENCE : PATIENCE);
                // Most are told that they are fenced; the broker can also answer with an error of its own.
                run.expect(
                        run.planted() || code > 0,
                        "writer %d: expected it to end refused, found it writing: %s",
                        zombie.number(),
                        zombie.said());
                run.count("zombies_fenced", code == KafkaAppender.FENCED ? 1 : 0);
                run.count("zombies_refused_otherwise", code > 0 && code != KafkaAppender.FENCED ? 1 : 0);
                acknowledged(run, zombie, acknowledged);
            }
            zombies.clear();
            switch (writer == takeOvers - 1 ? 0 : random.nextInt(3)) {
                case 0 -> {
                    running.kill();
                    run.count("kills", 1);
                    acknowledged(run, running, acknowledged);
                }
                case 1 -> {
                    // Wakes up once another one has written.
                    running.freeze();
                    run.count("freezes", 1);
                    zombies.add(running);
                }
                default -> {
                    // Goes on writing while the next one takes over.
                    run.count("two_at_once", 1);
                    zombies.add(running);
                }
            }
            run.progress(writer + 1, takeOvers);
        }
    }

    /** Of what a writer says it was acknowledged, no position may be another's. */
    private static void acknowledged(ProofRun run, KafkaAppender.Running writer, TreeMap<Long, Long> acknowledged)
            throws IOException {
        for (long position : writer.acknowledged()) {
            Long before = acknowledged.put(position, (long) writer.number());
            run.expect(
                    before == null,
                    "position %d: expected one writer to be acknowledged, found %s and %d",
                    position,
                    before,
                    writer.number());
            run.count("acknowledged", 1);
        }
    }

    private static void judge(ProofRun run, KafkaHome home, TreeMap<Long, Long> acknowledged) throws IOException {
        ChainRecordCodec codec = new ChainRecordCodec();
        long position = 0;
        try (KafkaLogReader reader = home.open()) {
            for (LogFrame frame = reader.read(0); frame != null; frame = reader.read(++position)) {
                boolean whole = codec.decode(frame.payload()) instanceof Decoding.Read<ChainRecord> read
                        && read.value().position() == position;
                run.expect(whole, "position %d: expected its record, found another", position);
                Long writer = acknowledged.remove(position);
                run.expect(
                        writer == null || writer == KafkaAppender.writerOf(codec, frame),
                        "position %d: expected the record that writer %s was acknowledged, found another's",
                        position,
                        writer);
            }
        } catch (CorruptChainLogException doubled) {
            run.violation(doubled.getMessage());
        }
        run.count("records", position);
        run.expect(
                acknowledged.isEmpty(),
                "expected every acknowledged record in the log, found %s missing",
                acknowledged);
        run.expect(position > 0, "expected records, found none");
    }
}
