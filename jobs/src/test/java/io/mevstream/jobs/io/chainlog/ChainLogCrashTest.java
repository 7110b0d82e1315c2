package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a log after its writer died, or its bytes changed. */
class ChainLogCrashTest {

    private static final int RECORDS = 6;

    @TempDir
    Path directory;

    private final List<ChainRecord> records = records();

    @Test
    void keepsWhatWasAcknowledgedWhereverTheLastFrameWasCut() throws IOException {
        Path log = directory.resolve("log");
        long acknowledgedEnd;
        try (ChainLogWriter writer = ChainLogWriter.create(log, 1, "test")) {
            for (ChainRecord chainRecord : records.subList(0, RECORDS - 1)) writer.append(chainRecord);
            writer.force();
            acknowledgedEnd = Files.size(lastSegment(log));
            writer.append(records.get(RECORDS - 1));
            copy(log, directory.resolve("crashed"));
        }
        long end = Files.size(lastSegment(directory.resolve("crashed")));
        for (long length = acknowledgedEnd; length <= end; length++) {
            Path cut = copy(directory.resolve("crashed"), directory.resolve("cut"));
            truncate(lastSegment(cut), length);
            assertThat(ChainLogTests.readAll(cut)).isEqualTo(records.subList(0, RECORDS - 1));
            int kept = length == end ? RECORDS : RECORDS - 1;
            try (ChainLogWriter writer = ChainLogWriter.open(cut, 1)) {
                assertThat(writer.nextPosition()).isEqualTo(kept);
                for (ChainRecord chainRecord : records.subList(kept, RECORDS)) writer.append(chainRecord);
            }
            assertThat(ChainLogTests.readAll(cut)).isEqualTo(records);
        }
    }

    @Test
    void saysSoWhenAcknowledgedRecordsAreGone() throws IOException {
        Path log = closedLog();
        long end = Files.size(lastSegment(log));
        for (long length = 0; length < end; length += 31) {
            Path cut = copy(log, directory.resolve("cut"));
            truncate(lastSegment(cut), length);
            assertThatThrownBy(() -> ChainLogWriter.open(cut, 1)).isInstanceOf(CorruptChainLogException.class);
        }
    }

    @Test
    void noFlippedBitChangesARecordSilently() throws IOException {
        Path log = closedLog();
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.sorted().toList()) {
                int loud = 0;
                byte[] bytes = Files.readAllBytes(file);
                for (int bit = 0; bit < 8 * bytes.length; bit += bytes.length > 300 ? 211 : 3) {
                    Path flipped = copy(log, directory.resolve("flipped"));
                    byte[] changed = bytes.clone();
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    Files.write(flipped.resolve(file.getFileName()), changed);
                    if (!readsAsWritten(flipped)) loud++;
                }
                if (file.toString().endsWith(".seg")) assertThat(loud).isGreaterThan(8 * bytes.length / 211 / 2);
            }
        }
    }

    @Test
    void aReaderSeesAPrefixThatOnlyGrowsWhileAWriterWrites() throws Exception {
        Path log = directory.resolve("log");
        ChainLogWriter.create(log, 1, "test").close();
        AtomicBoolean done = new AtomicBoolean();
        List<AssertionError> failures = new ArrayList<>();
        Thread follower = new Thread(() -> follow(log, done, failures));
        follower.start();
        int position = 0;
        for (int restart = 0; restart < 5; restart++) {
            try (ChainLogWriter writer = ChainLogWriter.open(log, 1, 5_000)) {
                for (int i = 0; i < 40; i++) {
                    writer.append(new RandomRecords(position).next(position++, 2));
                    if (i % 3 == 0) writer.force();
                }
            }
        }
        done.set(true);
        follower.join();
        assertThat(failures).isEmpty();
    }

    private static void follow(Path log, AtomicBoolean done, List<AssertionError> failures) {
        try (ChainLogReader reader = ChainLogReader.open(log)) {
            int position = 0;
            while (position < 200) {
                boolean last = done.get();
                LogFrame frame = reader.read(position);
                if (frame == null) {
                    assertThat(last)
                            .as("read all 200 when the writer was done, at %s", position)
                            .isFalse();
                    continue;
                }
                assertThat(ChainLogTests.decode(frame)).isEqualTo(new RandomRecords(position).next(position, 2));
                position++;
            }
        } catch (AssertionError | IOException e) {
            failures.add(new AssertionError(e));
        }
    }

    /** Whether a reader and a writer find the very records; false if either refuses; anything else is an error. */
    private boolean readsAsWritten(Path log) {
        try {
            List<ChainRecord> read = ChainLogTests.readAll(log);
            // A lost mark hides the last records from readers until a writer has looked; never does it change one.
            assertThat(read).isEqualTo(records.subList(0, read.size()));
            try (ChainLogWriter writer = ChainLogWriter.open(log, 1)) {
                assertThat(writer.tail(RECORDS).records()).isEqualTo(records);
            }
            assertThat(ChainLogTests.readAll(log)).isEqualTo(records);
            return true;
        } catch (IOException | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).contains("expected ");
            return false;
        }
    }

    private Path closedLog() throws IOException {
        Path log = directory.resolve("log");
        try (ChainLogWriter writer = ChainLogWriter.create(log, 1, "test")) {
            for (ChainRecord chainRecord : records) writer.append(chainRecord);
        }
        return log;
    }

    private static List<ChainRecord> records() {
        List<ChainRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS - 1; i++) records.add(new RandomRecords(100 + i).next(i, 1));
        // The last one is small, so that it can be cut at each of its bytes.
        BlockRef ref = new BlockRef(7, new RandomRecords(7).hash());
        Block block = new Block(ref, null, null, null, List.of(), null);
        records.add(new ChainRecord(1, RECORDS - 1, ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.UNPROVEN, block));
        return records;
    }

    private static Path lastSegment(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(f -> f.toString().endsWith(".seg"))
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> old = Files.list(to)) {
            for (Path file : old.toList()) Files.delete(file);
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }

    private static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
