package io.mevstream.bench;

import java.util.List;
import java.util.Map;

/**
 * Work for the Uniswap SDKs, which run on Node.
 *
 * @param kind as {@code sdk.cjs} names it
 * @param operands one for each operation
 * @param results what each must come to, as text
 */
record SdkWork(String kind, List<Map<String, Object>> operands, List<String> results) {

    /** The work of a row that has these SDKs as a peer. */
    static SdkWork of(String method) {
        return switch (method) {
            case "v2Quote" -> new QuoteBenchmark().pairsForSdk();
            case "v3Step" -> new QuoteBenchmark().stepsForSdk();
            case "v3Quote" -> new TickBenchmark().forSdk();
            default -> throw new IllegalArgumentException("expected a method that the SDKs have, found " + method);
        };
    }
}
