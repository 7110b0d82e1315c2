package io.mevstream.jobs.io.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final ChainLogId LOG = ChainLogId.of(31337, "test");

    @TempDir
    Path folder;

    @Test
    void givesBackFramesAndAttachmentsAndTheSameBytesEachTime() throws IOException {
        Path one = write("one.mevlog", 5, 40, 300_000);
        try (RecordingReader reader = RecordingReader.open(one)) {
            assertThat(new ChainLogId(reader.chainId(), reader.logId())).isEqualTo(LOG);
            assertThat(reader.firstPosition()).isEqualTo(5);
            assertThat(reader.endPosition()).isEqualTo(45);
            assertThat(new String(reader.attachments().get("pools.csv"), StandardCharsets.UTF_8))
                    .isEqualTo("pool,family\n");
            for (long position : new long[] {44, 5, 6, 20, 19, 30}) {
                LogFrame frame = reader.read(position);
                assertThat(frame).isNotNull();
                assertThat(frame.position()).isEqualTo(position);
                assertThat(frame.payload()).isEqualTo(payload(position, 300_000));
            }
            assertThat(reader.read(4)).isNull();
            assertThat(reader.read(45)).isNull();
        }
        assertThat(Files.readAllBytes(write("two.mevlog", 5, 40, 300_000))).isEqualTo(Files.readAllBytes(one));
    }

    @Test
    void refusesOneThatWasCutOffAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(write("whole.mevlog", 0, 3, 40));
        Path cut = folder.resolve("cut.mevlog");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(cut)).isInstanceOf(CorruptChainLogException.class);
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> readAll(cut)).hasMessageContaining("bytes behind it");
    }

    @Test
    void noticesEveryFlippedBit() throws IOException {
        byte[] whole = Files.readAllBytes(write("whole.mevlog", 0, 3, 40));
        Path flipped = folder.resolve("flipped.mevlog");
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(flipped, changed);
            assertThatThrownBy(() -> readAll(flipped)).as("bit %s", bit).isInstanceOf(CorruptChainLogException.class);
        }
    }

    @Test
    void leavesNothingBehindUnlessItWasFinished() throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(folder.resolve("never.mevlog"), LOG, 0)) {
            writer.append(new LogFrame(0, payload(0, 10)));
            assertThatThrownBy(() -> writer.append(new LogFrame(2, payload(2, 10))))
                    .hasMessageContaining("expected position 1 next, found 2");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private Path write(String name, long first, int records, int bytes) throws IOException {
        Path file = folder.resolve(name);
        try (RecordingWriter writer = RecordingWriter.create(file, LOG, first)) {
            writer.attach("pools.csv", "pool,family\n".getBytes(StandardCharsets.UTF_8));
            for (long position = first; position < first + records; position++) {
                writer.append(new LogFrame(position, payload(position, bytes)));
            }
            assertThat(writer.finish()).isEqualTo(Files.size(file));
        }
        return file;
    }

    private static void readAll(Path file) throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (long position = reader.firstPosition(); position < reader.endPosition(); position++) {
                reader.read(position);
            }
        }
    }

    /** Half of it compressible. */
    private static byte[] payload(long position, int bytes) {
        byte[] payload = new byte[bytes];
        new Random(position).nextBytes(payload);
        Arrays.fill(payload, bytes / 2, bytes, (byte) position);
        return payload;
    }
}
