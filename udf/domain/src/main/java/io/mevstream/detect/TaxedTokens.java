package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Action.Transferred.Means;
import io.mevstream.num.UInt256;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tokens of which a pool counted less than it was sent: they keep a part of every transfer. */
final class TaxedTokens {

    private static final UInt256 PARTS = UInt256.of(1_000);

    private TaxedTokens() {}

    /** Those that a transaction's actions show, by a thousandth and more; logs state what arrives, and so show none. */
    static SortedSet<Address> of(Iterable<Action> actions, Ether ether) {
        TreeSet<Address> taxed = new TreeSet<>();
        Map<Address, Map<Address, UInt256>> sent = new HashMap<>();
        for (Action action : actions) {
            if (!Reading.isKept(action)) {
                continue;
            }
            if (action instanceof Action.Transferred transfer
                    && transfer.means() == Means.TRANSFER
                    && transfer.amountRaw().bitLength() <= Flows.MAX_AMOUNT_BITS) {
                sent.computeIfAbsent(transfer.to(), to -> new HashMap<>())
                        .merge(ether.unified(transfer.token()), transfer.amountRaw(), UInt256::add);
            } else if (action instanceof Action.Swapped swap && swap.pool().isContract() && Trades.counts(swap)) {
                Address in = Trades.unified(swap.tokenIn(), ether);
                UInt256 arrived = swap.amountInRaw();
                UInt256 given = took(swap.pool(), sent).getOrDefault(in, UInt256.ZERO);
                if (in != null && given.compareTo(arrived.add(arrived.div(PARTS))) > 0) {
                    taxed.add(in);
                }
                sent.remove(swap.pool().manager());
            }
        }
        return taxed;
    }

    private static Map<Address, UInt256> took(PoolId pool, Map<Address, Map<Address, UInt256>> sent) {
        return sent.getOrDefault(pool.manager(), Map.of());
    }
}
