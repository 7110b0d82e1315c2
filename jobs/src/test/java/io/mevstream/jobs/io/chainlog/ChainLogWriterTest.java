package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.ChainRecord;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainLogWriterTest {

    private static final long SMALL_SEGMENTS = 4_000;

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasAppendedAcrossSegmentsAndRestarts() throws IOException {
        List<ChainRecord> records = records(80);
        ChainLogWriter.create(directory, 1, "test").close();
        for (int from = 0; from < 80; from += 20) {
            try (ChainLogWriter writer = ChainLogWriter.open(directory, 1, SMALL_SEGMENTS)) {
                assertThat(writer.nextPosition()).isEqualTo(from);
                for (ChainRecord chainRecord : records.subList(from, from + 20)) writer.append(chainRecord);
            }
        }
        assertThat(segments().size()).isGreaterThan(8);
        assertThat(readAll(directory)).isEqualTo(records);
        try (ChainLogReader reader = ChainLogReader.open(directory)) {
            assertThat(reader.endPosition()).isEqualTo(80);
            for (long position : new long[] {79, 0, 40, 39, 66, 3}) {
                assertThat(ChainLogTests.decode(reader.read(position))).isEqualTo(records.get((int) position));
            }
            assertThat(reader.read(80)).isNull();
        }
        try (ChainLogWriter writer = ChainLogWriter.open(directory, 1)) {
            assertThat(writer.tail(64).records()).isEqualTo(records.subList(16, 80));
        }
    }

    @Test
    void leavesNoTrailOfRestartsThatAppendedNothing() throws IOException {
        ChainLogWriter.create(directory, 1, "test").close();
        for (int i = 0; i < 5; i++) ChainLogWriter.open(directory, 1).close();
        assertThat(segments()).hasSize(1);
        try (ChainLogWriter writer = ChainLogWriter.open(directory, 1)) {
            writer.append(records(1).get(0));
        }
        for (int i = 0; i < 5; i++) ChainLogWriter.open(directory, 1).close();
        assertThat(segments()).hasSize(2);
        assertThat(readAll(directory)).isEqualTo(records(1));
    }

    @Test
    void showsNothingBeforeItIsForced() throws IOException {
        try (ChainLogWriter writer = ChainLogWriter.create(directory, 1, "test");
                ChainLogReader reader = ChainLogReader.open(directory)) {
            writer.append(records(1).get(0));
            assertThat(reader.endPosition()).isZero();
            assertThat(reader.read(0)).isNull();
            assertThat(writer.force()).isEqualTo(1);
            assertThat(reader.endPosition()).isEqualTo(1);
            assertThat(reader.read(0)).isNotNull();
        }
    }

    @Test
    void refusesARecordOutOfPlace() throws IOException {
        try (ChainLogWriter writer = ChainLogWriter.create(directory, 1, "test")) {
            ChainRecord first = records(2).get(0);
            ChainRecord second = records(2).get(1);
            assertThatThrownBy(() -> writer.append(second)).hasMessage("expected position 0 next, found 1");
            ChainRecord elsewhere = new ChainRecord(2, 0, first.kind(), 0, first.proof(), first.block());
            assertThatThrownBy(() -> writer.append(elsewhere))
                    .hasMessage("expected a record of chain 1, found chain 2");
            writer.append(first);
            assertThatThrownBy(() -> writer.append(first)).hasMessage("expected position 1 next, found 0");
        }
        assertThatThrownBy(() -> ChainLogWriter.open(directory, 2)).hasMessageContaining("found chain 1");
        assertThatThrownBy(() -> ChainLogWriter.create(directory, 1, "test"))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void theLogsIdFollowsFromChainAndNonceAlone(@TempDir Path other) throws IOException {
        try (ChainLogWriter one = ChainLogWriter.create(directory, 1, "test");
                ChainLogWriter two = ChainLogWriter.create(other, 1, "test")) {
            assertThat(one.logId()).isEqualTo(two.logId()).hasSize(32);
        }
        assertThat(LogIdentity.of(1, "other").logId())
                .isNotEqualTo(LogIdentity.of(1, "test").logId());
        assertThat(LogIdentity.of(10, "test").logId())
                .isNotEqualTo(LogIdentity.of(1, "test").logId());
    }

    @Test
    void refusesASecondWriterWhileTheFirstLivesAndKeepsTheFirstsLock() throws IOException {
        ChainLogWriter first = ChainLogWriter.create(directory, 1, "test");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ChainLogWriter.open(directory, 1))
                    .isInstanceOf(ChainLogFencedException.class)
                    .hasMessageContaining("found one in this process");
        }
        first.append(records(1).get(0));
        first.force();
        first.close();
        ChainLogWriter.open(directory, 1).close();
    }

    @Test
    void fencesAWriterWhoseLockWasLost() throws IOException {
        ChainLogWriter zombie = ChainLogWriter.create(directory, 1, "test");
        List<ChainRecord> records = records(4);
        zombie.append(records.get(0));
        zombie.force();
        zombie.append(records.get(1));
        try (ChainLogWriter newer = ChainLogTests.openWithoutLock(directory)) {
            assertThat(newer.epoch()).isGreaterThan(zombie.epoch());
            assertThat(newer.nextPosition()).isEqualTo(2);
            assertThatThrownBy(() -> zombie.append(records.get(2)))
                    .isInstanceOf(ChainLogFencedException.class)
                    .hasMessageContaining("another writer took over");
            newer.append(records.get(2));
            newer.force();
            assertThatThrownBy(zombie::force).isInstanceOf(IllegalStateException.class);
            zombie.close();
        }
        assertThat(readAll(directory)).isEqualTo(records.subList(0, 3));
    }

    @Test
    void whatAZombieStillWritesNobodySees() throws IOException {
        ChainLogWriter zombie = ChainLogWriter.create(directory, 1, "test");
        List<ChainRecord> records = records(5);
        zombie.append(records.get(0));
        zombie.force();
        try (ChainLogReader follower = ChainLogReader.open(directory);
                ChainLogWriter newer = ChainLogTests.openWithoutLock(directory)) {
            assertThat(follower.endPosition()).isEqualTo(1);
            // Between its check of the epoch and its write the zombie was asleep; now the bytes arrive.
            Path segment = segments().get(0);
            byte[] late = new ChainRecordCodec().encode(records.get(1));
            try (Segment old = Segment.open(
                    segment, LogIdentity.read(directory), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                old.writeFrame(Files.size(segment), 1, late);
            }
            newer.append(records(7).get(1));
            newer.force();
            assertThat(ChainLogTests.decode(follower.read(1)))
                    .isEqualTo(records(7).get(1));
        }
        zombie.close();
        try (ChainLogWriter next = ChainLogWriter.open(directory, 1)) {
            assertThat(next.tail(10).records()).isEqualTo(records(7).subList(0, 2));
        }
    }

    @Test
    void ofTwoSegmentsThatFollowOneTheHigherEpochIsTheLog() throws IOException {
        try (ChainLogWriter writer = ChainLogWriter.create(directory, 1, "test")) {
            writer.append(records(1).get(0));
        }
        LogIdentity log = LogIdentity.read(directory);
        SegmentName first = SegmentName.of(segments().get(0));
        long end = Files.size(segments().get(0));
        for (long epoch : new long[] {3, 2}) {
            Segment.create(directory, new SegmentHeader(1, log.logId(), 1, epoch, first, end), log)
                    .close();
        }
        assertThat(new SegmentChain(directory, log).resolve())
                .extracting(SegmentHeader::epoch)
                .containsExactly(1L, 3L);
    }

    @Test
    void findsAnyPositionOfALongSegment() throws IOException {
        List<ChainRecord> records = records(300);
        try (ChainLogWriter writer = ChainLogWriter.create(directory, 1, "test")) {
            for (ChainRecord chainRecord : records) writer.append(chainRecord);
        }
        try (ChainLogReader reader = ChainLogReader.open(directory)) {
            for (int i = 0; i < 300; i++) {
                int position = (i * 197 + 290) % 300;
                assertThat(ChainLogTests.decode(reader.read(position))).isEqualTo(records.get(position));
            }
        }
    }

    private static List<ChainRecord> records(int count) {
        List<ChainRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) records.add(new RandomRecords(i).next(i, 2));
        return records;
    }

    private static List<ChainRecord> readAll(Path directory) throws IOException {
        return ChainLogTests.readAll(directory);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".seg")).sorted().toList();
        }
    }
}
