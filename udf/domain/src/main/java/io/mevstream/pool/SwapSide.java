package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.UInt256;
import io.mevstream.pool.TransferLedger.Flow;
import io.mevstream.pool.TransferLedger.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One amount that a swap event states, and what was found to stand behind it. */
final class SwapSide {

    /** What the transfers say of the amount. */
    enum Match {
        /** The stated amount moved. */
        EXACT,
        /** Another amount of one token moved. */
        LOOSE,
        NONE
    }

    final Way way;
    final @Nullable Integer index;
    final UInt256 amountRaw;
    /** The token the event names, or the one seen to move. */
    @Nullable
    Address token;

    Match match = Match.NONE;

    private final boolean named;
    private Map<Address, List<Flow>> candidates = Map.of();

    private SwapSide(Way way, TokenAmount amount) {
        this.way = way;
        this.index = amount.index();
        this.amountRaw = amount.amountRaw();
        this.token = amount.token();
        this.named = amount.token() != null;
    }

    /** Every amount above zero that the event states, gross where it states gross amounts; outputs first. */
    static List<SwapSide> of(Swap swap) {
        List<SwapSide> sides = new ArrayList<>(4);
        if (swap.detail() instanceof Swap.PairAmounts pair) {
            sides.add(new SwapSide(Way.OUT, TokenAmount.ofIndex(0, pair.amount0Out())));
            sides.add(new SwapSide(Way.OUT, TokenAmount.ofIndex(1, pair.amount1Out())));
            sides.add(new SwapSide(Way.IN, TokenAmount.ofIndex(0, pair.amount0In())));
            sides.add(new SwapSide(Way.IN, TokenAmount.ofIndex(1, pair.amount1In())));
        } else {
            sides.add(new SwapSide(Way.OUT, swap.out()));
            sides.add(new SwapSide(Way.IN, swap.in()));
        }
        sides.removeIf(side -> side.amountRaw.isZero());
        return sides;
    }

    boolean isNamed() {
        return named;
    }

    /**
     * Finds the transfers that make up exactly the stated amount: one transfer, or all of a token's since the pool's last
     * swap, or all of a token's so far (a token that pays its tax out of the transfer makes two of one).
     */
    void findExact(List<Flow> sinceLastSwap, List<Flow> all) {
        TreeMap<Address, List<Flow>> found = new TreeMap<>();
        for (Flow flow : all) {
            if (flow.amountRaw.equals(amountRaw) && admits(flow)) {
                found.putIfAbsent(flow.token, List.of(flow));
            }
        }
        if (found.isEmpty()) {
            addSums(sinceLastSwap, found);
        }
        if (found.isEmpty()) {
            addSums(all, found);
        }
        candidates = found;
        match = found.isEmpty() ? Match.NONE : Match.EXACT;
    }

    private void addSums(List<Flow> flows, Map<Address, List<Flow>> found) {
        TransferLedger.byToken(flows).forEach((each, ofToken) -> {
            if (amountRaw.equals(TransferLedger.sum(ofToken)) && admits(ofToken.get(0))) {
                found.put(each, ofToken);
            }
        });
    }

    private boolean admits(Flow flow) {
        return !named || flow.token.equals(token);
    }

    /** Rules out tokens that stand behind another of the pool's indexes, and settles on the one left. */
    boolean settle(Map<Integer, Address> byIndex) {
        if (match != Match.EXACT || (candidates.size() < 2 && token != null)) {
            return false;
        }
        int before = candidates.size();
        if (index != null) {
            Address own = byIndex.get(index);
            candidates.keySet().removeIf(each -> own != null ? !each.equals(own) : byIndex.containsValue(each));
        }
        if (candidates.size() == 1) {
            Address only = candidates.keySet().iterator().next();
            token = only;
            if (index != null) {
                byIndex.putIfAbsent(index, only);
            }
            return true;
        }
        if (candidates.isEmpty()) {
            match = Match.NONE;
        }
        return candidates.size() != before;
    }

    /** Marks the transfers as used; where it is not known which they are, none. */
    void spend() {
        List<Flow> flows = token == null ? null : candidates.get(token);
        if (match == Match.EXACT && flows != null) {
            TransferLedger.spend(flows);
        }
    }

    /** Takes the one token that moved at all since the pool's last swap and is not behind another index. */
    void findLoose(List<Flow> sinceLastSwap, Map<Integer, Address> byIndex) {
        NavigableMap<Address, List<Flow>> tokens = TransferLedger.byToken(sinceLastSwap);
        Address own = index == null ? null : byIndex.get(index);
        tokens.keySet()
                .removeIf(each ->
                        named ? !each.equals(token) : own != null ? !each.equals(own) : byIndex.containsValue(each));
        tokens.values().removeIf(flows -> UInt256.ZERO.equals(TransferLedger.sum(flows)));
        if (tokens.size() == 1) {
            match = Match.LOOSE;
            token = tokens.firstKey();
            candidates = tokens;
            if (index != null) {
                byIndex.putIfAbsent(index, tokens.firstKey());
            }
        }
    }

    /** Whether what moved is no more than what the event states; meant for a loose match. */
    boolean movedAtMostStated() {
        UInt256 moved = token == null ? null : TransferLedger.sum(candidates.getOrDefault(token, List.of()));
        return moved != null && moved.compareTo(amountRaw) <= 0;
    }
}
