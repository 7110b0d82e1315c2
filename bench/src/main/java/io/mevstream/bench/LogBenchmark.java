package io.mevstream.bench;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainLogReader;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Records of the chain log, one operation each: to bytes and back, appended to the log's files and acknowledged once for
 * all of an invocation, and read from them again. All with checksums.
 *
 * <p>The peers are what one would write with Avro and {@code java.io} ({@link PlainLog}). They begin and end with Avro's own
 * records and so leave out what ours do besides: the way from and to the domain's types, the rules a record must obey, lengths that
 * are not believed, the fence against a second writer, segments, and a mark that says how far the log is acknowledged.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LogBenchmark.COUNT)
public class LogBenchmark {

    static final int COUNT = 64;
    /** Of an envelope in front of its Avro; docs/chain-log.md. */
    private static final int ENVELOPE_BYTES = 22;

    private static final long CHAIN = 1;

    /** What went through, for the bytes a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Amount {
        public long bytes;
        public long records;
    }

    private final ChainRecordCodec codec = new ChainRecordCodec();
    private final PlainLog plain = new PlainLog();
    private final ChainRecord[] records = new ChainRecord[COUNT];
    private final io.mevstream.schemas.chain.ChainRecord[] wire = new io.mevstream.schemas.chain.ChainRecord[COUNT];
    private final byte[][] envelopes = new byte[COUNT][];
    private final byte[][] payloads = new byte[COUNT][];
    private long bytes;

    private Path folder = Path.of("");
    private Path written = Path.of("");
    private Path writtenPlain = Path.of("");
    private ChainLogWriter writer;
    private PlainLog.Writer plainWriter;

    /** Fails unless both sides come to the same bytes and the same records. */
    @Setup
    public void load() throws IOException {
        List<ChainRecord> read = Blocks.records();
        for (int i = 0; i < COUNT; i++) {
            records[i] = at(read.get(i % read.size()), i);
            envelopes[i] = codec.encode(records[i]);
            payloads[i] = Arrays.copyOfRange(envelopes[i], ENVELOPE_BYTES, envelopes[i].length);
            // As many objects as ours: a block that comes again is the same one.
            wire[i] = i < read.size() ? plain.decode(payloads[i]) : moved(wire[i - read.size()], i);
            bytes += envelopes[i].length;
            require(codec.decode(envelopes[i]).equals(new Decoding.Read<>(records[i])), "the record encoded", i);
            require(Arrays.equals(plain.encode(wire[i]), payloads[i]), "the same Avro from both", i);
        }
        folder = Files.createTempDirectory("mevstream-bench");
        written = folder.resolve("read");
        try (ChainLogWriter log = ChainLogWriter.create(written, CHAIN, "bench")) {
            for (ChainRecord each : records) {
                log.append(each);
            }
        }
        writtenPlain = folder.resolve("read-plain");
        try (PlainLog.Writer log = plain.write(writtenPlain)) {
            for (int i = 0; i < COUNT; i++) {
                log.append(i, payloads[i]);
            }
            log.sync();
        }
        agreeOnWhatIsRead();
    }

    private void agreeOnWhatIsRead() throws IOException {
        try (ChainLogReader log = ChainLogReader.open(written);
                PlainLog.Reader plainLog = PlainLog.read(writtenPlain)) {
            for (int i = 0; i < COUNT; i++) {
                require(Arrays.equals(payload(log, i), envelopes[i]), "the envelope written", i);
                require(Arrays.equals(plainLog.next(), payloads[i]), "the payload written", i);
            }
        }
    }

    private static void require(boolean holds, String expected, int position) {
        if (!holds) {
            throw new IllegalStateException("expected " + expected + " at " + position + ", found another");
        }
    }

    /** A log of its own for each iteration, so that the disk does not fill. */
    @Setup(Level.Iteration)
    public void begin() throws IOException {
        writer = ChainLogWriter.create(folder.resolve("log"), CHAIN, "bench");
        plainWriter = plain.write(folder.resolve("plain"));
    }

    @TearDown(Level.Iteration)
    public void end() throws IOException {
        writer.close();
        plainWriter.close();
        remove(folder.resolve("log"));
        remove(folder.resolve("plain"));
    }

    @TearDown
    public void remove() throws IOException {
        remove(folder);
    }

    @Benchmark
    public void encodeOurs(Blackhole sink, Amount amount) {
        for (ChainRecord each : records) {
            sink.consume(codec.encode(each));
        }
        count(amount);
    }

    @Benchmark
    public void encodeAvro(Blackhole sink, Amount amount) throws IOException {
        for (var each : wire) {
            byte[] payload = plain.encode(each);
            sink.consume(PlainLog.checksum(payload));
            sink.consume(payload);
        }
        count(amount);
    }

    @Benchmark
    public void decodeOurs(Blackhole sink, Amount amount) {
        for (byte[] each : envelopes) {
            sink.consume(codec.decode(each));
        }
        count(amount);
    }

    @Benchmark
    public void decodeAvro(Blackhole sink, Amount amount) throws IOException {
        for (byte[] each : payloads) {
            sink.consume(PlainLog.checksum(each));
            sink.consume(plain.decode(each));
        }
        count(amount);
    }

    @Benchmark
    public void appendOurs(Amount amount) throws IOException {
        for (ChainRecord each : records) {
            writer.append(at(each, writer.nextPosition()));
        }
        writer.force();
        count(amount);
    }

    @Benchmark
    public void appendJavaIo(Amount amount) throws IOException {
        for (var each : wire) {
            long position = plainWriter.nextPosition();
            plainWriter.append(position, plain.encode(moved(each, position)));
        }
        plainWriter.sync();
        count(amount);
    }

    @Benchmark
    public void readOurs(Blackhole sink, Amount amount) throws IOException {
        try (ChainLogReader log = ChainLogReader.open(written)) {
            for (int i = 0; i < COUNT; i++) {
                sink.consume(payload(log, i));
            }
        }
        count(amount);
    }

    @Benchmark
    public void readJavaIo(Blackhole sink, Amount amount) throws IOException {
        try (PlainLog.Reader log = PlainLog.read(writtenPlain)) {
            for (int i = 0; i < COUNT; i++) {
                sink.consume(log.next());
            }
        }
        count(amount);
    }

    /** How many records readers see of what was appended in this iteration. */
    long appended() throws IOException {
        try (ChainLogReader log = ChainLogReader.open(folder.resolve("log"))) {
            return log.endPosition();
        }
    }

    private static byte[] payload(ChainLogReader log, long position) throws IOException {
        LogFrame frame = log.read(position);
        return Objects.requireNonNull(frame, "expected an acknowledged record, found none")
                .payload();
    }

    private void count(Amount amount) {
        amount.bytes += bytes;
        amount.records += COUNT;
    }

    /** The record at another place, the first of a run there. */
    private static ChainRecord at(ChainRecord one, long position) {
        return new ChainRecord(one.chainId(), position, one.kind(), position, one.proof(), one.block());
    }

    private static io.mevstream.schemas.chain.ChainRecord moved(
            io.mevstream.schemas.chain.ChainRecord one, long position) {
        one.setPosition(position);
        one.setRunStart(position);
        return one;
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
