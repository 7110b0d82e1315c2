package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.Action.Transferred.Means;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps a block's decoded logs, in order, to actions by transaction. */
final class LogActionMapper {

    private final Map<Integer, SwapFact> swaps;
    private final PoolTrail trail;
    private final Map<PoolId, PoolKnowledge> pools = new HashMap<>();

    LogActionMapper(Map<Integer, SwapFact> swaps, Function<PoolId, @Nullable PoolState> before) {
        this.swaps = swaps;
        this.trail = new PoolTrail(before);
        swaps.values().forEach(swap -> pools.put(swap.swap().pool(), swap.pool()));
    }

    Map<Integer, List<Action>> map(List<EventFact> events) {
        Map<Integer, List<Action>> actions = new TreeMap<>();
        for (EventFact event : events) {
            int transaction = event.log().transactionIndex();
            add(event, actions.computeIfAbsent(transaction, index -> new ArrayList<>()));
        }
        // An order's event is believed only beside the maker's transfer, which may come before or after it.
        actions.values()
                .forEach(of -> of.removeIf(each -> each instanceof Action.OrderFilled order && !isPaid(order, of)));
        return actions;
    }

    private void add(EventFact event, List<Action> to) {
        EvidenceRef at =
                EvidenceRef.ofLog(event.log().transactionIndex(), event.log().logIndex());
        if (event.event() instanceof TokenTransfer transfer) {
            to.add(transferred(at, transfer));
        } else if (event.event() instanceof Swap swap) {
            SwapFact fact = swaps.get(event.log().logIndex());
            if (fact != null) {
                addSwap(at, swap, fact, to);
            }
        } else if (event.event() instanceof LiquidityChange change) {
            trail.take(change);
            to.add(moved(at, event.protocol(), change));
        } else if (event.event() instanceof Liquidation liquidation) {
            to.add(liquidated(at, liquidation));
        } else if (event.event() instanceof FlashLoan loan) {
            to.add(new Action.FlashLoaned(
                    at,
                    Fate.KEPT,
                    loan.protocol(),
                    loan.lender(),
                    loan.receiver(),
                    loan.token(),
                    loan.amountRaw(),
                    loan.feeRaw()));
        } else if (event.event() instanceof PoolEvent other) {
            trail.take(other);
        } else {
            Action.OrderFilled order = OrderFills.read(at, event);
            if (order != null) {
                to.add(order);
            }
        }
    }

    private static Action.Transferred transferred(EvidenceRef at, TokenTransfer transfer) {
        Means means =
                switch (transfer.kind()) {
                    case TRANSFER -> Means.TRANSFER;
                    case WRAP -> Means.WRAP;
                    case UNWRAP -> Means.UNWRAP;
                };
        return new Action.Transferred(
                at, Fate.KEPT, transfer.token(), transfer.from(), transfer.to(), transfer.amountRaw(), means);
    }

    private void addSwap(EvidenceRef at, Swap swap, SwapFact fact, List<Action> to) {
        SwapEvidence evidence = fact.evidence();
        boolean counts = evidence.status() != SwapEvidence.Status.SPOOFED;
        SwapContext context = counts ? trail.take(swap, fact.pool()) : SwapContext.UNKNOWN;
        Address tokenIn = token(swap.in(), evidence.tokenIn(), swap, fact.pool());
        Address tokenOut = token(swap.out(), evidence.tokenOut(), swap, fact.pool());
        boolean paysSilently = evidence.status() == SwapEvidence.Status.PARTLY_PROVEN && isCurve(swap.family());
        if (paysSilently && (tokenIn == null) != (tokenOut == null)) {
            // The one coin that Curve moves without a transfer is native ether.
            tokenIn = tokenIn == null ? Ether.NATIVE : tokenIn;
            tokenOut = tokenOut == null ? Ether.NATIVE : tokenOut;
        }
        Action.Swapped swapped = new Action.Swapped(
                at,
                Fate.KEPT,
                swap.pool(),
                fact.protocol(),
                tokenIn,
                swap.in().amountRaw(),
                tokenOut,
                swap.out().amountRaw(),
                swap.sender(),
                swap.recipient(),
                evidence.status(),
                context);
        to.add(swapped);
        if (counts) {
            addImpliedEther(swapped, to);
        }
    }

    /** Native ether of a pool's swap moves without a log; between the pool and who called it. */
    private static void addImpliedEther(Action.Swapped swap, List<Action> to) {
        Address trader = swap.sender();
        if (trader == null) {
            return;
        }
        Address pool = swap.pool().manager();
        if (Ether.NATIVE.equals(swap.tokenIn())) {
            to.add(implied(swap, trader, pool, swap.amountInRaw()));
        }
        if (Ether.NATIVE.equals(swap.tokenOut())) {
            to.add(implied(swap, pool, trader, swap.amountOutRaw()));
        }
    }

    private static Action implied(Action.Swapped swap, Address from, Address to, UInt256 amountRaw) {
        return new Action.Transferred(swap.evidence(), Fate.KEPT, Ether.NATIVE, from, to, amountRaw, Means.IMPLIED);
    }

    private static boolean isCurve(PoolFamily family) {
        return family == PoolFamily.CURVE_STABLE || family == PoolFamily.CURVE_CRYPTO;
    }

    private static @Nullable Address token(
            TokenAmount amount, @Nullable Address seen, Swap swap, PoolKnowledge knowledge) {
        if (amount.token() != null) {
            return amount.token();
        }
        Integer index = amount.index();
        if (seen != null || index == null || swap.detail() instanceof Swap.Underlying) {
            return seen;
        }
        return index < knowledge.tokens().size() ? knowledge.tokens().get(index) : null;
    }

    private Action moved(EvidenceRef at, String protocol, LiquidityChange change) {
        PoolKnowledge knowledge = pools.get(change.pool());
        List<@Nullable Address> tokens =
                !change.tokens().isEmpty() || knowledge == null ? new ArrayList<>(change.tokens()) : knowledge.tokens();
        return new Action.LiquidityMoved(
                at,
                Fate.KEPT,
                change.pool(),
                protocol,
                change.kind(),
                change.owner(),
                change.tickLower(),
                change.tickUpper(),
                change.liquidityDelta(),
                tokens,
                change.amountsRaw());
    }

    private static Action liquidated(EvidenceRef at, Liquidation liquidation) {
        return new Action.Liquidated(
                at,
                Fate.KEPT,
                liquidation.protocol(),
                liquidation.market(),
                liquidation.marketId(),
                liquidation.liquidator(),
                liquidation.borrower(),
                liquidation.debtAsset(),
                liquidation.debtRepaidRaw(),
                liquidation.collateralAsset(),
                liquidation.collateralSeizedRaw());
    }

    private static boolean isPaid(Action.OrderFilled order, List<Action> transaction) {
        return transaction.stream()
                .anyMatch(each -> each instanceof Action.Transferred transfer
                        && transfer.token().equals(order.makerToken())
                        && transfer.from().equals(order.maker())
                        && transfer.amountRaw().equals(order.makerAmountRaw()));
    }
}
