package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.BlockBuilder.Top;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hands a block's transactions to the node in their order, mines it once, and looks whether it is what was built. */
final class Sealing {

    /** As {@link Chain#send}: anvil keeps the order of a batch up to some 128 requests. */
    private static final int SENT_AT_ONCE = 32;
    /** For how many blocks public transactions are kept, to come back after a rollback. */
    private static final int KEPT = 1024;

    private final Chain chain;
    private final TreeMap<Long, List<PooledTransaction>> publicByBlock = new TreeMap<>();

    Sealing(Chain chain) {
        this.chain = chain;
    }

    /**
     * A block that is on the chain.
     *
     * @param refused public transactions that the node did not take
     * @param tail public transactions that it took, in the block or not
     */
    record Sealed(Chain.Mined mined, TreeSet<Hash> refused, List<PooledTransaction> tail) {}

    /** The base fee that the node will give the next block. */
    BigInteger nextBaseFee(ChainState state) {
        JsonNode pending = chain.rpc().call("eth_getBlockByNumber", "pending", false);
        boolean isNext = Slot.quantity(pending.get("number")) == state.number() + 1;
        return isNext
                ? new BigInteger(pending.get("baseFeePerGas").asText().substring(2), 16)
                : Slot.nextBaseFee(state.block());
    }

    Sealed seal(ChainState state, Top top, Mempool mempool, boolean setBaseFee) {
        Slot slot = top.slot();
        List<PooledTransaction> bundled = top.transactions();
        List<PooledTransaction> tail = mempool.tail(state, slot, bundled, slot.gasLimit() - top.gasUsed());
        chain.rpc().call("anvil_setCoinbase", slot.coinbase().toString());
        if (setBaseFee) {
            chain.rpc().call("anvil_setNextBlockBaseFeePerGas", PooledTransaction.hex(slot.baseFeeWei()));
        }
        TreeSet<Hash> refused = send(bundled);
        if (!refused.isEmpty()) {
            chain.rpc().call("anvil_dropAllTransactions");
            throw new IllegalStateException(
                    "expected the node to take the bundles' transactions, found it refuse " + refused);
        }
        refused = send(tail);
        Chain.Mined mined = chain.mine(slot.timestamp());
        chain.rpc().call("anvil_dropAllTransactions");
        verify(top, mined);
        keepPublic(mined, tail);
        return new Sealed(mined, refused, tail);
    }

    private TreeSet<Hash> send(List<PooledTransaction> transactions) {
        TreeSet<Hash> refused = new TreeSet<>();
        for (int from = 0; from < transactions.size(); from += SENT_AT_ONCE) {
            List<PooledTransaction> part =
                    transactions.subList(from, Math.min(from + SENT_AT_ONCE, transactions.size()));
            List<JsonNode> answers = chain.rpc()
                    .answers(part.stream()
                            .map(transaction -> Request.of(
                                    "eth_sendRawTransaction", transaction.raw().toString()))
                            .toList());
            for (int i = 0; i < part.size(); i++) {
                if (answers.get(i).has("error")) {
                    refused.add(part.get(i).hash());
                }
            }
        }
        return refused;
    }

    /** The bundles stand at the top, directly one after the other, and did what the simulation said. */
    private static void verify(Top top, Chain.Mined mined) {
        BigInteger baseFee =
                new BigInteger(mined.block().get("baseFeePerGas").asText().substring(2), 16);
        if (!baseFee.equals(top.slot().baseFeeWei())) {
            throw new IllegalStateException(
                    "expected a base fee of " + top.slot().baseFeeWei() + ", found " + baseFee);
        }
        int index = 0;
        for (Placement placement : top.placed()) {
            List<Execution> expected = new ArrayList<>(placement.executions());
            expected.addAll(placement.payouts());
            for (Execution execution : expected) {
                JsonNode receipt =
                        index < mined.receipts().size() ? mined.receipts().get(index) : null;
                String found = receipt == null
                        ? "the end of the block"
                        : receipt.get("transactionHash").asText() + " with "
                                + Slot.quantity(receipt.get("gasUsed")) + " gas, status "
                                + Slot.quantity(receipt.get("status"));
                String wanted = execution.transaction().hash() + " with " + execution.gasUsed() + " gas, status "
                        + (execution.reverted() ? 0 : 1);
                if (!found.equals(wanted)) {
                    throw new IllegalStateException("expected at place " + index + " of block " + mined.number() + " "
                            + wanted + ", found " + found);
                }
                index++;
            }
        }
    }

    private void keepPublic(Chain.Mined mined, List<PooledTransaction> tail) {
        publicByBlock.put(mined.number(), tail);
        publicByBlock.headMap(mined.number() - KEPT, true).clear();
    }

    /** The public transactions of the blocks from this number on, in order; the blocks are forgotten. */
    List<PooledTransaction> publicSince(long number) {
        List<PooledTransaction> all = new ArrayList<>();
        publicByBlock.tailMap(number).values().forEach(all::addAll);
        publicByBlock.tailMap(number).clear();
        return all;
    }
}
