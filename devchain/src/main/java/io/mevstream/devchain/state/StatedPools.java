package io.mevstream.devchain.state;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.balancer.Powers;
import io.mevstream.amm.balancer.StablePool;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolBook;
import io.mevstream.pool.PoolKnowledge;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Snapshots of the pools whose events do not say all of them: those of Balancer's vault. */
final class StatedPools {

    private final CallBatch batch;

    StatedPools(CallBatch batch) {
        this.batch = batch;
    }

    /** Reads every such pool at the newest block, and states it to the book. */
    void state(Deployment deployment, PoolBook book) {
        for (Deployment.Pool pool : deployment.pools(PoolFamily.BALANCER_V2)) {
            Hash id = Objects.requireNonNull(pool.id());
            PoolKnowledge known = new PoolKnowledge(
                    new PoolId(pool.address(), id),
                    pool.family(),
                    List.copyOf(pool.tokens()),
                    null,
                    null,
                    pool.address(),
                    pool.fork(),
                    PoolKnowledge.Proof.FACTORY);
            book.state(0, known, read(pool, id));
        }
    }

    private QuotablePool read(Deployment.Pool pool, Hash id) {
        Address contract = Address.fromBytes(id.toBytes(), 0);
        boolean stable = pool.tokens().contains(contract);
        List<UInt256> balances =
                numbers(ask(pool.address(), "getPoolTokens(bytes32)", "(address[],uint256[],uint256)", id), 1);
        List<UInt256> factors = numbers(ask(contract, "getScalingFactors()", "(uint256[])"), 0);
        UInt256 fee = number(ask(contract, "getSwapFeePercentage()", "(uint256)"));
        if (!stable) {
            List<UInt256> weights = numbers(ask(contract, "getNormalizedWeights()", "(uint256[])"), 0);
            return new WeightedPool(balances, factors, weights, fee, Powers.MULTIPLIED_OUT);
        }
        int shares = pool.tokens().indexOf(contract);
        UInt256 amplification = number(ask(contract, "getAmplificationParameter()", "(uint256,bool,uint256)"));
        return new StablePool(without(balances, shares), without(factors, shares), amplification, fee);
    }

    private List<Object> ask(Address contract, String signature, String types, Object... arguments) {
        CallBatch.Answer answer =
                batch.ask(List.of(View.of(contract, signature, arguments))).get(0);
        if (!answer.ok()) {
            throw new IllegalStateException("expected " + contract + " to answer " + signature + ", found a revert");
        }
        return Abi.decode(types, answer.data().array());
    }

    private static UInt256 number(List<Object> answer) {
        return UInt256.of((BigInteger) answer.get(0));
    }

    private static List<UInt256> numbers(List<Object> answer, int place) {
        List<UInt256> numbers = new ArrayList<>();
        for (Object number : (List<?>) answer.get(place)) {
            numbers.add(UInt256.of((BigInteger) number));
        }
        return numbers;
    }

    private static List<UInt256> without(List<UInt256> all, int place) {
        List<UInt256> left = new ArrayList<>(all);
        left.remove(place);
        return left;
    }
}
