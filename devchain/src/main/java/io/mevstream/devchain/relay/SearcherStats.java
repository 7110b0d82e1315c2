package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.builder.Bundle;
import io.mevstream.devchain.builder.BundleOutcome;
import io.mevstream.devchain.builder.SlotAuction;
import io.mevstream.devchain.builder.SlotReport;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one relay remembers of bundles and of those who sent them. Times are the chain's, in seconds. Safe for several threads. */
final class SearcherStats {

    private static final long DAY = 86_400;
    private static final int REMEMBERED = 100_000;

    private final String relay;
    private final SlotAuction auction;
    private final TreeMap<Key, Long> received = new TreeMap<>();
    private final Map<String, TreeMap<Long, Long>> gasSimulated = new TreeMap<>();

    SearcherStats(String relay, SlotAuction auction) {
        this.relay = relay;
        this.auction = auction;
    }

    private record Key(long block, Hash hash) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byBlock = Long.compare(block, other.block);
            return byBlock != 0 ? byBlock : hash.compareTo(other.hash);
        }
    }

    synchronized void received(Bundle bundle, long time) {
        received.putIfAbsent(new Key(bundle.validity().firstBlock(), bundle.hash()), time);
        if (received.size() > REMEMBERED) {
            received.pollFirstEntry();
        }
    }

    synchronized void simulated(String source, long gas, long time) {
        gasSimulated.computeIfAbsent(source, s -> new TreeMap<>()).merge(time / DAY, gas, Long::sum);
    }

    /** {@code flashbots_getBundleStatsV2}, or with {@code v1} the older method's shape. */
    synchronized ObjectNode bundle(Hash hash, long block, boolean v1) {
        ObjectNode stats = JsonRpcService.JSON.createObjectNode();
        Long time = received.get(new Key(block, hash));
        stats.put("isSimulated", time != null);
        if (time == null) {
            return stats;
        }
        String at = Instant.ofEpochSecond(time).toString();
        stats.put("isHighPriority", false);
        stats.put("simulatedAt", at);
        stats.put(v1 ? "submittedAt" : "receivedAt", at);
        SlotReport report = auction.report(block);
        SlotReport.Result result = report == null ? null : result(report, hash);
        ArrayNode considered = stats.putArray("consideredByBuildersAt");
        ArrayNode sealed = stats.putArray("sealedByBuildersAt");
        if (v1) {
            stats.put("isSentToMiners", result != null);
        }
        if (report != null && result != null) {
            String then = Instant.ofEpochSecond(report.slot().timestamp()).toString();
            if (v1) {
                stats.put("sentToMinersAt", then);
            }
            considered.addObject().put("pubkey", key()).put("timestamp", then);
            BundleOutcome outcome = result.outcome();
            if (outcome == BundleOutcome.INCLUDED || outcome == BundleOutcome.SLOT_LOST) {
                sealed.addObject().put("pubkey", key()).put("timestamp", then);
            }
        }
        return stats;
    }

    private SlotReport.@Nullable Result result(SlotReport report, Hash hash) {
        return report.results().stream()
                .filter(result ->
                        result.relay().equals(relay) && result.bundle().hash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    /** In the place of the builder's BLS key. */
    private String key() {
        return Keccak.hash("builder " + relay) + Keccak.hash(relay).toString().substring(2, 34);
    }

    /** {@code flashbots_getUserStatsV2}, or with {@code v1} the older method's shape. */
    synchronized ObjectNode user(@Nullable Address signer, String source, boolean v1) {
        long today = auction.head().timestamp() / DAY;
        ObjectNode stats = JsonRpcService.JSON.createObjectNode();
        stats.put(v1 ? "is_high_priority" : "isHighPriority", false);
        String[] spans = v1
                ? new String[] {
                    "all_time_miner_payments",
                    "all_time_gas_simulated",
                    "last_7d_miner_payments",
                    "last_7d_gas_simulated",
                    "last_1d_miner_payments",
                    "last_1d_gas_simulated"
                }
                : new String[] {
                    "allTimeValidatorPayments",
                    "allTimeGasSimulated",
                    "last7dValidatorPayments",
                    "last7dGasSimulated",
                    "last1dValidatorPayments",
                    "last1dGasSimulated"
                };
        long[] since = {0, today - 6, today};
        for (int i = 0; i < since.length; i++) {
            stats.put(spans[2 * i], payments(signer, since[i] * DAY).toString());
            stats.put(spans[2 * i + 1], Long.toString(gas(source, since[i])));
        }
        return stats;
    }

    private BigInteger payments(@Nullable Address signer, long sinceTime) {
        BigInteger sum = BigInteger.ZERO;
        for (SlotReport report : auction.reportsFrom(0)) {
            for (SlotReport.Result result : report.results()) {
                boolean own = result.relay().equals(relay)
                        && result.outcome() == BundleOutcome.INCLUDED
                        && signer != null
                        && signer.equals(result.bundle().origin().signer())
                        && report.slot().timestamp() >= sinceTime;
                sum = own ? sum.add(result.gainWei()) : sum;
            }
        }
        return sum;
    }

    private long gas(String source, long sinceDay) {
        return gasSimulated.getOrDefault(source, new TreeMap<>()).tailMap(sinceDay).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
