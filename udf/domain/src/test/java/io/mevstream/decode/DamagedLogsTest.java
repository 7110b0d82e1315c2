package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Logs of every known event, damaged at random: none throws, none is lost, and none is read as something else. */
class DamagedLogsTest {

    private static final int LOGS = 200_000;

    private final LogDecoder decoder = LogDecoder.standard();
    private final Random random = new Random(20260101);

    @Test
    void accountsForEveryDamagedLogAndMisreadsNone() {
        EventSamples samples = new EventSamples(7);
        List<EventSpec> specs = decoder.specs();
        int decoded = 0;
        int ignored = 0;
        int unknown = 0;
        Map<RejectionReason, Integer> rejected = new EnumMap<>(RejectionReason.class);
        for (int i = 0; i < LOGS; i++) {
            RawLog log = damage(samples.next(specs.get(i % specs.size())));
            LogOutcome outcome = decoder.decode(log);
            if (outcome instanceof LogOutcome.Decoded read) {
                decoded++;
                assertReadExactly(read, log);
            } else if (outcome instanceof LogOutcome.Rejected refused) {
                rejected.merge(refused.reason(), 1, Integer::sum);
            } else if (outcome instanceof LogOutcome.Ignored) {
                ignored++;
            } else {
                unknown++;
            }
        }

        assertThat(decoded
                        + ignored
                        + unknown
                        + rejected.values().stream().mapToInt(n -> n).sum())
                .isEqualTo(LOGS);
        assertThat(rejected).containsOnlyKeys(RejectionReason.values());
        assertThat(decoded).isGreaterThan(LOGS / 10);
    }

    /** There is one encoding of the fields read, and it is the log: so nothing was skipped, and nothing made up. */
    private static void assertReadExactly(LogOutcome.Decoded read, RawLog log) {
        if (read.spec().layout() instanceof EventSignature) {
            RawLog again = RoundTripTest.rewrite(read.spec(), log, read.fields());
            if (!again.equals(log)) {
                throw new AssertionError("expected " + log + " of " + read + ", found " + again);
            }
        }
    }

    private RawLog damage(RawLog log) {
        List<Hash> topics = new ArrayList<>(log.topics());
        byte[] data = log.data().array().clone();
        switch (random.nextInt(8)) {
            case 0 -> data = Arrays.copyOf(data, random.nextInt(data.length + 65));
            case 1 -> topics.remove(random.nextInt(topics.size()));
            case 2 -> topics.add(hash());
            case 3 -> topics.set(random.nextInt(topics.size()), hash());
            case 4 -> fillWord(data, (byte) 0xff);
            case 5 -> fillWord(data, (byte) 0);
            case 6 -> flipBits(data, 1);
            default -> flipBits(data, 1 + random.nextInt(40));
        }
        return new RawLog(0, 0, log.transactionHash(), log.address(), List.copyOf(topics), new Bytes(data));
    }

    private void fillWord(byte[] data, byte value) {
        if (data.length >= 32) {
            int word = random.nextInt(data.length / 32);
            Arrays.fill(data, 32 * word, 32 * word + 32, value);
        }
    }

    private void flipBits(byte[] data, int count) {
        for (int i = 0; i < count && data.length > 0; i++) {
            data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private Hash hash() {
        return random.nextBoolean()
                ? new Hash(0, 0, 0, random.nextInt(300))
                : new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
