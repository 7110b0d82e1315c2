package io.mevstream.jobs.io.kafka;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.jobs.io.chainlog.ChainLogAppender;
import io.mevstream.jobs.io.chainlog.ChainLogFencedException;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.chainlog.LogTail;
import io.mevstream.jobs.io.chainlog.PendingTransactionCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a chain's log in Kafka. What is appended goes into a transaction, and {@link #force} commits it and waits until
 * readers see it: all of it or nothing.
 *
 * <p>The transactional id is the partition's, so opening fences every writer before: its open transaction is aborted, a
 * commit under way is completed, and only <em>then</em> is the tail read. What an older writer was acknowledged is
 * therefore there and kept; it can commit nothing any more.
 */
public final class KafkaLogWriter implements ChainLogAppender {

    private static final Duration CLOSE_BUDGET = Duration.ofSeconds(5);
    private static final Duration VISIBLE_BUDGET = Duration.ofSeconds(90);

    private final KafkaHome home;
    private final ChainLogId log;
    private final KafkaProducer<byte[], byte[]> producer;
    /** What readers see. */
    private final KafkaLogReader readers;

    private final ChainRecordCodec codec = new ChainRecordCodec();
    private final PendingTransactionCodec pendingCodec = new PendingTransactionCodec();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final long epoch;
    private long lastOffset;
    private long position;
    private long acknowledged;
    private boolean usable = true;

    private KafkaLogWriter(KafkaHome home, ChainLogId log, KafkaProducer<byte[], byte[]> producer, KafkaLogReader found)
            throws IOException {
        this.home = home;
        this.log = log;
        this.producer = producer;
        this.readers = found;
        this.epoch = found.lastEpoch() + 1;
        this.position = found.endPosition();
        this.lastOffset = found.endOffset() - 1;
        this.acknowledged = position;
    }

    /**
     * Takes over the log in a partition, or begins it there, making the topic if need be.
     *
     * @param chainId the EIP-155 chain id
     * @param nonce what tells logs of one chain apart: chain id and nonce give the log id
     */
    public static KafkaLogWriter open(KafkaHome home, long chainId, String nonce) throws IOException {
        return open(home, ChainLogId.of(chainId, nonce));
    }

    /** The same for a log whose id is known, such as a copy of one that is kept elsewhere. */
    public static KafkaLogWriter open(KafkaHome home, ChainLogId log) throws IOException {
        return open(home, log, "mevstream." + home.topic() + "." + home.partition());
    }

    /** A writer that no other one fences: the negative control of the proof that fencing is needed. */
    public static KafkaLogWriter openUnfenced(KafkaHome home, ChainLogId log, String transactionalId)
            throws IOException {
        return open(home, log, transactionalId);
    }

