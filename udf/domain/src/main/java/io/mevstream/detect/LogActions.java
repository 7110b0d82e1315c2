package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.detect.TransactionActions.GasPaid;
import io.mevstream.detect.TransactionActions.Status;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the actions of a block from its decoded logs, its transactions and its receipts.
 *
 * <p>What logs cannot show is not made up: ether sent inside of calls, reverted calls, senders where there are neither
 * transactions nor receipts. A swap that its transfers do not back keeps that verdict, and no detector counts it.
 */
public final class LogActions {

    /** No transaction uses less gas; recorded blocks carry smaller figures where their maker had none. */
    private static final long LEAST_GAS = 21_000;

    private LogActions() {}

    /**
     * The actions of a block.
     *
     * @param events its decoded logs in log order
     * @param swaps what the pools' histories say of its swaps, by log index; swaps missing here are left out
     * @param before the state of a pool before the block; null where not known
     */
    public static BlockActions of(
            long chainId,
            Block block,
            List<EventFact> events,
            Map<Integer, SwapFact> swaps,
            Function<PoolId, @Nullable PoolState> before) {
        Map<Integer, List<Action>> actions = new LogActionMapper(swaps, before).map(events);
        BlockHeader header = block.header();
        return new BlockActions(
                chainId,
                block.ref(),
                header == null ? null : header.baseFeePerGasWei(),
                header == null ? null : header.miner(),
                BlockActions.Scope.WHOLE_BLOCK,
                BlockActions.Sight.LOGS,
                transactions(block, events, actions));
    }

    private static List<TransactionActions> transactions(
            Block block, List<EventFact> events, Map<Integer, List<Action>> actions) {
        Map<Integer, Transaction> bodies = new TreeMap<>();
        Map<Integer, Receipt> receipts = new TreeMap<>();
        Map<Integer, Hash> hashes = new TreeMap<>();
        if (block.transactions() != null) {
            for (Transaction body : block.transactions()) {
                bodies.put(body.index(), body);
                hashes.put(body.index(), body.hash());
            }
        }
        if (block.receipts() != null) {
            for (Receipt receipt : block.receipts()) {
                receipts.put(receipt.transactionIndex(), receipt);
                hashes.put(receipt.transactionIndex(), receipt.transactionHash());
            }
        }
        for (EventFact event : events) {
            hashes.put(event.log().transactionIndex(), event.log().transactionHash());
        }
        List<TransactionActions> transactions = new ArrayList<>(hashes.size());
        hashes.forEach((index, hash) -> transactions.add(transaction(
                index, hash, bodies.get(index), receipts.get(index), actions.getOrDefault(index, List.of()))));
        return List.copyOf(transactions);
    }

    private static TransactionActions transaction(
            int index, Hash hash, @Nullable Transaction body, @Nullable Receipt receipt, List<Action> logged) {
        Status status = status(receipt, logged);
        List<Action> actions = new ArrayList<>(logged.size() + 1);
        if (body != null
                && body.to() != null
                && status == Status.SUCCEEDED
                && !body.valueWei().isZero()) {
            actions.add(new Action.Transferred(
                    EvidenceRef.ofFrame(index, List.of()),
                    Action.Fate.KEPT,
                    Ether.NATIVE,
                    body.from(),
                    body.to(),
                    body.valueWei(),
                    Action.Transferred.Means.TRANSFER));
        }
        actions.addAll(logged);
        Address from = body != null ? body.from() : receipt != null ? receipt.from() : null;
        Address to = body != null ? body.to() : receipt != null ? receipt.to() : null;
        return new TransactionActions(index, hash, from, to, status, gas(body, receipt), List.copyOf(actions));
    }

    /** A transaction that logged something cannot have been reverted. */
    private static Status status(@Nullable Receipt receipt, List<Action> logged) {
        Integer status = receipt == null ? null : receipt.status();
        if (status != null) {
            return status == 1 ? Status.SUCCEEDED : Status.REVERTED;
        }
        return logged.isEmpty() ? Status.UNKNOWN : Status.SUCCEEDED;
    }

    private static @Nullable GasPaid gas(@Nullable Transaction body, @Nullable Receipt receipt) {
        if (receipt == null || receipt.gasUsed() < LEAST_GAS) {
            return null;
        }
        UInt256 price = receipt.effectiveGasPriceWei();
        if (price == null && body != null) {
            price = body.gasPriceWei();
        }
        return price == null || price.bitLength() > 128 ? null : new GasPaid(receipt.gasUsed(), price);
    }
}
