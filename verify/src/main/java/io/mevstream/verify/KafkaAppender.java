package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.chainlog.ChainLogFencedException;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaLogWriter;
import io.mevstream.jobs.io.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A process that takes over a log in Kafka and appends until it is ended, writing down what it was acknowledged. */
final class KafkaAppender {

    /** The exit code of a writer that another one took over from. */
    static final int FENCED = 3;

    private static final Duration BUDGET = Duration.ofSeconds(150);
    private static final long CHAIN_ID = 1;

    private KafkaAppender() {}

    /** Arguments: bootstrap, topic, the writer's number, a seed, the file for what is acknowledged, fenced or unfenced. */
    public static void main(String[] args) throws IOException {
        int number = Integer.parseInt(args[2]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[3]));
        Path file = Path.of(args[4]);
        KafkaHome home = new KafkaHome(KafkaSettings.at(args[0]), args[1], 0);
        ChainLogId log = ChainLogId.of(CHAIN_ID, "fencing");
        try (KafkaLogWriter writer = args[5].equals("fenced")
                ? KafkaLogWriter.open(home, log)
                : KafkaLogWriter.openUnfenced(home, log, "writer-" + number)) {
            while (true) {
                for (int more = 1 + random.nextInt(3); more > 0; more--) {
                    writer.append(at(writer.nextPosition(), number));
                }
                long acknowledged = writer.force();
                Files.writeString(file, acknowledged + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (ChainLogFencedException fenced) {
            Runtime.getRuntime().halt(FENCED);
        }
    }

    /** The record says who wrote it, so that a position written again shows. */
    private static ChainRecord at(long position, int writer) {
        BlockRef ref = new BlockRef(position, new Hash(position, writer, 0, 1));
        Block block = new Block(ref, null, null, null, List.of(), null);
        return new ChainRecord(CHAIN_ID, position, ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.UNPROVEN, block);
    }

    static long writerOf(ChainRecordCodec codec, LogFrame frame) {
        if (codec.decode(frame.payload()) instanceof Decoding.Read<ChainRecord> read) {
            return read.value().block().hash().w2();
        }
        throw new IllegalStateException("expected a chain record at position " + frame.position());
    }

    /** Starts a writer. */
    static Running start(Path work, KafkaHome home, int number, long seed, boolean unfenced) throws IOException {
        Path folder = Files.createDirectories(work.resolve("writer-" + number));
        Path acknowledged = Files.createFile(folder.resolve("acknowledged"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaAppender.class.getName(),
                        home.settings().bootstrap(),
                        home.topic(),
                        "" + number,
                        "" + seed,
                        acknowledged.toString(),
                        unfenced ? "unfenced" : "fenced")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        Thread atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        return new Running(number, process, folder, acknowledged);
    }

    /** A writer that was started. */
    record Running(int number, Process process, Path folder, Path file) {

        /** The positions it knows to be acknowledged. */
        List<Long> acknowledged() throws IOException {
            List<String> lines = lines();
            if (lines.isEmpty()) return List.of();
            long first = Long.parseLong(lines.get(0));
            long end = Long.parseLong(lines.get(lines.size() - 1));
            // What its first transaction held it did not say: one record at least.
            return java.util.stream.LongStream.range(first - 1, end).boxed().toList();
        }

        private List<String> lines() throws IOException {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // A line that was cut off says nothing.
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }

        /** Whether it got so far; false if it ended before. */
        boolean awaitAcknowledged(int transactions) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + BUDGET.toNanos();
            while (lines().size() < transactions) {
                if (!process.isAlive()) {
                    return false;
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("expected writer " + number + " to write, found it waiting:\n" + said());
                }
                Thread.sleep(10);
            }
            return true;
        }

        /** The exit code; one that does not end is ended. */
        int awaitEnd(Duration patience) throws InterruptedException {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                return -1;
            }
            return process.exitValue();
        }

        String said() {
            try {
                return Files.readString(folder.resolve("out.log"));
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        }

        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        void freeze() throws IOException, InterruptedException {
            signal("-STOP");
        }

        void thaw() {
            try {
                signal("-CONT");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("expected to wake writer " + number, e);
            }
        }

        private void signal(String name) throws IOException, InterruptedException {
            int code =
                    new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
            if (code != 0 && process.isAlive())
                throw new IOException("expected kill " + name + " to work, found " + code);
        }
    }
}
