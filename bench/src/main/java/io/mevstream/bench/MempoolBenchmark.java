package io.mevstream.bench;

import io.mevstream.integrity.PendingKind;
import io.mevstream.integrity.SignedTransaction;
import io.mevstream.jobs.io.signature.NativeSenders;
import java.io.IOException;
import java.security.SignatureException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.utils.Numeric;

/**
 * Pending transactions, one operation each: the raw bytes to fields, class and hash; and the sender from the signature.
 *
 * <p>The peer is web3j with BouncyCastle. It is given hexadecimal text, which is what it decodes and what nodes send; ours is
 * given bytes, which is what a subscription's fields were made into. It does not classify, and its hash is the one of what it was given.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MempoolBenchmark.COUNT)
public class MempoolBenchmark {

    static final int COUNT = 512;

    private final byte[][] raw = new byte[COUNT][];
    private final String[] hex = new String[COUNT];
    private final SignedTransaction[] read = new SignedTransaction[COUNT];
    private final SignedRawTransaction[] theirs = new SignedRawTransaction[COUNT];

    /** Fails unless both find the same hash and the same sender. */
    @Setup
    public void load() throws IOException, SignatureException {
        List<byte[]> all = RawTransactions.all();
        for (int i = 0; i < COUNT; i++) {
            raw[i] = all.get((int) ((long) i * all.size() / COUNT));
            hex[i] = Numeric.toHexString(raw[i]);
            read[i] = SignedTransaction.read(raw[i]);
            theirs[i] = (SignedRawTransaction) TransactionDecoder.decode(hex[i]);
            String sender = NativeSenders.of(read[i]).orElseThrow().toString();
            if (!sender.equals(theirs[i].getFrom())) {
                throw new IllegalStateException("expected one sender, found " + sender + " and " + theirs[i].getFrom());
            }
            String hash = Numeric.toHexString(org.web3j.crypto.Hash.sha3(raw[i]));
            if (!hash.equals(read[i].hash().toString())) {
                throw new IllegalStateException("expected one hash, found " + hash + " and " + read[i].hash());
            }
        }
    }

    @Benchmark
    public void parseOurs(Blackhole out) {
        for (byte[] each : raw) {
            SignedTransaction transaction = SignedTransaction.read(each);
            out.consume(PendingKind.of(transaction));
            out.consume(transaction.hash());
        }
    }

    @Benchmark
    public void parseWeb3j(Blackhole out) {
        for (int i = 0; i < COUNT; i++) {
            RawTransaction transaction = TransactionDecoder.decode(hex[i]);
            out.consume(Objects.requireNonNull(transaction.getNonce()));
            out.consume(org.web3j.crypto.Hash.sha3(raw[i]));
        }
    }

    @Benchmark
    public void senderOurs(Blackhole out) {
        for (SignedTransaction each : read) {
            out.consume(NativeSenders.of(each));
        }
    }

    @Benchmark
    public void senderWeb3j(Blackhole out) throws SignatureException {
        for (SignedRawTransaction each : theirs) {
            out.consume(each.getFrom());
        }
    }
}
