package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockFees;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Receipt;
import io.mevstream.detect.Action;
import io.mevstream.detect.BlockActions;
import io.mevstream.detect.BlockActions.Scope;
import io.mevstream.detect.BlockActions.Sight;
import io.mevstream.detect.Ether;
import io.mevstream.detect.TransactionActions;
import io.mevstream.detect.TransactionActions.GasPaid;
import io.mevstream.detect.TransactionActions.Status;
import io.mevstream.num.UInt256;
import io.mevstream.pool.KnownFactories;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a block's call traces into actions.
 *
 * <p>Transfers stand where the call that made them began, all else where its call ended, which is where a log would stand.
 * Calls that were undone are there too, and say so.
 */
public final class TraceActions {

    private final long chainId;
    private final CallDecoder decoder;
    private final Movements movements;

    public TraceActions(long chainId) {
        this.chainId = chainId;
        Ether ether = Ether.ofChain(chainId);
        decoder = CallDecoder.ofAllProtocols(KnownFactories.ofChain(chainId), ether);
        movements = new Movements(ether);
    }

    /** The actions of a block; throws {@link IllegalArgumentException} for one without traces. */
    public BlockActions of(Block block) {
        return read(block).actions();
    }

    /** The actions of a block, and what was not read; throws {@link IllegalArgumentException} for one without traces. */
    public TraceReading read(Block block) {
        List<CallFrame> frames = block.traces();
        if (frames == null) {
            throw new IllegalArgumentException("expected a block with traces, found " + block.ref() + " without");
        }
        Scope scope = scope(block, frames);
        List<TransactionActions> transactions = new ArrayList<>();
        PairReserves pairs = new PairReserves();
        SortedMap<UnreadCall, Integer> unread = new TreeMap<>();
        int before = -1;
        int from = 0;
        while (from < frames.size() && frames.get(from).type() != CallFrame.Type.REWARD) {
            int to = from + 1;
            while (to < frames.size()
                    && frames.get(to).transactionIndex() == frames.get(from).transactionIndex()) {
                to++;
            }
            int index = frames.get(from).transactionIndex();
            TransactionTrace trace = new TransactionTrace(frames.subList(from, to));
            pairs.beginTransaction(trace, scope == Scope.WHOLE_BLOCK || index == before + 1);
            transactions.add(transaction(block, trace, pairs, unread));
            before = index;
            from = to;
        }
        BlockActions actions = new BlockActions(
                chainId,
                block.ref(),
                block.baseFeePerGasWei(),
                block.miner() != null ? block.miner() : rewarded(frames),
                scope,
                Sight.TRACES,
                transactions);
        return new TraceReading(actions, Collections.unmodifiableSortedMap(unread));
    }

    /** Who got the block's reward, which parity's traces say until the merge. */
    private static @Nullable Address rewarded(List<CallFrame> frames) {
        for (CallFrame frame : frames) {
            if (frame.type() == CallFrame.Type.REWARD) {
                return frame.to(); // the block's own comes before its uncles'
            }
        }
        return null;
    }

    private TransactionActions transaction(
            Block block, TransactionTrace trace, PairReserves pairs, SortedMap<UnreadCall, Integer> unread) {
        CallFrame root = trace.frame(0);
        return new TransactionActions(
                root.transactionIndex(),
                root.transactionHash(),
                root.from(),
                root.type() == CallFrame.Type.CREATE ? null : root.to(),
                root.error() == null ? Status.SUCCEEDED : Status.REVERTED,
                gas(block, root.transactionIndex()),
                actions(trace, pairs, unread));
    }

    private List<Action> actions(TransactionTrace trace, PairReserves pairs, SortedMap<UnreadCall, Integer> unread) {
        List<Action> actions = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < trace.size(); at++) {
            while (!open.isEmpty() && !trace.contains(open.peek(), at)) {
                decoder.read(trace, open.pop(), pairs, actions, unread);
            }
            for (Movement movement : movements.of(trace, at, unread)) {
                trace.add(movement);
                actions.add(new Action.Transferred(
                        trace.evidence(at),
                        trace.fate(at),
                        movement.token(),
                        movement.from(),
                        movement.to(),
                        movement.amountRaw(),
                        movement.means()));
            }
            open.push(at);
        }
        while (!open.isEmpty()) {
            decoder.read(trace, open.pop(), pairs, actions, unread);
        }
        return actions;
    }

    private static @Nullable GasPaid gas(Block block, int index) {
        if (block.receipts() != null) {
            for (Receipt receipt : block.receipts()) {
                if (receipt.transactionIndex() == index) {
                    UInt256 price = receipt.effectiveGasPriceWei();
                    if (price == null && block.transactions() != null) {
                        price = block.transactions().get(index).gasPriceWei();
                    }
                    return price == null ? null : new GasPaid(receipt.gasUsed(), price);
                }
            }
        }
        if (block.statedFees() != null) {
            for (BlockFees.GasPaid paid : block.statedFees().gas()) {
                UInt256 price = paid.effectiveGasPriceWei();
                if (paid.transactionIndex() == index && !paid.isPlaceholder() && price != null) {
                    return new GasPaid(paid.gasUsed(), price);
                }
            }
        }
        return null;
    }

    /**
     * The traces are those of the whole block if they are of as many transactions as it is known to have. Where that is
     * not known, a block's reward stands only in an answer about the whole block, and more than one transaction from the
     * first on without a gap are not what one asks for one by one.
     */
    private static Scope scope(Block block, List<CallFrame> frames) {
        int traced = 0;
        int last = -1;
        boolean rewarded = false;
        for (CallFrame frame : frames) {
            rewarded |= frame.type() == CallFrame.Type.REWARD;
            if (frame.isRoot()) {
                traced++;
                last = frame.transactionIndex();
            }
        }
        List<?> known = block.transactions() != null
                ? block.transactions()
                : block.receipts() != null
                        ? block.receipts()
                        : block.statedFees() != null ? block.statedFees().gas() : null;
        boolean whole = (known != null && !known.isEmpty())
                ? traced == known.size()
                : rewarded || (traced > 1 && last == traced - 1);
        return whole ? Scope.WHOLE_BLOCK : Scope.SOME_TRANSACTIONS;
    }
}
