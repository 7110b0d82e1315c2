package io.mevstream.verify;

import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainLogReader;
import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.clickhouse.ArchiveHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.io.kafka.EmbeddedKafka;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaLogWriter;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.jobs.io.recording.RecordingWriter;
import io.mevstream.jobs.load.LoadConfig;
import io.mevstream.jobs.load.LoadJob;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One log, kept in files, in Kafka, in a ClickHouse archive and in a recording, and what a replay from each leaves. */
final class LogHomes implements Proof {
    private static final long CHAIN_ID = 31337;
    private static final int BUCKET_POSITIONS = 4;
    private static final int RECORDS_PER_TRANSACTION = 3;

    @Override
    public String name() {
        return "log-homes";
    }

    @Override
    public String claim() {
        return "A log with reorgs, copied into Kafka, archived in ClickHouse and exported into a recording, has the same bytes"
                + " at every position in each, and a replay from each, whole or of some heights, leaves the same rows.";
    }

    @Override
    public String control() {
        return "The copy in Kafka lacks the log's last record.";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 5 : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        Path work = run.workDir();
        Path log = work.resolve("log");
        if (run.size() == Size.FULL) {
            RecordedStream.write(RecordedStream.ofDevchain(run, work.resolve("devchain")), log, CHAIN_ID, run);
        } else {
            RecordedStream.writeSample(log, run);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.open(work.resolve("kafka"));
                EmbeddedClickHouse engine = EmbeddedClickHouse.open(work.resolve("clickhouse"));
                ChainLogReader files = ChainLogReader.open(log)) {
            KafkaHome topic = new KafkaHome(kafka.settings(), "chain.records.v1", 2);
            copy(files, topic, run.planted() ? 1 : 0);
            Path file = work.resolve("log" + RecordingHome.SUFFIX);
            run.set("recording_bytes", export(files, file));
            if (run.planted()) {
                // The bytes alone show it.
                sameBytes(run, files, "kafka", topic);
                return;
            }
            Loads loads = new Loads(run, engine.settings());
            StoredRows expected = loads.load("files", FileHome.at(log), null, true);
            Map<String, ChainLogHome> homes = new LinkedHashMap<>();
            homes.put("kafka", topic);
            homes.put("clickhouse", ArchiveHome.find(engine.settings().withDatabase("files"), CHAIN_ID, null));
            homes.put("recording", RecordingHome.at(file));
            for (Map.Entry<String, ChainLogHome> home : homes.entrySet()) {
                sameBytes(run, files, home.getKey(), home.getValue());
                expected.expectIn(loads.load(home.getKey(), home.getValue(), null, false), home.getKey(), run);
            }
            run.set("records", files.endPosition());
            run.set("rows", expected.count());
            if (run.size() == Size.FULL) {
                heights(run, loads, FileHome.at(log), homes);
            }
        } catch (SQLException e) {
            throw new IOException("cannot ask ClickHouse what it has stored", e);
        }
    }

    /** The middle of the chain alone, from each. */
    private static void heights(ProofRun run, Loads loads, ChainLogHome files, Map<String, ChainLogHome> homes)
            throws Exception {
        BlockRange middle = loads.middle("files");
        StoredRows expected = loads.load("files_middle", files, middle, false);
        run.expect(expected.count("blocks") > 0, "expected blocks %s among the rows, found none", middle);
        for (Map.Entry<String, ChainLogHome> home : homes.entrySet()) {
            String name = home.getKey() + "_middle";
            expected.expectIn(loads.load(name, home.getValue(), middle, false), name, run);
        }
    }

    private static void copy(ChainLogView from, KafkaHome to, int lacking) throws IOException {
        try (KafkaLogWriter writer = KafkaLogWriter.open(to, new ChainLogId(from.chainId(), from.logId()))) {
            for (long position = 0; position < from.endPosition() - lacking; position++) {
                writer.append(frame(from, position).payload());
                if (position % RECORDS_PER_TRANSACTION == 0) writer.force();
            }
        }
    }

    private static long export(ChainLogView from, Path file) throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(file, new ChainLogId(from.chainId(), from.logId()), 0)) {
            for (long position = 0; position < from.endPosition(); position++) writer.append(frame(from, position));
            return writer.finish();
        }
    }

    private static LogFrame frame(ChainLogView from, long position) throws IOException {
        return Objects.requireNonNull(from.read(position));
    }

    private static void sameBytes(ProofRun run, ChainLogView files, String name, ChainLogHome home) throws IOException {
        try (ChainLogView other = RecordedStream.open(home)) {
            run.expect(
                    other.logId().equals(files.logId()) && other.endPosition() == files.endPosition(),
                    "%s: expected log %s of %d records, found %s of %d",
                    name,
                    files.logId(),
                    files.endPosition(),
                    other.logId(),
                    other.endPosition());
            for (long position = 0; position < files.endPosition(); position++) {
                LogFrame found = other.read(position);
                run.expect(
                        found != null
                                && java.util.Arrays.equals(
                                        found.payload(), frame(files, position).payload()),
                        "%s: expected the bytes of position %d, found others",
                        name,
                        position);
                run.count("records_compared", 1);
            }
        }
    }

    /** Replays into databases of one server, at different parallelism. */
    private static final class Loads {
        private final ProofRun run;
        private final ClickHouseSettings server;
        private int loads;

        Loads(ProofRun run, ClickHouseSettings server) {
            this.run = run;
            this.server = server;
        }

        /** The heights between the first and the last quarter of those loaded. */
        BlockRange middle(String name) throws SQLException {
            try (ClickHouseQueries queries = ClickHouseQueries.open(server.withDatabase(name))) {
                List<?> row = queries.rows("SELECT min(block_number), max(block_number) FROM blocks FINAL")
                        .get(0);
                long lowest = Long.parseLong(String.valueOf(row.get(0)));
                long highest = Long.parseLong(String.valueOf(row.get(1)));
                long quarter = (highest - lowest) / 4;
                return new BlockRange(lowest + quarter, highest - quarter);
            }
        }

        StoredRows load(String name, ChainLogHome home, @Nullable BlockRange heights, boolean archive)
                throws Exception {
            ClickHouseSettings store = server.withDatabase(name);
            Migrations.apply(store);
            Path folder = run.workDir().resolve("load-" + name);
            LoadConfig config = new LoadConfig(
                            folder, ChainLogHome.Until.END, store, null, BUCKET_POSITIONS, Duration.ofMinutes(1))
                    .from(home, heights, archive);
            try (LoadCluster cluster = new LoadCluster(1 + loads++ % 2, folder.resolve("checkpoints"))) {
                LoadJob.define(cluster.environment(), config);
                cluster.run();
            }
            run.count("loads", 1);
            return StoredRows.readFinal(store);
        }
    }
}
