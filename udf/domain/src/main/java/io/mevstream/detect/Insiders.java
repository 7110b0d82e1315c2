package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that act for one will in a set of transactions: the senders, the contracts they called, and those that
 * called the pools or were paid by them and lost nothing in it.
 *
 * <p>Pools, makers of orders and lenders are the other side, also where a transaction calls them directly. An address that
 * gave one token and got another took part in a trade that is not in sight, and is the other side too.
 */
public final class Insiders {

    private Insiders() {}

    /** The insiders of the transactions, sorted. */
    public static SortedSet<Address> of(List<TransactionActions> transactions, Predicate<Action> admits, Flows flows) {
        Set<Address> others = otherSide(transactions);
        TreeSet<Address> insiders = new TreeSet<>();
        Set<Address> candidates = new TreeSet<>();
        for (TransactionActions transaction : transactions) {
            add(transaction.from(), others, insiders);
            add(transaction.to(), others, insiders);
            for (Action.Trade trade : Trades.of(transaction.actions(), admits)) {
                add(trade.sender(), others, candidates);
                add(trade.recipient(), others, candidates);
            }
        }
        for (Address candidate : candidates) {
            if (flows.losesNothing(flows.of(candidate))) {
                insiders.add(candidate);
            }
        }
        return insiders;
    }

    private static void add(@Nullable Address address, Set<Address> others, Set<Address> to) {
        if (address != null && !address.isZero() && !others.contains(address)) {
            to.add(address);
        }
    }

    /** Of insiders those that a finding names, sorted: the senders, the called, and whose holdings changed. */
    public static List<Address> named(
            Collection<Address> insiders, List<TransactionActions> transactions, Flows flows) {
        TreeSet<Address> named = new TreeSet<>(insiders);
        named.removeIf(insider -> flows.of(insider).isEmpty()
                && transactions.stream().noneMatch(each -> insider.equals(each.from()) || insider.equals(each.to())));
        return List.copyOf(named);
    }

    /** Pools, lenders, makers and whoever else a trader deals with. */
    public static Set<Address> otherSide(List<TransactionActions> transactions) {
        Set<Address> others = new HashSet<>();
        for (TransactionActions transaction : transactions) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Swapped swap) {
                    others.add(swap.pool().manager());
                } else if (action instanceof Action.OrderFilled order) {
                    others.add(order.contract());
                    others.add(order.maker());
                } else if (action instanceof Action.FlashLoaned loan) {
                    others.add(loan.lender());
                } else if (action instanceof Action.LiquidityMoved moved) {
                    others.add(moved.pool().manager());
                } else if (action instanceof Action.Liquidated liquidated) {
                    others.add(liquidated.market());
                }
            }
        }
        return others;
    }

    /**
     * Accounts the insiders paid in the token that themselves gave nothing, pools and lenders apart: where profit goes.
     *
     * @return sorted
     */
    public static SortedSet<Address> payees(
            List<TransactionActions> transactions,
            Predicate<Action> admits,
            Collection<Address> insiders,
            Address token,
            Flows flows,
            Ether ether) {
        Set<Address> others = otherSide(transactions);
        TreeSet<Address> payees = new TreeSet<>();
        for (TransactionActions transaction : transactions) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Transferred transfer
                        && admits.test(action)
                        && insiders.contains(transfer.from())
                        && ether.unified(transfer.token()).equals(token)
                        && isPayee(transfer.to(), insiders, others, flows, ether)) {
                    payees.add(transfer.to());
                }
            }
        }
        return payees;
    }

    private static boolean isPayee(
            Address to, Collection<Address> insiders, Set<Address> others, Flows flows, Ether ether) {
        NavigableMap<Address, Int256> gained = flows.of(to);
        return !to.isZero()
                && !ether.is(to)
                && !insiders.contains(to)
                && !others.contains(to)
                && !flows.gave(to)
                && !gained.isEmpty();
    }
}
