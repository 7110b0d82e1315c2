package io.mevstream.detect.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.detect.Action;
import io.mevstream.detect.BlockActions;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Ether;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.LoggedActions;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.detect.TransactionActions;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Logs and traces of one block agree: in what was swapped and in what is found. No recording holds both of one block, so the
 * logs are those that the traces and the events derived from them say were written.
 *
 * <p>Only traces see reverted attempts and what leaves in ether; Bancor, Balancer V2, Curve's later pools and orders of 0x have
 * no logs here.
 */
class AgreementTest {

    private static final Address WETH = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");
    private static final Set<String> WITHOUT_LOGS = Set.of("bancor", "balancer-v2", "zero-ex");

    private final TraceActions traces = new TraceActions(1);

    private static Map<Long, Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(SharedData.require("mev-inspect-py/events"))) {
            return listed.collect(Collectors.toMap(
                    path -> Long.parseLong(path.getFileName().toString().replaceAll("\\D.*", "")),
                    path -> path,
                    (one, other) -> one,
                    TreeMap::new));
        }
    }

    private static BlockActions logged(long number, Block traced) throws IOException {
        JsonNode events = TracedBlocks.json("mev-inspect-py/events/" + number + ".json.gz");
        return LoggedActions.of(LogsOfTraces.of(traced, events.get("events")), new HashMap<>());
    }

    private static boolean isShownByLogs(TransactionActions transaction) {
        return transaction.actions().stream()
                .noneMatch(action -> (action instanceof Action.Trade trade && WITHOUT_LOGS.contains(trade.protocol()))
                        || (action instanceof Action.Swapped swap
                                && swap.context().family() == PoolFamily.CURVE_CRYPTO));
    }

    private static List<Action.Swapped> swaps(TransactionActions transaction) {
        return transaction.actions().stream()
                .filter(action -> action instanceof Action.Swapped && action.fate() == Action.Fate.KEPT)
                .map(Action.Swapped.class::cast)
                .toList();
    }

    /**
     * Whether they are swaps of the same tokens in the same pool, within a hundredth: a token that pays its holders gives a
     * pair a part of the pair's own output back, which the derived events leave out.
     */
    private static boolean isSame(Action.Swapped one, Action.Swapped other) {
        UInt256 out = one.amountOutRaw();
        UInt256 gap = out.max(other.amountOutRaw()).sub(out.min(other.amountOutRaw()));
        return one.pool().equals(other.pool())
                && Objects.equals(one.tokenIn(), other.tokenIn())
                && Objects.equals(one.tokenOut(), other.tokenOut())
                && gap.mul(UInt256.of(100)).compareTo(out) <= 0;
    }

    @Test
    void theSameSwapsAreRead() throws IOException {
        int compared = 0;
        for (long number : files().keySet()) {
            Block block = TracedBlocks.block(number);
            Map<Integer, TransactionActions> logged = new HashMap<>();
            logged(number, block).transactions().forEach(each -> logged.put(each.index(), each));
            for (TransactionActions traced : traces.of(block).transactions()) {
                if (isShownByLogs(traced)) {
                    assertThat(swaps(logged.get(traced.index())))
                            .as(number + " transaction " + traced.index())
                            .usingElementComparator((a, b) -> isSame(a, b) ? 0 : 1)
                            .containsExactlyElementsOf(swaps(traced));
                    compared += swaps(traced).size();
                }
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    private static Map<String, Int256> found(BlockActions block, Set<Integer> shown) {
        Map<String, Int256> found = new TreeMap<>();
        for (Detection detection : new Inspector().inspect(block, EtherPrices.NONE)) {
            boolean all = detection.parts().stream().allMatch(part -> shown.contains(part.transactionIndex()));
            if (all && detection.kind() != Kind.REVERTED_ATTEMPT) {
                List<String> parts = detection.parts().stream()
                        .map(part -> part.role() + " " + part.transactionIndex())
                        .toList();
                found.put(
                        detection.kind() + " " + parts + " " + detection.legs().size(), seenEther(detection));
            }
        }
        return found;
    }

    /** A debt that is repaid in ether inside of a call is in the gross of traces alone. */
    private static Int256 seenEther(Detection detection) {
        boolean paidInEther = detection.liquidation() != null
                && Ether.NATIVE.equals(detection.liquidation().debtToken());
        return paidInEther ? Int256.ZERO : ether(detection);
    }

    private static Int256 ether(Detection detection) {
        return detection.profit().grossRaw().stream()
                .filter(delta -> delta.token().equals(WETH))
                .map(TokenDelta::amountRaw)
                .findFirst()
                .orElse(Int256.ZERO);
    }

    @Test
    void theSameIsFoundWithTheSameGross() throws IOException {
        int compared = 0;
        for (long number : files().keySet()) {
            Block block = TracedBlocks.block(number);
            BlockActions traced = traces.of(block);
            Set<Integer> shown = traced.transactions().stream()
                    .filter(AgreementTest::isShownByLogs)
                    .map(TransactionActions::index)
                    .collect(Collectors.toSet());
            Map<String, Int256> byTraces = found(traced, shown);
            assertThat(found(logged(number, block), shown))
                    .as("block " + number)
                    .isEqualTo(byTraces);
            compared += byTraces.size();
        }
        assertThat(compared).isGreaterThan(25);
    }
}
