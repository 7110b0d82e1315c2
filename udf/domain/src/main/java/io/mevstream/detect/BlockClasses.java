package io.mevstream.detect;

import io.mevstream.chain.PoolId;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.TransactionClass.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of every transaction of a block what it was, from the block's actions and what was found in them. */
public final class BlockClasses {

    /** Who asks one pool may be a user of a router that then failed. */
    private static final int POOLS_OF_A_CHECK = 2;

    private BlockClasses() {}

    /**
     * One class a transaction, by transaction index.
     *
     * @param detections the findings in exactly this block
     */
    public static List<TransactionClass> of(BlockActions block, List<Detection> detections) {
        Map<Integer, Set<Kind>> kinds = new HashMap<>();
        Map<Integer, List<String>> keys = new HashMap<>();
        for (Detection detection : detections) {
            for (Part part : detection.parts()) {
                int index = part.transactionIndex();
                kinds.computeIfAbsent(index, each -> EnumSet.noneOf(Kind.class)).add(kind(detection, part));
                List<String> of = keys.computeIfAbsent(index, each -> new ArrayList<>());
                if (!of.contains(detection.key())) {
                    of.add(detection.key());
                }
            }
        }
        List<TransactionClass> classes = new ArrayList<>(block.transactions().size());
        for (TransactionActions transaction : block.transactions()) {
            Set<Kind> all = kinds.computeIfAbsent(transaction.index(), each -> EnumSet.noneOf(Kind.class));
            all.add(plain(transaction));
            List<Kind> ordered = List.copyOf(all);
            classes.add(new TransactionClass(
                    transaction.index(),
                    transaction.hash(),
                    ordered.get(0),
                    ordered,
                    List.copyOf(keys.getOrDefault(transaction.index(), List.of()))));
        }
        return List.copyOf(classes);
    }

    private static Kind kind(Detection detection, Part part) {
        boolean sandwich = detection.kind() == Detection.Kind.SANDWICH;
        return switch (part.role()) {
            case FRONT -> sandwich ? Kind.SANDWICH_FRONT : Kind.JIT_ADD;
            case BACK -> sandwich ? Kind.SANDWICH_BACK : Kind.JIT_REMOVE;
            case VICTIM -> sandwich ? Kind.SANDWICH_VICTIM : Kind.JIT_VICTIM;
            case ATTACK -> {
                if (detection.kind() == Detection.Kind.REVERTED_ATTEMPT) {
                    yield detection.attempted() == Detection.Kind.LIQUIDATION
                            ? Kind.ATTEMPTED_LIQUIDATION
                            : Kind.ATTEMPTED_ARBITRAGE;
                }
                yield detection.kind() == Detection.Kind.LIQUIDATION ? Kind.LIQUIDATION : Kind.ARBITRAGE;
            }
        };
    }

    /** What it did, whoever gained by it. */
    private static Kind plain(TransactionActions transaction) {
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        Set<PoolId> asked = new HashSet<>();
        for (Action action : transaction.actions()) {
            boolean kept = Reading.isKept(action) && transaction.status() != TransactionActions.Status.REVERTED;
            if (action instanceof Action.Trade trade && Trades.counts(trade)) {
                seen.add(kept ? Kind.TRADE : Kind.REVERTED_TRADE);
            } else if (action instanceof Action.LiquidityMoved && kept) {
                seen.add(Kind.LIQUIDITY);
            } else if (action instanceof Action.Asked pool) {
                asked.add(pool.pool());
            } else if (kept && !(action instanceof Action.Trade)) {
                seen.add(Kind.TRANSFER);
            }
        }
        if (asked.size() >= POOLS_OF_A_CHECK) {
            seen.add(Kind.CHECKED);
        }
        seen.add(transaction.status() == TransactionActions.Status.REVERTED ? Kind.FAILED : Kind.OTHER);
        return seen.iterator().next();
    }
}
