package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The trades of transactions that count as evidence, and the graph of tokens they span. */
public final class Trades {

    private Trades() {}

    /**
     * The trades the predicate admits, in order; left out are spoofed swaps, absurd amounts, and the swaps by which a token's
     * own contract sells what it took as tax, which nobody in the transaction asked for.
     */
    public static List<Action.Trade> of(List<Action> actions, Predicate<Action> admits) {
        List<Action.Trade> trades = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof Action.Trade trade
                    && admits.test(trade)
                    && counts(trade)
                    && !isTaxSale(actions, i)) {
                trades.add(trade);
            }
        }
        return trades;
    }

    /** Whether the swap at a place among the actions was paid for by the contract of the very token it sells. */
    public static boolean isTaxSale(List<Action> actions, int at) {
        if (!(actions.get(at) instanceof Action.Swapped swap) || swap.tokenIn() == null) {
            return false;
        }
        for (int i = at - 1; i >= 0; i--) {
            if (actions.get(i) instanceof Action.Swapped before && before.pool().equals(swap.pool())) {
                return false;
            }
            if (actions.get(i) instanceof Action.Transferred paid
                    && paid.to().equals(swap.pool().manager())
                    && paid.token().equals(swap.tokenIn())) {
                return paid.from().equals(swap.tokenIn());
            }
        }
        return false;
    }

    /** Whether a trade counts as evidence at all. */
    public static boolean counts(Action.Trade trade) {
        boolean spoofed = trade instanceof Action.Swapped swap && swap.backing() == SwapEvidence.Status.SPOOFED;
        return !spoofed
                && !trade.amountInRaw().isZero()
                && !trade.amountOutRaw().isZero()
                && trade.amountInRaw().bitLength() <= Flows.MAX_AMOUNT_BITS
                && trade.amountOutRaw().bitLength() <= Flows.MAX_AMOUNT_BITS;
    }

    /** Those of the trades that lie on a cycle: from whose output a path of trades leads back to their input. */
    public static List<Action.Trade> cyclic(List<Action.Trade> trades, Ether ether) {
        Map<Address, Set<Address>> next = new HashMap<>();
        for (Action.Trade trade : trades) {
            Address in = unified(trade.tokenIn(), ether);
            Address out = unified(trade.tokenOut(), ether);
            if (in != null && out != null && !in.equals(out)) {
                next.computeIfAbsent(in, token -> new HashSet<>()).add(out);
            }
        }
        List<Action.Trade> cyclic = new ArrayList<>();
        for (Action.Trade trade : trades) {
            Address in = unified(trade.tokenIn(), ether);
            Address out = unified(trade.tokenOut(), ether);
            if (in != null && out != null && !in.equals(out) && leads(out, in, next)) {
                cyclic.add(trade);
            }
        }
        return cyclic;
    }

    private static boolean leads(Address from, Address to, Map<Address, Set<Address>> next) {
        Deque<Address> open = new ArrayDeque<>(List.of(from));
        Set<Address> seen = new HashSet<>(List.of(from));
        while (!open.isEmpty()) {
            Address at = open.pop();
            if (at.equals(to)) {
                return true;
            }
            for (Address token : next.getOrDefault(at, Set.of())) {
                if (seen.add(token)) {
                    open.push(token);
                }
            }
        }
        return false;
    }

    /** What traders together gained by token, as the trades themselves state it. */
    public static NavigableMap<Address, Int256> net(List<Action.Trade> trades, Ether ether) {
        NavigableMap<Address, Int256> net = new TreeMap<>();
        for (Action.Trade trade : trades) {
            Address in = unified(trade.tokenIn(), ether);
            Address out = unified(trade.tokenOut(), ether);
            if (in != null && out != null) {
                net.merge(in, Int256.ofExact(trade.amountInRaw()).negate(), Int256::add);
                net.merge(out, Int256.ofExact(trade.amountOutRaw()), Int256::add);
            }
        }
        return net;
    }

    /** What the trades took of the token altogether. */
    public static UInt256 volumeIn(List<Action.Trade> trades, Address token, Ether ether) {
        UInt256 sum = UInt256.ZERO;
        for (Action.Trade trade : trades) {
            if (token.equals(unified(trade.tokenIn(), ether))) {
                sum = sum.add(trade.amountInRaw());
            }
        }
        return sum;
    }

    public static @Nullable Address unified(@Nullable Address token, Ether ether) {
        return token == null ? null : ether.unified(token);
    }
}
