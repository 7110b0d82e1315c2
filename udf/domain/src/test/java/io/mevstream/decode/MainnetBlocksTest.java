package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.RawLog;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the decoder makes of thirty recorded mainnet blocks. */
class MainnetBlocksTest {

    private final LogDecoder decoder = LogDecoder.standard();

    /** Nothing is rejected: contracts that use these protocols' topics on mainnet encode as their compilers do. */
    @Test
    void accountsForEveryLog() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        MainnetLogs.all()
                .forEach(log -> outcomes.merge(decoder.decode(log).getClass().getSimpleName(), 1, Integer::sum));

        assertThat(outcomes)
                .containsExactlyInAnyOrderEntriesOf(Map.of("Decoded", 4499, "Ignored", 1057, "Unknown", 1162));
    }

    @Test
    void readsWhatOtherProtocolsSaid() throws IOException {
        Map<String, Integer> events = new TreeMap<>();
        for (RawLog log : MainnetLogs.all()) {
            if (decoder.decode(log) instanceof LogOutcome.Decoded decoded) {
                events.merge(decoded.spec().protocol(), 1, Integer::sum);
            }
        }

        assertThat(events)
                .containsEntry("chainlink", 21)
                .containsEntry("zero-ex", 15)
                .containsEntry("compound-v2", 12)
                .containsEntry("curve", 6)
                .containsEntry("balancer-v1", 3)
                .containsEntry("balancer-v2", 3)
                .containsEntry("aave-v3", 4);
    }

    @Test
    void readsEverySwapAndSync() throws IOException {
        List<RawLog> logs = MainnetLogs.all();

        assertThat(swaps(logs, PoolFamily.UNISWAP_V2)).isEqualTo(528);
        assertThat(swaps(logs, PoolFamily.UNISWAP_V3)).isEqualTo(110);
        assertThat(swaps(logs, PoolFamily.PANCAKE_V3)).isEqualTo(1);
        assertThat(syncs(logs)).isEqualTo(539);
    }

    @Test
    void readsTheSwapsOfBlock18000000() throws IOException {
        List<RawLog> logs = MainnetLogs.byBlock().get(18000000L);

        assertThat(swaps(logs, PoolFamily.UNISWAP_V2)).isEqualTo(27);
        assertThat(swaps(logs, PoolFamily.UNISWAP_V3)).isEqualTo(2);
        assertThat(syncs(logs)).isEqualTo(27);
    }

    private long swaps(List<RawLog> logs, PoolFamily family) {
        return logs.stream()
                .filter(log -> decoder.decode(log) instanceof LogOutcome.Decoded decoded
                        && decoded.event() instanceof Swap swap
                        && swap.family() == family)
                .count();
    }

    private long syncs(List<RawLog> logs) {
        return logs.stream()
                .filter(log -> decoder.decode(log) instanceof LogOutcome.Decoded decoded
                        && decoded.event() instanceof ReservesSet set
                        && set.family() == PoolFamily.UNISWAP_V2)
                .count();
    }
}
