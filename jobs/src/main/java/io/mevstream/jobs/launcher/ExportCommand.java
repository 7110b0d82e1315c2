package io.mevstream.jobs.launcher;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.chainlog.ViewedHome;
import io.mevstream.jobs.io.kafka.KafkaHome;
import io.mevstream.jobs.io.kafka.KafkaLogWriter;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.jobs.io.recording.RecordingWriter;
import io.mevstream.jobs.io.text.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mevstream export}: a log, or a part of it, into a recording or into Kafka, record by record as it is. */
@Command(
        name = "export",
        description = {
            "Copy a chain log from where it is kept into a recording (FILE.mevlog) or into Kafka.",
            "Records keep their bytes and positions, so that a replay of the copy is a replay of the log."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream export --from files --log .mevstream/replay --to blocks.mevlog --blocks 18000000..18000009",
            "  ./mevstream export --from files --log .mevstream/replay --to kafka --kafka embedded",
            "  ./mevstream export --from kafka --kafka 127.0.0.1:9092 --to whole.mevlog"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String KAFKA = "kafka";
    private static final int RECORDS_PER_FORCE = 64;

    @Mixin
    private final HomeOptions where = new HomeOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE.mevlog|kafka",
            description = "where to; an unfinished copy into Kafka goes on where it stopped")
    private String to = "";

    @Option(
            names = "--blocks",
            paramLabel = "A..B",
            description = "from the first record of these heights to the last (default: all)")
    private @Nullable String blocks;

    @Option(
            names = "--attach",
            paramLabel = "FILE",
            description = "put a file into the recording that belongs to the log, such as a registry of pools")
    private Path[] attachments = {};

    @Option(names = "--json", description = "print the summary as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        boolean intoKafka = to.equals(KAFKA);
        if (!intoKafka && !to.endsWith(RecordingHome.SUFFIX)) {
            throw Refusal.usage(
                    "expected --to kafka or a file whose name ends in " + RecordingHome.SUFFIX + ", found " + to);
        }
        if (intoKafka && (blocks != null || attachments.length > 0)) {
            throw Refusal.usage("expected neither --blocks nor --attach with --to kafka: a topic holds a whole log");
        }
        BlockRange range = ReplayCommand.range(blocks);
        try (where) {
            ChainLogHome home = where.home();
            if (intoKafka && home instanceof KafkaHome) {
                throw Refusal.usage("expected --from files or clickhouse with --to kafka, found kafka");
            }
            try (ChainLogView view = open(home)) {
                print(intoKafka ? intoKafka(view, where.kafka().home()) : intoFile(view, range, Path.of(to)));
            }
        }
        return ExitCode.OK;
    }

    private static ChainLogView open(ChainLogHome home) throws IOException {
        if (home instanceof KafkaHome kafka) {
            return kafka.open();
        }
        if (home instanceof ViewedHome viewed) {
            return viewed.open();
        }
        throw Refusal.failed("expected a home that is read record by record, found " + home);
    }

    private Map<String, Object> intoFile(ChainLogView view, @Nullable BlockRange range, Path file) throws IOException {
        long[] part = range == null ? new long[] {view.firstPosition(), view.endPosition()} : part(view, range);
        ProgressLine progress = ProgressLine.toStandardError("export", "records");
        try (RecordingWriter writer =
                RecordingWriter.create(file, new ChainLogId(view.chainId(), view.logId()), part[0])) {
            for (Path attachment : attachments) {
                writer.attach(attachment.getFileName().toString(), Files.readAllBytes(attachment));
            }
            for (long position = part[0]; position < part[1]; position++) {
                writer.append(Objects.requireNonNull(view.read(position)));
                progress.update(position - part[0], part[1] - part[0]);
            }
            long bytes = writer.finish();
            progress.done(part[1] - part[0], "");
            return summary(view, part[0], part[1], file.toString(), bytes);
        }
    }

    /** From the first record of a height in the range to the one behind the last. */
    private static long[] part(ChainLogView view, BlockRange range) throws IOException {
        ChainRecordCodec codec = new ChainRecordCodec();
        long[] part = {-1, -1};
        long end = view.endPosition();
        for (long position = view.firstPosition(); position < end; position++) {
            LogFrame frame = Objects.requireNonNull(view.read(position));
            if (codec.decode(frame.payload()) instanceof Decoding.Read<ChainRecord> read
                    && range.holds(read.value().block().number())) {
                part[0] = part[0] < 0 ? position : part[0];
                part[1] = position + 1;
            }
        }
        if (part[0] < 0) {
            throw Refusal.failed("expected blocks " + range + " in log " + view.logId() + ", found none of them");
        }
        return part;
    }

    private Map<String, Object> intoKafka(ChainLogView view, KafkaHome home) throws IOException {
        if (view.firstPosition() != 0) {
            throw Refusal.failed(
                    "expected a whole log for a topic, found one from position " + view.firstPosition() + " on");
        }
        ProgressLine progress = ProgressLine.toStandardError("export", "records");
        long end = view.endPosition();
        try (KafkaLogWriter writer = KafkaLogWriter.open(home, new ChainLogId(view.chainId(), view.logId()))) {
            long from = writer.nextPosition();
            for (long position = from; position < end; position++) {
                writer.append(Objects.requireNonNull(view.read(position)).payload());
                if (position % RECORDS_PER_FORCE == RECORDS_PER_FORCE - 1) writer.force();
                progress.update(position, end);
            }
            writer.force();
            progress.done(end, "");
            return summary(view, from, end, home.toString(), null);
        }
    }

    private static Map<String, Object> summary(
            ChainLogView view, long from, long end, String to, @Nullable Long bytes) {
        Map<String, Object> summary = new TreeMap<>();
        summary.put("chainId", view.chainId());
        summary.put("logId", view.logId());
        summary.put("firstPosition", from);
        summary.put("records", Math.max(0, end - from));
        summary.put("to", to);
        if (bytes != null) summary.put("bytes", bytes);
        return summary;
    }

    private void print(Map<String, Object> summary) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonText.pretty(summary));
        } else {
            out.println(summary.get("records") + " records of log " + summary.get("logId") + " of chain "
                    + summary.get("chainId") + " from position " + summary.get("firstPosition") + " on into "
                    + summary.get("to") + (summary.containsKey("bytes") ? ", " + summary.get("bytes") + " bytes" : ""));
        }
        out.flush();
    }
}
