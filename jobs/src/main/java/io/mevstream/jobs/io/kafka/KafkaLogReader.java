package io.mevstream.jobs.io.kafka;

import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a log in Kafka position by position: committed records only. Offsets are searched, since they are no positions. */
public final class KafkaLogReader implements ChainLogView {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FIRST_STEP_BACK = 4;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition place;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private @Nullable ChainLogId log;
    private long nextPosition = -1;

    private KafkaLogReader(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place) {
        this.consumer = consumer;
        this.place = place;
    }

    /** Opens a log; {@link FileNotFoundException} where there is no record yet. */
    static KafkaLogReader open(KafkaHome home) throws IOException {
        KafkaLogReader reader = openAny(home);
        if (reader.log == null) {
            reader.close();
            throw new FileNotFoundException("expected a chain log in " + home + ", found no record");
        }
        return reader;
    }

    /** The same for a partition that may be empty, as its writer finds it. */
    static KafkaLogReader openAny(KafkaHome home) throws IOException {
        KafkaTopics.require(home);
        Properties properties = home.settings().toProperties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("auto.offset.reset", "none");
        // A seek waits for the fetch before it, which at the log's end waits for more.
        properties.setProperty("fetch.max.wait.ms", "10");
        try {
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            KafkaLogReader reader = new KafkaLogReader(new KafkaConsumer<>(properties, bytes, bytes), home.place());
            reader.consumer.assign(List.of(home.place()));
            ConsumerRecord<byte[], byte[]> first = reader.firstFrom(0);
            reader.log = first == null ? null : KafkaFrames.log(first);
            return reader;
        } catch (KafkaException refused) {
            throw KafkaTopics.unreachable(home, refused);
        }
    }

    /** Which log; null for a partition without a record. */
    @Nullable
    ChainLogId log() {
        return log;
    }

    private ChainLogId requireLog() {
        ChainLogId known = log;
        if (known == null) throw new IllegalStateException("expected a log with records in " + place + ", found none");
        return known;
    }

    @Override
    public long chainId() {
        return requireLog().chainId();
    }

    @Override
    public String logId() {
        return requireLog().logId();
    }

    @Override
    public long endPosition() throws IOException {
        ConsumerRecord<byte[], byte[]> last = last();
        return last == null ? 0 : KafkaFrames.frame(last, requireLog()).position() + 1;
    }

    /** The offset behind the last committed record. */
    long endOffset() throws IOException {
        ConsumerRecord<byte[], byte[]> last = last();
        return last == null ? 0 : last.offset() + 1;
    }

    /** The writer's number that the last committed record carries; 0 where there is none. */
    long lastEpoch() throws IOException {
        ConsumerRecord<byte[], byte[]> last = last();
        return last == null ? 0 : KafkaFrames.epoch(last);
    }

    /** The last committed record. Behind it are only markers of transactions and what was aborted. */
    private @Nullable ConsumerRecord<byte[], byte[]> last() throws IOException {
        fetched.clear();
        nextPosition = -1;
        long end = end();
        for (long step = FIRST_STEP_BACK; ; step *= 4) {
            long from = Math.max(0, end - step);
            ConsumerRecord<byte[], byte[]> last = null;
            consumer.seek(place, from);
            while (consumer.position(place) < end) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) last = each;
            }
            if (last != null || from == 0) return last;
        }
    }

    /** Waits until everything up to an offset is visible: a commit is final some moments before it is. */
    void awaitVisible(long offset, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (end() <= offset) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("expected offset " + offset + " of " + place + " to be visible within "
                            + patience + " of its commit, found the end at " + end());
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException stopped) {
            throw KafkaTopics.interrupted(stopped);
        }
    }

    private long end() {
        return consumer.endOffsets(List.of(place)).get(place);
    }

    /** The first committed record at an offset or behind it. */
    private @Nullable ConsumerRecord<byte[], byte[]> firstFrom(long offset) throws IOException {
        long begin = consumer.beginningOffsets(List.of(place)).get(place);
        if (begin != 0) {
            throw new CorruptChainLogException("expected " + place + " to be kept from offset 0 on, found it from "
                    + begin + ": retention has removed the log's beginning");
        }
        long end = end();
        consumer.seek(place, offset);
        while (consumer.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) return each;
        }
        return null;
    }

    @Override
    public @Nullable LogFrame read(long position) throws IOException {
        if (position < 0) throw new IllegalArgumentException("expected a position of at least 0, found " + position);
        if (position != nextPosition && !find(position)) return null;
        long end = end();
        while (fetched.isEmpty() && consumer.position(place) < end) {
            consumer.poll(POLL).forEach(fetched::add);
        }
        ConsumerRecord<byte[], byte[]> next = fetched.poll();
        if (next == null) return null;
        LogFrame frame = KafkaFrames.frame(next, requireLog());
        if (frame.position() != position) {
            nextPosition = -1;
            throw new CorruptChainLogException("expected position " + position + " at offset " + next.offset() + " of "
                    + place + ", found " + frame.position());
        }
        nextPosition = position + 1;
        return frame;
    }

    /** Stands before a position, by halves; false if it is not there. */
    private boolean find(long position) throws IOException {
        fetched.clear();
        long low = 0;
        long high = end();
        while (low < high) {
            long middle = low + (high - low) / 2;
            ConsumerRecord<byte[], byte[]> found = firstFrom(middle);
            long at = found == null
                    ? Long.MAX_VALUE
                    : KafkaFrames.frame(found, requireLog()).position();
            if (found != null && at == position) {
                consumer.seek(place, found.offset());
                return true;
            }
            if (found != null && at < position) low = found.offset() + 1;
            else high = middle;
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
