package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.JitTerms;
import io.mevstream.detect.Detection.LiquidationTerms;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.Profit;
import io.mevstream.fact.Origin;
import io.mevstream.num.Int256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code detections}. */
public final class DetectionRows extends RowMapper<DetectionFact> {

    public DetectionRows() {
        super("detections");
    }

    @Override
    Origin origin(DetectionFact fact) {
        return fact.origin();
    }

    @Override
    String key(DetectionFact fact) {
        return fact.detection().key();
    }

    @Override
    void describe(RowShape<DetectionFact> columns) {
        columns.text("detection", fact -> fact.detection().key())
                .constant("kind", fact -> fact.detection().kind())
                .word("attempted", fact -> attempted(fact.detection()))
                .constant("sight", fact -> fact.detection().sight())
                .constant("scope", DetectionFact::scope)
                .uint32("transaction_index", fact -> first(fact).transactionIndex())
                .text("transaction_hash", fact -> first(fact).transactionHash().toString())
                .uint32("transactions", fact -> fact.detection().parts().size())
                .maybeHex("searcher", fact -> fact.detection().searcher())
                .maybeHex("contract", fact -> fact.detection().contract())
                .texts("beneficiaries", fact -> textsOf(fact.detection().beneficiaries()))
                .texts("protocols", fact -> protocols(fact.detection()))
                .texts("pools", fact -> pools(fact.detection()));
        describeProfit(columns);
        columns.uint32("victims", fact -> fact.detection().victims().size())
                .uint32("losses_known", fact -> lossesKnown(fact.detection()))
                .texts("evidence", fact -> evidence(fact.detection()))
                .texts("caveats", fact -> fact.detection().caveats().stream()
                        .map(RowShape::lower)
                        .toList());
        describeLiquidation(columns);
        describeJit(columns);
    }

    private static void describeProfit(RowShape<DetectionFact> columns) {
        columns.texts("gross_tokens", fact -> tokens(profit(fact).grossRaw()))
                .int256s("gross_raw", fact -> amounts(profit(fact).grossRaw()))
                .maybeInt256("gross_wei", fact -> profit(fact).grossWei())
                .maybeUint256("gas_wei", fact -> profit(fact).gasWei())
                .maybeUint256("priority_fee_wei", fact -> profit(fact).priorityFeeWei())
                .maybeUint256("builder_payment_wei", fact -> profit(fact).builderPaymentWei())
                .maybeHex("fee_recipient", DetectionFact::feeRecipient)
                .constant("completeness", fact -> profit(fact).completeness())
                .maybeInt256("net_wei", DetectionRows::exactNet)
                .maybeInt256("net_upper_bound_wei", fact -> profit(fact).netUpperBoundWei());
    }

    private static void describeLiquidation(RowShape<DetectionFact> columns) {
        columns.word("liquidation_protocol", fact -> {
                    LiquidationTerms terms = fact.detection().liquidation();
                    return terms == null ? "" : terms.protocol();
                })
                .maybeHex("liquidation_market", liquidation(LiquidationTerms::market))
                .maybeHex("liquidation_market_id", liquidation(LiquidationTerms::marketId))
                .maybeHex("liquidator", liquidation(LiquidationTerms::liquidator))
                .maybeHex("borrower", liquidation(LiquidationTerms::borrower))
                .maybeHex("debt_token", liquidation(LiquidationTerms::debtToken))
                .maybeUint256("debt_repaid_raw", liquidation(LiquidationTerms::debtRepaidRaw))
                .maybeHex("collateral_token", liquidation(LiquidationTerms::collateralToken))
                .maybeUint256("collateral_seized_raw", liquidation(LiquidationTerms::collateralSeizedRaw))
                .maybeUint256("collateral_bonus_raw", liquidation(LiquidationTerms::bonusRaw));
    }

