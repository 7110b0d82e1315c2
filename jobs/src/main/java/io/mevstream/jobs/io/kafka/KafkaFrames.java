package io.mevstream.jobs.io.kafka;

import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * A log's frame as a Kafka record: the key is the chain id, the value the envelope, and headers say which log, which position
 * and which writer. A position is no offset: transactions take offsets of their own.
 */
final class KafkaFrames {

    private static final String LOG = "log";
    private static final String POSITION = "position";
    private static final String EPOCH = "epoch";

    private KafkaFrames() {}

    static ProducerRecord<byte[], byte[]> record(TopicPartition at, ChainLogId log, long epoch, LogFrame frame) {
        ProducerRecord<byte[], byte[]> made =
                new ProducerRecord<>(at.topic(), at.partition(), bytes(log.chainId()), frame.payload());
        made.headers()
                .add(LOG, HexFormat.of().parseHex(log.logId()))
                .add(POSITION, bytes(frame.position()))
                .add(EPOCH, bytes(epoch));
        return made;
    }

    /** The frame of a record, which must be of this log. */
    static LogFrame frame(ConsumerRecord<byte[], byte[]> read, ChainLogId expected) throws CorruptChainLogException {
        ChainLogId found = log(read);
        if (!found.equals(expected)) {
            throw unexpected(read, "log " + expected.logId() + " of chain " + expected.chainId(), found.toString());
        }
        byte[] value = read.value();
        if (value == null) {
            throw unexpected(read, "an envelope", "no value");
        }
        return new LogFrame(number(read, POSITION), value);
    }

    static ChainLogId log(ConsumerRecord<byte[], byte[]> read) throws CorruptChainLogException {
        byte[] key = read.key();
        if (key == null || key.length != Long.BYTES) {
            throw unexpected(read, "a chain id of 8 bytes as key", key == null ? "none" : key.length + " bytes");
        }
        return new ChainLogId(ByteBuffer.wrap(key).getLong(), HexFormat.of().formatHex(header(read, LOG, 16)));
    }

    static long epoch(ConsumerRecord<byte[], byte[]> read) throws CorruptChainLogException {
        return number(read, EPOCH);
    }

    private static long number(ConsumerRecord<byte[], byte[]> read, String name) throws CorruptChainLogException {
        return ByteBuffer.wrap(header(read, name, Long.BYTES)).getLong();
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> read, String name, int length)
            throws CorruptChainLogException {
        Header header = read.headers().lastHeader(name);
        if (header == null || header.value() == null || header.value().length != length) {
            throw unexpected(read, "a header " + name + " of " + length + " bytes", String.valueOf(header));
        }
        return header.value();
    }

    private static CorruptChainLogException unexpected(
            ConsumerRecord<byte[], byte[]> read, String expected, String found) {
        return new CorruptChainLogException("expected " + expected + " at offset " + read.offset() + " of "
                + read.topic() + "-" + read.partition() + ", found " + found
                + ": something else writes to the topic, or it is no chain log's");
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
