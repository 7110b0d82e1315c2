package io.mevstream.integrity;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockFees.GasPaid;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.integrity.Verdict.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That the calls of each traced transaction form one tree in its order, with nothing missing, and fit whatever else the
 * block says of that transaction. No hash of the chain covers a trace.
 */
final class TraceChecks {

    private final Block block;
    private final List<CallFrame> frames;
    private final Map<Integer, CallFrame> roots = new HashMap<>();
    private final Set<Hash> hashes = new HashSet<>();
    /** The calls that the next one may be made by, the transaction's own first. */
    private final List<CallFrame> path = new ArrayList<>();
    /** How many calls each of them has made so far. */
    private final List<Integer> made = new ArrayList<>();

    TraceChecks(Block block, List<CallFrame> frames) {
        this.block = block;
        this.frames = frames;
    }

    @Nullable
    Refused check() {
        int index = CallFrame.NO_TRANSACTION;
        boolean rewards = false;
        for (CallFrame frame : frames) {
            if (frame.type() == CallFrame.Type.REWARD) {
                rewards = true;
                continue;
            }
            Refused refused = frame.isRoot() ? begin(frame, index, rewards) : follow(frame);
            if (refused == null) {
                refused = outcome(frame);
            }
            if (refused != null) {
                return refused;
            }
            index = frame.transactionIndex();
            path.add(frame);
            made.add(0);
        }
        Refused refused = leave(0);
        return refused != null ? refused : others();
    }

    private @Nullable Refused begin(CallFrame root, int before, boolean rewards) {
        Refused refused = leave(0);
        if (refused != null) {
            return refused;
        }
        if (root.transactionIndex() <= before || rewards) {
            return new Refused(
                    Reason.TRACE_ORDER, "a transaction index above " + before + " and before all rewards", place(root));
        }
        if (!hashes.add(root.transactionHash())) {
            return new Refused(Reason.TRACE_OF_ANOTHER_TRANSACTION, "another transaction's hash", place(root));
        }
        roots.put(root.transactionIndex(), root);
        return null;
    }

    private @Nullable Refused follow(CallFrame frame) {
        List<Integer> address = frame.traceAddress();
        int depth = address.size();
        if (path.isEmpty()
                || depth > path.size()
                || path.get(0).transactionIndex() != frame.transactionIndex()
                || !path.get(depth - 1).traceAddress().equals(address.subList(0, depth - 1))) {
            return new Refused(Reason.TRACE_PARENT, "the call that made it before " + place(frame), "none");
        }
        if (!path.get(0).transactionHash().equals(frame.transactionHash())) {
            return new Refused(
                    Reason.TRACE_OF_ANOTHER_TRANSACTION,
                    path.get(0).transactionHash().toString(),
                    place(frame));
        }
        Refused refused = leave(depth);
        if (refused != null) {
            return refused;
        }
        int place = made.get(depth - 1);
        if (address.get(depth - 1) != place) {
            return new Refused(Reason.TRACE_ORDER, "call " + place + " of its caller", place(frame));
        }
        made.set(depth - 1, place + 1);
        return null;
    }

    /** Takes all calls at that depth or deeper off the path. */
    private @Nullable Refused leave(int depth) {
        for (int i = path.size() - 1; i >= depth; i--) {
            CallFrame left = path.remove(i);
            int calls = made.remove(i);
            if (left.subtraces() != calls) {
                return new Refused(
                        Reason.TRACE_SUBTRACES, left.subtraces() + " calls made by " + place(left), calls + " of them");
            }
        }
        return null;
    }

    private @Nullable Refused outcome(CallFrame frame) {
        CallFrame parent = path.isEmpty() ? null : path.get(path.size() - 1);
        CallFrame.Outcome expected = frame.error() != null
                ? CallFrame.Outcome.FAILED
                : parent != null && parent.isReverted() ? CallFrame.Outcome.UNDONE : CallFrame.Outcome.KEPT;
        return frame.outcome() == expected
                ? null
                : new Refused(Reason.TRACE_OUTCOME, expected + " of " + place(frame), "" + frame.outcome());
    }

