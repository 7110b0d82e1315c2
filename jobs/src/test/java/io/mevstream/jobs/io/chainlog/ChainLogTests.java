package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.ChainRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of the file log share. */
final class ChainLogTests {

    private static final ChainRecordCodec CODEC = new ChainRecordCodec();

    private ChainLogTests() {}

    static ChainRecord decode(@Nullable LogFrame frame) {
        if (frame == null) throw new AssertionError("expected a frame, found the end");
        if (CODEC.decode(frame.payload()) instanceof Decoding.Read<ChainRecord> read) {
            if (read.value().position() == frame.position()) return read.value();
        }
        throw new AssertionError("expected the record of position " + frame.position());
    }

    /** Every acknowledged record, from the first on. */
    static List<ChainRecord> readAll(Path directory) throws IOException {
        List<ChainRecord> records = new ArrayList<>();
        try (ChainLogReader reader = ChainLogReader.open(directory)) {
            for (LogFrame frame = reader.read(0); frame != null; frame = reader.read(records.size())) {
                records.add(decode(frame));
            }
        }
        return records;
    }

    /** Takes a log over although its writer lives: the lock it holds is on a file that is no longer there. */
    static ChainLogWriter openWithoutLock(Path directory) throws IOException {
        Files.delete(directory.resolve(WriterLock.FILE));
        return ChainLogWriter.open(directory, 1);
    }
}
