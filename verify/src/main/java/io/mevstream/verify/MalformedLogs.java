package io.mevstream.verify;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.AbiType;
import io.mevstream.decode.CallLayout;
import io.mevstream.decode.EventSamples;
import io.mevstream.decode.EventSignature;
import io.mevstream.decode.EventSpec;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Mutated logs of every event the decoder knows. A log has no checksum, so a change may turn it into another valid one; what
 * must never happen is that the fields read are not the bytes given. So each decoded log is written again from its fields,
 * and must be the very log.
 */
final class MalformedLogs implements Proof {
    private static final int CHUNK = 100_000;
    private static final int CI = 20_000;
    /** Selector and arguments of a recorded call begin behind an offset and a length. */
    private static final int CALLDATA_AT = 64;

    @Override
    public String name() {
        return "malformed-logs";
    }

    @Override
    public String claim() {
        return "Mutated logs of every known event are decoded to exactly what they hold, or ignored, unknown or rejected"
                + " with a reason: nothing thrown, nothing lost.";
    }

    @Override
    public String control() {
        return "the upper twelve bytes of topics are dropped unseen";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 10 : 1;
    }

    @Override
    public void runChunk(ProofRun run) {
        LogDecoder decoder = LogDecoder.standard();
        List<EventSpec> specs = decoder.specs();
        EventSamples samples = new EventSamples(run.seed());
        SplittableRandom random = run.random();
        Mutations mutations = new Mutations(random.split());
        int inputs = run.size() == Size.FULL ? CHUNK : CI;
        run.set("events", specs.size());
        for (int i = 0; i < inputs; i++) {
            RawLog log = mutated(samples.next(specs.get(i % specs.size())), mutations, random);
            run.count("inputs", 1);
            check(run, log, decode(run, decoder, run.planted() ? withoutUpperBytes(log) : log));
            if (i % 1000 == 0) {
                run.progress(i, inputs);
            }
        }
    }

    private static LogOutcome decode(ProofRun run, LogDecoder decoder, RawLog log) {
        try {
            return decoder.decode(log);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            run.count("thrown", 1);
            run.violation("thrown " + e + " for " + show(log));
            return new LogOutcome.Unknown();
        }
    }

    private static void check(ProofRun run, RawLog log, LogOutcome outcome) {
        if (outcome instanceof LogOutcome.Rejected rejected) {
            run.count("rejected_" + rejected.reason().name().toLowerCase(Locale.ROOT), 1);
        } else if (outcome instanceof LogOutcome.Decoded decoded) {
            run.count("decoded", 1);
            run.expect(isTheLog(decoded, log), "%s was read as %s: %s", decoded.spec(), decoded.fields(), show(log));
        } else {
            run.count(outcome instanceof LogOutcome.Ignored ? "ignored" : "unknown", 1);
        }
    }

    /** Whether the fields, written again, are the log's bytes. */
    private static boolean isTheLog(LogOutcome.Decoded decoded, RawLog log) {
        List<Object> fields = decoded.fields().values();
        if (decoded.spec().layout() instanceof EventSignature signature) {
            return signature.topicsOf(fields).equals(log.topics())
                    && signature.dataOf(fields).equals(log.data());
        }
        CallLayout call = (CallLayout) decoded.spec().layout();
        // Calldata may go on behind the arguments, and the contract does not look at it either.
        int arguments = call.function().parameters().stream()
                .map(EventSignature.Parameter::type)
                .mapToInt(AbiType::headBytes)
                .sum();
        int end = CALLDATA_AT + 4 + arguments;
        return call.topic0().equals(log.topics().get(0))
                && Arrays.equals(
                        call.dataOf(fields).array(),
                        CALLDATA_AT,
                        end,
                        log.data().array(),
                        CALLDATA_AT,
                        end);
    }

    private static RawLog mutated(RawLog log, Mutations mutations, SplittableRandom random) {
        List<Hash> topics = new ArrayList<>(log.topics());
        byte[] data = log.data().array();
        switch (random.nextInt(8)) {
            case 0 -> topics.remove(random.nextInt(topics.size()));
            case 1 -> topics.add(new Hash(random.nextLong(), 0, 0, random.nextLong()));
            case 2, 3 -> {
                int which = random.nextInt(topics.size());
                byte[] topic = Arrays.copyOf(mutations.mutate(topics.get(which).toBytes(), 0), 32);
                topics.set(which, Hash.fromBytes(topic, 0));
            }
            case 4, 5 -> data = withAnotherWord(data, random);
            default -> data = mutations.mutate(data, 0);
        }
        return new RawLog(
                log.logIndex(), log.transactionIndex(), log.transactionHash(), log.address(), topics, new Bytes(data));
    }

    /** One word replaced by one at a limit: where lengths, offsets, signs and padding go wrong. */
    private static byte[] withAnotherWord(byte[] data, SplittableRandom random) {
        byte[] changed = data.clone();
        if (data.length < 32) {
            return changed;
        }
        int at = 32 * random.nextInt(data.length / 32);
        Arrays.fill(changed, at, at + 32, (byte) (random.nextBoolean() ? 0 : 0xff));
        changed[at + random.nextInt(32)] = (byte) random.nextInt();
        return changed;
    }

    private static RawLog withoutUpperBytes(RawLog log) {
        List<Hash> topics = new ArrayList<>(log.topics());
        for (int i = 1; i < topics.size(); i++) {
            Hash topic = topics.get(i);
            topics.set(i, new Hash(0, topic.w2() & 0xffffffffL, topic.w1(), topic.w0()));
        }
        return new RawLog(
                log.logIndex(), log.transactionIndex(), log.transactionHash(), log.address(), topics, log.data());
    }

    private static String show(RawLog log) {
        byte[] data = log.data().array();
        return log.topics() + " " + Hex.encode(data, 0, Math.min(data.length, 500));
    }
}
