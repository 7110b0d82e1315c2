package io.mevstream.detect.sandwich;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.TransactionActions;

/**
 * One swap of a pool, in the block's order.
 *
 * @param in what the trader gave, ether in all forms as one
 * @param out what the trader got
 * @param taxSale whether a token's contract sold its tax: part of the pool's course, and nobody's trade
 */
record Touch(TransactionActions transaction, Action.Swapped swap, Address in, Address out, boolean taxSale) {

    int transactionIndex() {
        return transaction.index();
    }

    boolean isOfSameWay(Touch other) {
        return in.equals(other.in) && out.equals(other.out);
    }

    boolean isOfOtherWay(Touch other) {
        return in.equals(other.out) && out.equals(other.in);
    }
}
