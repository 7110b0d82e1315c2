package io.mevstream.devchain.state;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.balancer.BalancerPool;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What contracts say of their pools, figure by figure, beside what a pool that was followed by events says. */
final class ContractState {

    private static final int WORD = 32;

    private final CallBatch batch;

    ContractState(CallBatch batch) {
        this.batch = batch;
    }

    /**
     * One figure.
     *
     * @param view what the contract is asked
     * @param word which word of its answer
     * @param ours what that must be
     */
    record Figure(String name, View view, int word, UInt256 ours) {}

    /** The figures that differ, in words. */
    List<String> differences(List<Figure> figures) {
        List<Answer> answers = batch.ask(figures.stream().map(Figure::view).toList());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            byte[] data = answers.get(i).data().array();
            boolean told = answers.get(i).ok() && data.length >= WORD * (figure.word() + 1);
            UInt256 contracts = told ? UInt256.fromBytes(data, WORD * figure.word()) : null;
            if (!figure.ours().equals(contracts)) {
                differences.add(figure.name() + ": the contract says " + (told ? contracts : "nothing")
                        + ", events say " + figure.ours());
            }
        }
        return differences;
    }

    /**
     * What is to be asked of a pool; nothing where it is not known.
     *
     * @param positions whether every tick, and every word of the bitmap, is asked for
     */
    static List<Figure> figures(Deployment.Pool pool, @Nullable QuotablePool ours, boolean positions) {
        Hash id = pool.id();
        if (ours instanceof PairPool pair) {
            View reserves = View.of(pool.address(), "getReserves()");
            return List.of(
                    new Figure("reserve0", reserves, 0, pair.reserve0()),
                    new Figure("reserve1", reserves, 1, pair.reserve1()));
        }
        if (ours instanceof ConcentratedPool tiered) {
            return new TickFigures.OfPool(pool.address()).all(tiered, positions);
        }
        if (ours instanceof ManagedPool managed && id != null) {
            return new TickFigures.OfManager(pool.address(), id).all(managed, positions);
        }
        return ours instanceof BalancerPool held && id != null ? held(pool, id, held) : List.of();
    }

    /** The vault's answer is two arrays and a number: the balances follow the tokens. */
    private static List<Figure> held(Deployment.Pool pool, Hash id, BalancerPool held) {
        Address shares = Address.fromBytes(id.toBytes(), 0);
        View view = View.of(pool.address(), "getPoolTokens(bytes32)", id);
        int count = pool.tokens().size();
        List<Figure> figures = new ArrayList<>();
        int traded = 0;
        for (int i = 0; i < count; i++) {
            if (!pool.tokens().get(i).equals(shares)) {
                figures.add(new Figure(
                        "balance of token " + i,
                        view,
                        3 + 1 + count + 1 + i,
                        held.balances().get(traded++)));
            }
        }
        return figures;
    }
}
