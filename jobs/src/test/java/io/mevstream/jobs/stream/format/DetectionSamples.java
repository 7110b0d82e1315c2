package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.Samples.APPLIED;
import static io.mevstream.jobs.stream.format.Samples.BIG;
import static io.mevstream.jobs.stream.format.Samples.BLOCK;
import static io.mevstream.jobs.stream.format.Samples.ENTRY;
import static io.mevstream.jobs.stream.format.Samples.HASH;
import static io.mevstream.jobs.stream.format.Samples.NEGATIVE;
import static io.mevstream.jobs.stream.format.Samples.POOL;
import static io.mevstream.jobs.stream.format.Samples.SMALL;
import static io.mevstream.jobs.stream.format.Samples.TOKEN_A;
import static io.mevstream.jobs.stream.format.Samples.TOKEN_B;
import static io.mevstream.jobs.stream.format.Samples.UNDONE;

import io.mevstream.detect.Action;
import io.mevstream.detect.BlockActions.Scope;
import io.mevstream.detect.BlockActions.Sight;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.JitTerms;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.LiquidationTerms;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.InspectionFact;
import io.mevstream.detect.Profit;
import io.mevstream.detect.Profit.Completeness;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.detect.TracedTrade;
import io.mevstream.detect.TransactionClass;
import io.mevstream.detect.TransactionClassFact;
import io.mevstream.num.Int256;
import java.util.List;
import java.util.Map;

/** Findings of every sort, the fullest and the emptiest. */
public final class DetectionSamples {

    private static final EvidenceRef LOG = EvidenceRef.ofLog(1, 3);
    private static final EvidenceRef FRAME = EvidenceRef.ofFrame(2, List.of(0, 7, 1));
    private static final EvidenceRef ROOT = EvidenceRef.ofFrame(2, List.of());

    private DetectionSamples() {}

    public static List<DetectionFact> detections() {
        return List.of(
                new DetectionFact(APPLIED, Scope.WHOLE_BLOCK, TOKEN_B, fullest()),
                new DetectionFact(UNDONE, Scope.SOME_TRANSACTIONS, null, emptiest()));
    }

    private static Detection fullest() {
        return new Detection(
                "sandwich:1-3",
                Kind.SANDWICH,
                Kind.LIQUIDATION,
                BLOCK,
                Sight.LOGS_AND_TRACES,
                TOKEN_A,
                TOKEN_B,
                List.of(TOKEN_A, TOKEN_B),
                List.of(
                        new Detection.Part(Role.FRONT, 1, HASH, TOKEN_A, TOKEN_B),
                        new Detection.Part(Role.VICTIM, 2, HASH, null, null)),
                List.of(
                        new Detection.Leg(Role.FRONT, LOG, POOL, "uniswap-v2", TOKEN_A, SMALL, TOKEN_B, BIG),
                        new Detection.Leg(Role.BACK, FRAME, ENTRY, "uniswap-v4", null, BIG, null, SMALL)),
                List.of(LOG, FRAME, ROOT),
                new Profit(
                        List.of(new TokenDelta(TOKEN_A, NEGATIVE)),
                        NEGATIVE,
                        SMALL,
                        SMALL,
                        SMALL,
                        Int256.of(-7),
                        Completeness.EXACT),
                List.of(
                        new Detection.VictimLoss(2, HASH, TOKEN_A, LOG, POOL, TOKEN_B, SMALL, BIG, NEGATIVE),
                        new Detection.VictimLoss(2, HASH, null, FRAME, ENTRY, null, SMALL, null, null)),
                new LiquidationTerms("aave-v3", TOKEN_A, HASH, TOKEN_A, TOKEN_B, TOKEN_A, SMALL, TOKEN_B, BIG, SMALL),
                new JitTerms(
                        POOL,
                        TOKEN_A,
                        -60,
                        60,
                        NEGATIVE,
                        List.of(new TokenDelta(TOKEN_B, NEGATIVE)),
                        List.of(new TokenDelta(TOKEN_A, Int256.of(5))),
                        List.of()),
                List.of(Caveat.values()));
    }

    private static Detection emptiest() {
        return new Detection(
                "",
                Kind.REVERTED_ATTEMPT,
                null,
                BLOCK,
                Sight.LOGS,
                null,
                null,
                List.of(),
                List.of(new Detection.Part(Role.ATTACK, 0, HASH, null, null)),
                List.of(),
                List.of(),
                new Profit(List.of(), null, null, null, null, null, Completeness.UNKNOWN),
                List.of(),
                new LiquidationTerms("maker", TOKEN_A, null, null, null, null, null, null, null, null),
                new JitTerms(POOL, null, null, null, null, null, null, null),
                List.of());
    }

    static Map<String, List<?>> byType() {
        return Map.of(
                "detection",
                detections(),
                "inspection",
                List.of(
                        new InspectionFact(
                                APPLIED, Sight.TRACES, Scope.WHOLE_BLOCK, TOKEN_A, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                        new InspectionFact(
                                UNDONE, Sight.LOGS, Scope.SOME_TRANSACTIONS, null, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)),
                "transaction-class",
                List.of(
                        new TransactionClassFact(
                                APPLIED,
                                new TransactionClass(
                                        3,
                                        HASH,
                                        TransactionClass.Kind.ARBITRAGE,
                                        List.of(TransactionClass.Kind.values()),
                                        List.of("arbitrage:3", ""))),
                        new TransactionClassFact(
                                UNDONE,
                                new TransactionClass(
                                        0,
                                        HASH,
                                        TransactionClass.Kind.OTHER,
                                        List.of(TransactionClass.Kind.OTHER),
                                        List.of()))),
                "traced-trade",
                List.of(
                        new TracedTrade(
                                APPLIED,
                                1,
                                FRAME,
                                HASH,
                                Action.Fate.REVERTED,
                                TracedTrade.Means.ORDER,
                                POOL,
                                "zero-ex",
                                TOKEN_A,
                                SMALL,
                                TOKEN_B,
                                BIG,
                                TOKEN_A,
                                TOKEN_B),
                        new TracedTrade(
                                UNDONE,
                                0,
                                ROOT,
                                HASH,
                                Action.Fate.KEPT,
                                TracedTrade.Means.SWAP,
                                ENTRY,
                                "uniswap-v4",
                                null,
                                BIG,
                                null,
                                SMALL,
                                null,
                                null)));
    }
}
