package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action.Fate;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pairs' reserves are known to be, from what they answered and what they did. Where a transaction may be missing
 * between two that are there, nothing is carried from one to the other.
 */
final class PairReserves {

    /** The two reserves of a pair. */
    record Reserves(UInt256 reserve0, UInt256 reserve1) {}

    /**
     * A pair's look at its balances, or its answer to a question about them.
     *
     * @param frame the call in which it happened
     * @param movements how much had been moved in the transaction before; -1 for an answer
     * @param reserves null where it has other reserves now and does not show which
     */
    private record Stock(int frame, int movements, @Nullable Reserves reserves) {}

    private static final int ANSWER = -1;

    private final Map<Address, Reserves> before = new HashMap<>();
    private final Map<Address, List<Stock>> within = new HashMap<>();
    private @Nullable TransactionTrace trace;

    void beginTransaction(TransactionTrace next, boolean followsTheLast) {
        TransactionTrace last = trace;
        if (!followsTheLast || last == null) {
            before.clear();
        } else {
            within.forEach((pair, stocks) -> keep(last, pair, stocks));
        }
        within.clear();
        trace = next;
    }

    private void keep(TransactionTrace last, Address pair, List<Stock> stocks) {
        for (Stock stock : stocks) {
            if (last.fate(stock.frame()) != Fate.KEPT) {
                continue;
            }
            if (stock.reserves() == null) {
                before.remove(pair);
            } else {
                before.put(pair, stock.reserves());
            }
        }
    }

    /** The pair took its balances for its reserves, when the call ended. */
    void takeStock(Call call, @Nullable Reserves reserves) {
        add(call, new Stock(call.at(), call.trace().movements().size(), reserves));
    }

    /** The pair said what its reserves are. */
    void answered(Call call, Reserves reserves) {
        add(call, new Stock(call.at(), ANSWER, reserves));
    }

    private void add(Call call, Stock stock) {
        within.computeIfAbsent(call.contract(), pair -> new ArrayList<>()).add(stock);
    }

    /** The reserves of the pair that is called; null where not known. */
    @Nullable
    Reserves of(Call call) {
        List<Stock> stocks = within.getOrDefault(call.contract(), List.of());
        for (int i = stocks.size() - 1; i >= 0; i--) {
            if (call.trace().isVisible(stocks.get(i).frame(), call.at())) {
                return stocks.get(i).reserves();
            }
        }
        return before.get(call.contract());
    }

    /** The place of the first movement since the called pair last took stock in this transaction. */
    int since(Call call) {
        List<Stock> stocks = within.getOrDefault(call.contract(), List.of());
        for (int i = stocks.size() - 1; i >= 0; i--) {
            Stock stock = stocks.get(i);
            if (stock.movements() != ANSWER && call.trace().isVisible(stock.frame(), call.at())) {
                return stock.movements();
            }
        }
        return 0;
    }
}
