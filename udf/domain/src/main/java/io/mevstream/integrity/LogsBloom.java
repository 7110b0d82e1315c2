package io.mevstream.integrity;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The 2048-bit filter of logs' addresses and topics that receipts and headers carry (yellow paper, section 4.3.1): three
 * bits for each entry, from the first three pairs of bytes of its hash.
 */
public final class LogsBloom {

    public static final int LENGTH = 256;

    private final byte[] bits = new byte[LENGTH];
    private final Map<Object, Hash> hashes;

    public LogsBloom() {
        this(new HashMap<>());
    }

    /** Shares the hashes with other blooms of the same block, whose logs repeat the same addresses and topics. */
    LogsBloom(Map<Object, Hash> hashes) {
        this.hashes = hashes;
    }

    public void add(RawLog log) {
        set(hashes.computeIfAbsent(log.address(), LogsBloom::hashOf));
        for (Hash topic : log.topics()) {
            set(hashes.computeIfAbsent(topic, LogsBloom::hashOf));
        }
    }

    void add(LogsBloom other) {
        for (int i = 0; i < LENGTH; i++) {
            bits[i] |= other.bits[i];
        }
    }

    public boolean matches(Bytes stated) {
        return Arrays.equals(bits, stated.array());
    }

    public Bytes toBytes() {
        return new Bytes(bits.clone());
    }

    void write(RlpWriter writer) {
        writer.string(bits, 0, LENGTH);
    }

    private void set(Hash hash) {
        setBit((int) (hash.w3() >>> 48));
        setBit((int) (hash.w3() >>> 32));
        setBit((int) (hash.w3() >>> 16));
    }

    private void setBit(int pair) {
        int bit = pair & 2047;
        bits[LENGTH - 1 - bit / 8] |= (byte) (1 << bit % 8);
    }

    private static Hash hashOf(Object entry) {
        return Keccak.hash(entry instanceof Address address ? address.toBytes() : ((Hash) entry).toBytes());
    }
}