    private static KafkaLogWriter open(KafkaHome home, ChainLogId log, String transactionalId) throws IOException {
        KafkaTopics.make(home);
        KafkaProducer<byte[], byte[]> producer = producer(home, transactionalId);
        KafkaLogWriter writer = null;
        try {
            producer.initTransactions();
            KafkaLogReader found = KafkaLogReader.openAny(home);
            try {
                ChainLogId there = found.log();
                if (there != null && !there.equals(log)) {
                    throw new IllegalArgumentException(
                            "expected log " + log.logId() + " of chain " + log.chainId() + " in "
                                    + home + ", found log " + there.logId() + " of chain " + there.chainId()
                                    + ": name another partition or topic");
                }
                writer = new KafkaLogWriter(home, log, producer, found);
                return writer;
            } finally {
                if (writer == null) found.close();
            }
        } catch (KafkaException refused) {
            throw KafkaTopics.unreachable(home, refused);
        } finally {
            if (writer == null) producer.close(Duration.ZERO);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaHome home, String transactionalId) {
        Properties properties = home.settings().toProperties();
        properties.setProperty("transactional.id", transactionalId);
        properties.setProperty("enable.idempotence", "true");
        properties.setProperty("acks", "all");
        // Latency: a block is sent when it is there.
        properties.setProperty("linger.ms", "0");
        properties.setProperty("compression.type", "zstd");
        properties.setProperty("max.request.size", String.valueOf(KafkaTopics.MAX_RECORD_BYTES));
        properties.setProperty("buffer.memory", String.valueOf(2L * KafkaTopics.MAX_RECORD_BYTES));
        properties.setProperty("max.block.ms", "30000");
        // What a writer that is gone left open hides what is committed behind it: the broker ends it well within the
        // wait for that.
        properties.setProperty("transaction.timeout.ms", "20000");
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new KafkaProducer<>(properties, bytes, bytes);
    }

    @Override
    public long chainId() {
        return log.chainId();
    }

    @Override
    public String logId() {
        return log.logId();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long nextPosition() {
        return position;
    }

    @Override
    public LogTail tail(long positions) throws IOException {
        if (acknowledged == 0) return new LogTail(0, List.of(), List.of());
        try (KafkaLogReader reader = home.open()) {
            return LogTail.read(reader, Math.max(0, acknowledged - positions), acknowledged);
        }
    }

    @Override
    public @Nullable ChainRecord first() throws IOException {
        if (acknowledged == 0) return null;
        try (KafkaLogReader reader = home.open()) {
            return LogTail.first(reader, acknowledged);
        }
    }

    @Override
    public void append(ChainRecord chainRecord) throws IOException {
        requirePlace(chainRecord.chainId(), chainRecord.position());
        append(codec.encode(chainRecord));
    }

    @Override
    public void append(PendingTransaction pending) throws IOException {
        requirePlace(pending.chainId(), pending.position());
        append(pendingCodec.encode(pending));
    }

    private void requirePlace(long chain, long at) {
        if (chain != log.chainId() || at != position) {
            throw new IllegalArgumentException("expected position " + position + " of chain " + log.chainId()
                    + " next, found " + at + " of chain " + chain);
        }
    }

    /** Appends an envelope at the next position: its bytes are what readers get. */
    public void append(byte[] envelope) throws IOException {
        requireUsable();
        usable = false;
        try {
            if (sent.isEmpty()) producer.beginTransaction();
            sent.add(producer.send(KafkaFrames.record(home.place(), log, epoch, new LogFrame(position, envelope))));
        } catch (KafkaException | IllegalStateException refused) {
            throw failed(refused);
        }
        position++;
        usable = true;
    }

    @Override
    public long force() throws IOException {
        requireUsable();
        if (sent.isEmpty()) return position;
        usable = false;
        try {
            producer.commitTransaction();
            for (Future<RecordMetadata> each : sent) verify(each.get());
            readers.awaitVisible(lastOffset, VISIBLE_BUDGET);
        } catch (KafkaException | IllegalStateException refused) {
            throw failed(refused);
        } catch (ExecutionException refused) {
            throw failed(refused.getCause());
        } catch (InterruptedException stopped) {
            throw KafkaTopics.interrupted(stopped);
        }
        sent.clear();
        acknowledged = position;
        usable = true;
        return position;
    }

    /** An append lies behind all before it, in its own partition. */
    private void verify(RecordMetadata appended) throws CorruptChainLogException {
        if (appended.partition() != home.partition() || appended.offset() <= lastOffset) {
            throw new CorruptChainLogException("expected an append behind offset " + lastOffset + " of " + home
                    + ", found " + appended + ": the topic was cut or made anew");
        }
        lastOffset = appended.offset();
    }

    private void requireUsable() {
        if (!usable) {
            throw new IllegalStateException(
                    "expected a writer without failures, found one that failed: open " + home + " again");
        }
    }

    /** Fenced is for good; whether anything else was committed only opening again can tell. */
    private IOException failed(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new ChainLogFencedException("expected to be the writer of " + home
                        + ", found that another one took over: " + cause.getMessage());
            }
        }
        return new IOException(
                "expected Kafka to take records up to position " + position + " of " + home + ", found: " + refused,
                refused);
    }

    /** Acknowledges what was appended, unless the writer has failed, and lets go of the log. */
    @Override
    public void close() throws IOException {
        try {
            if (usable) force();
        } finally {
            usable = false;
            producer.close(CLOSE_BUDGET);
            readers.close();
        }
    }
}
