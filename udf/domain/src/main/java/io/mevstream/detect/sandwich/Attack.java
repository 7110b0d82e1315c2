package io.mevstream.detect.sandwich;

import io.mevstream.chain.Address;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sandwich as far as one pool shows it.
 *
 * @param fronts in order, at least one
 * @param victims in order, at least one
 * @param backs in order; empty for one of several pools of an attack whose backs stand with another
 * @param touches every swap of the pool from the first front to the last back, in order
 * @param holders who held what was bought in between
 * @param linkedByTokens whether front and back have nothing in common but the tokens that passed between them
 */
record Attack(
        List<Touch> fronts,
        List<Touch> victims,
        List<Touch> backs,
        List<Touch> touches,
        Set<Address> holders,
        boolean linkedByTokens) {

    TreeSet<Integer> ownTransactions() {
        TreeSet<Integer> own = new TreeSet<>();
        fronts.forEach(front -> own.add(front.transactionIndex()));
        backs.forEach(back -> own.add(back.transactionIndex()));
        return own;
    }

    /** Whether what was bought in a pool was sold in others. */
    boolean closesElsewhere() {
        return !backs.isEmpty()
                && backs.stream()
                        .noneMatch(back ->
                                back.swap().pool().equals(fronts.get(0).swap().pool()));
    }

    Attack withVictims(List<Touch> fewer) {
        return new Attack(fronts, fewer, backs, touches, holders, linkedByTokens);
    }
}