    /** What transactions, receipts, logs and stated gas say of the traced transactions. */
    private @Nullable Refused others() {
        Refused refused = null;
        if (block.transactions() != null) {
            refused = count(block.transactions().size());
            for (Transaction transaction : block.transactions()) {
                refused = refused != null ? refused : transaction(transaction);
            }
        }
        if (refused == null && block.receipts() != null) {
            refused = count(block.receipts().size());
            for (Receipt receipt : block.receipts()) {
                refused = refused != null ? refused : receipt(receipt);
            }
        }
        for (RawLog log : block.logs()) {
            refused = refused != null ? refused : hash(log.transactionIndex(), log.transactionHash(), "log");
        }
        return refused != null ? refused : gas();
    }

    private @Nullable Refused count(int transactions) {
        for (int index : roots.keySet()) {
            if (index >= transactions) {
                return new Refused(
                        Reason.TRACE_OF_ANOTHER_TRANSACTION, transactions + " transactions", "traces of " + index);
            }
        }
        return null;
    }

    private @Nullable Refused transaction(Transaction transaction) {
        CallFrame root = roots.get(transaction.index());
        if (root == null) {
            return null;
        }
        boolean fits = root.transactionHash().equals(transaction.hash())
                && root.from().equals(transaction.from())
                && root.valueWei().equals(transaction.valueWei())
                && root.input().equals(transaction.input())
                && (transaction.to() == null
                        ? root.type() == CallFrame.Type.CREATE
                        : Objects.equals(root.to(), transaction.to()));
        return fits
                ? null
                : new Refused(
                        Reason.TRACE_OF_ANOTHER_TRANSACTION,
                        "what transaction " + transaction.index() + " states",
                        "another hash, sender, callee, value or input in its trace");
    }

    private @Nullable Refused receipt(Receipt receipt) {
        CallFrame root = roots.get(receipt.transactionIndex());
        Refused refused = hash(receipt.transactionIndex(), receipt.transactionHash(), "receipt");
        if (root == null || refused != null || receipt.status() == null) {
            return refused;
        }
        boolean succeeded = receipt.status() == 1;
        return succeeded == (root.error() == null)
                ? null
                : new Refused(
                        Reason.TRACE_OUTCOME,
                        "status " + receipt.status() + " of transaction " + receipt.transactionIndex(),
                        root.error() == null ? "no error in its trace" : "the error " + root.error());
    }

    private @Nullable Refused hash(int index, Hash stated, String by) {
        CallFrame root = roots.get(index);
        return root == null || root.transactionHash().equals(stated)
                ? null
                : new Refused(
                        Reason.TRACE_OF_ANOTHER_TRANSACTION,
                        stated + " at index " + index + ", as a " + by + " states",
                        root.transactionHash().toString());
    }

    private @Nullable Refused gas() {
        if (block.statedFees() == null) {
            return null;
        }
        GasPaid before = null;
        for (GasPaid paid : block.statedFees().gas()) {
            Refused refused = hash(paid.transactionIndex(), paid.transactionHash(), "receipt");
            if (refused != null) {
                return refused;
            }
            if (before != null && paid.transactionIndex() <= before.transactionIndex()) {
                return new Refused(
                        Reason.RECEIPT_INDEX,
                        "a receipt after " + before.transactionIndex(),
                        "receipt " + paid.transactionIndex());
            }
            if (before != null && !follows(before, paid)) {
                return new Refused(
                        Reason.CUMULATIVE_GAS,
                        before.cumulativeGasUsed() + " and the transaction's gas",
                        paid.cumulativeGasUsed() + " with " + paid.gasUsed() + " in receipt "
                                + paid.transactionIndex());
            }
            before = paid;
        }
        return null;
    }

    /** Whether the gas adds up, where both are known and nothing is between them. */
    private static boolean follows(GasPaid before, GasPaid paid) {
        return paid.transactionIndex() != before.transactionIndex() + 1
                || before.isPlaceholder()
                || paid.isPlaceholder()
                || before.cumulativeGasUsed() + paid.gasUsed() == paid.cumulativeGasUsed();
    }

    private static String place(CallFrame frame) {
        return frame.traceAddress() + " of transaction " + frame.transactionIndex() + " (" + frame.transactionHash()
                + ")";
    }
}