    private static void describeJit(RowShape<DetectionFact> columns) {
        columns.maybeHex("jit_pool", jit(JitTerms::pool))
                .maybeHex("jit_owner", jit(JitTerms::owner))
                .maybeInt32("jit_tick_lower", jit(JitTerms::tickLower))
                .maybeInt32("jit_tick_upper", jit(JitTerms::tickUpper))
                .maybeInt256("jit_liquidity", jit(JitTerms::liquidity))
                .texts("jit_fee_tokens", fact -> tokens(jitAmounts(fact, JitTerms::feesRaw)))
                .int256s("jit_fees_raw", fact -> amounts(jitAmounts(fact, JitTerms::feesRaw)))
                .texts("jit_added_tokens", fact -> tokens(jitAmounts(fact, JitTerms::addedRaw)))
                .int256s("jit_added_raw", fact -> amounts(jitAmounts(fact, JitTerms::addedRaw)))
                .texts("jit_removed_tokens", fact -> tokens(jitAmounts(fact, JitTerms::removedRaw)))
                .int256s("jit_removed_raw", fact -> amounts(jitAmounts(fact, JitTerms::removedRaw)));
    }

    private static Detection.Part first(DetectionFact fact) {
        return fact.detection().parts().get(0);
    }

    private static Profit profit(DetectionFact fact) {
        return fact.detection().profit();
    }

    private static @Nullable Int256 exactNet(DetectionFact fact) {
        return profit(fact).completeness() == Profit.Completeness.EXACT
                ? profit(fact).netUpperBoundWei()
                : null;
    }

    private static String attempted(Detection detection) {
        Detection.Kind attempted = detection.attempted();
        return attempted == null ? "" : RowShape.lower(attempted);
    }

    private static int lossesKnown(Detection detection) {
        return (int) detection.victims().stream()
                .filter(victim -> victim.lossRaw() != null)
                .count();
    }

    private static List<String> protocols(Detection detection) {
        TreeSet<String> protocols = new TreeSet<>();
        detection.legs().forEach(leg -> protocols.add(leg.protocol()));
        if (detection.liquidation() != null) {
            protocols.add(detection.liquidation().protocol());
        }
        return List.copyOf(protocols);
    }

    private static List<String> pools(Detection detection) {
        TreeSet<String> pools = new TreeSet<>();
        detection.legs().forEach(leg -> pools.add(leg.venue().toString()));
        if (detection.jit() != null) {
            pools.add(detection.jit().pool().toString());
        }
        return List.copyOf(pools);
    }

    private static List<String> evidence(Detection detection) {
        List<EvidenceRef> all = new ArrayList<>();
        detection.legs().forEach(leg -> all.add(leg.evidence()));
        all.addAll(detection.evidence());
        return all.stream().distinct().map(EvidenceRef::toString).toList();
    }

    private static List<Profit.TokenDelta> jitAmounts(
            DetectionFact fact, Function<JitTerms, @Nullable List<Profit.TokenDelta>> of) {
        JitTerms terms = fact.detection().jit();
        List<Profit.TokenDelta> amounts = terms == null ? null : of.apply(terms);
        return amounts == null ? List.of() : amounts;
    }

    private static List<String> tokens(List<Profit.TokenDelta> deltas) {
        return textsOf(deltas.stream().map(Profit.TokenDelta::token).toList());
    }

    private static List<Int256> amounts(List<Profit.TokenDelta> deltas) {
        return deltas.stream().map(Profit.TokenDelta::amountRaw).toList();
    }

    private static List<String> textsOf(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static <V> Function<DetectionFact, @Nullable V> liquidation(
            Function<LiquidationTerms, ? extends @Nullable V> value) {
        return fact -> {
            LiquidationTerms terms = fact.detection().liquidation();
            return terms == null ? null : value.apply(terms);
        };
    }

    private static <V> Function<DetectionFact, @Nullable V> jit(Function<JitTerms, ? extends @Nullable V> value) {
        return fact -> {
            JitTerms terms = fact.detection().jit();
            return terms == null ? null : value.apply(terms);
        };
    }
}
