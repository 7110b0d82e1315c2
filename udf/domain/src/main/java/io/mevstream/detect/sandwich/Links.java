package io.mevstream.detect.sandwich;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.Flows;
import io.mevstream.detect.Insiders;
import io.mevstream.detect.Reading;
import io.mevstream.detect.TransactionActions;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether two transactions act for one will: one sender, one holder of what was bought in between, a hand-over of it, or
 * the very amount bought being sold.
 *
 * <p>A contract that both call says nothing, for a router is called by everyone; but what a router buys does not stay with
 * it. A contract that taxes a token holds a part of it and sells that later: only who holds half and more counts.
 */
final class Links {

    /** Amounts below 2^24 raw units are equal by chance too often. */
    private static final int TELLING_BITS = 24;

    private final Reading reading;
    private final Map<Integer, Flows> flows = new HashMap<>();

    Links(Reading reading) {
        this.reading = reading;
    }

    /** What holds a front and a back together. */
    record Link(boolean exists, boolean byTokensOnly, Set<Address> holders) {
        static final Link NONE = new Link(false, false, Set.of());
    }

    /** Whether a swap the other way sells for the buyer of the front. */
    Link ofBack(Touch front, Touch back) {
        boolean oneSender = isOneSender(front, back);
        Set<Address> actors = actors(front, -1);
        actors.retainAll(actors(back, 1));
        boolean opensAndCloses =
                oneSender && !actors(front, -1).isEmpty() && !actors(back, 1).isEmpty();
        Set<Address> buyers = holders(front, front.out(), front.swap().amountOutRaw(), 1);
        Set<Address> sellers = holders(back, front.out(), back.swap().amountInRaw(), -1);
        if (buyers.isEmpty() != sellers.isEmpty() && showsHoldersOf(front.out())) {
            // The one kept what it had bought, or the other sold what it had: not the same goods.
            return Link.NONE;
        }
        if (buyers.isEmpty() || sellers.isEmpty()) {
            // What was bought was sold on at once: two trades, unless the one cost something that the other brought
            // back.
            return opensAndCloses || !actors.isEmpty() ? new Link(true, !oneSender, actors) : Link.NONE;
        }
        Set<Address> keepers = new TreeSet<>(buyers);
        keepers.retainAll(sellers);
        if (oneSender || !keepers.isEmpty()) {
            return new Link(true, !oneSender, keepers);
        }
        Set<Address> handed = handed(front, back, buyers, sellers);
        if (!handed.isEmpty()) {
            return new Link(true, true, handed);
        }
        UInt256 bought = front.swap().amountOutRaw();
        boolean telling =
                bought.bitLength() >= TELLING_BITS && bought.equals(back.swap().amountInRaw());
        return telling ? new Link(true, true, Set.of()) : Link.NONE;
    }

    /** Where ether inside of calls is not seen, who wraps it for another hides who holds it. */
    private boolean showsHoldersOf(Address token) {
        return reading.block().sight().showsEther() || !reading.ether().is(token);
    }

    /** Whether a later swap the same way buys for the same will. */
    boolean isSameBuyer(Touch front, Touch later) {
        if (front.transactionIndex() == later.transactionIndex() || isOneSender(front, later)) {
            return true;
        }
        Set<Address> buyers = holders(front, front.out(), front.swap().amountOutRaw(), 1);
        buyers.retainAll(holders(later, front.out(), later.swap().amountOutRaw(), 1));
        return !buyers.isEmpty();
    }

    private static boolean isOneSender(Touch a, Touch b) {
        Address from = a.transaction().from();
        return from != null && from.equals(b.transaction().from());
    }

    private Set<Address> handed(Touch front, Touch back, Set<Address> givers, Set<Address> sellers) {
        Set<Address> handed = new TreeSet<>();
        for (TransactionActions between : reading.block().transactions()) {
            if (between.index() <= front.transactionIndex() || between.index() > back.transactionIndex()) {
                continue;
            }
            for (Action action : between.actions()) {
                if (action instanceof Action.Transferred transfer
                        && Reading.isKept(action)
                        && givers.contains(transfer.from())
                        && sellers.contains(transfer.to())
                        && reading.ether().unified(transfer.token()).equals(front.out())) {
                    handed.add(transfer.from());
                    handed.add(transfer.to());
                }
            }
        }
        return handed;
    }

    /**
     * Who came out of the transaction with more (sign 1) or less (sign -1) of a token than a remainder, pools apart. Whoever
     * turned ether into wrapped ether or back may have done it for another: where ether inside of calls is not seen, they
     * do not count.
     */
    private Set<Address> actors(Touch touch, int sign) {
        Flows moved = flows(touch);
        Set<Address> others = Insiders.otherSide(List.of(touch.transaction()));
        if (!reading.block().sight().showsEther()) {
            for (Action action : touch.transaction().actions()) {
                if (action instanceof Action.Transferred transfer
                        && transfer.means() != Action.Transferred.Means.TRANSFER) {
                    others.add(transfer.from());
                    others.add(transfer.to());
                }
            }
        }
        Set<Address> actors = new TreeSet<>();
        for (Address token : List.of(touch.in(), touch.out())) {
            for (Address holder : moved.holders(token)) {
                Int256 change = moved.of(holder).getOrDefault(token, Int256.ZERO);
                if (change.signum() == sign
                        && !moved.isRemainder(token, change)
                        && !holder.isZero()
                        && !holder.equals(touch.in())
                        && !holder.equals(touch.out())
                        && !others.contains(holder)) {
                    actors.add(holder);
                }
            }
        }
        return actors;
    }

    private Flows flows(Touch touch) {
        return flows.computeIfAbsent(
                touch.transactionIndex(),
                index -> Flows.of(List.of(touch.transaction().actions()), Reading::isKept, reading.ether()));
    }

    /** Who gained (sign 1) or lost (sign -1) half and more of the amount in the transaction, pools apart. */
    private Set<Address> holders(Touch touch, Address token, UInt256 amountRaw, int sign) {
        Flows moved = flows(touch);
        Set<Address> others = Insiders.otherSide(List.of(touch.transaction()));
        Set<Address> holders = new TreeSet<>();
        for (Address holder : moved.holders(token)) {
            Int256 change = moved.of(holder).getOrDefault(token, Int256.ZERO);
            boolean half = change.abs().shiftLeft(1).compareTo(amountRaw) >= 0;
            if (change.signum() == sign
                    && half
                    && !holder.isZero()
                    && !holder.equals(token)
                    && !others.contains(holder)) {
                holders.add(holder);
            }
        }
        return holders;
    }
}
