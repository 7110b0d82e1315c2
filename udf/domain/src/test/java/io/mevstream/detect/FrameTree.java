package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.CallFrame.Outcome;
import io.mevstream.chain.CallFrame.Type;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call frames of transactions as they run: a call takes its place when it begins and its outcome when it ends. */
public final class FrameTree {

    private static final class Open {
        final int place;
        final List<Integer> path;
        final Type type;
        final Address from;
        final Address to;
        final Bytes input;
        final UInt256 value;
        int children;

        Open(int place, List<Integer> path, Type type, Address from, Address to, Bytes input, UInt256 value) {
            this.place = place;
            this.path = path;
            this.type = type;
            this.from = from;
            this.to = to;
            this.input = input;
            this.value = value;
        }
    }

    private final List<CallFrame> frames = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private int transaction = -1;
    private Hash hash = Hash.ZERO;

    /** Ends what runs and begins a transaction. */
    public void begin(int index, Hash transactionHash, Address from, Address to, Bytes input, UInt256 value) {
        endAll(null);
        transaction = index;
        hash = transactionHash;
        open.add(new Open(frames.size(), List.of(), Type.CALL, from, to, input, value));
        frames.add(null);
    }

    /** The contract that runs calls another. */
    public void call(Type type, Address to, Bytes input, UInt256 value) {
        Open caller = open.get(open.size() - 1);
        List<Integer> path = new ArrayList<>(caller.path);
        path.add(caller.children++);
        open.add(new Open(frames.size(), List.copyOf(path), type, caller.to, to, input, value));
        frames.add(null);
    }

    public Address running() {
        return open.get(open.size() - 1).to;
    }

    /** The call that runs ends. */
    public void end(Bytes output, @Nullable String error) {
        Open call = open.remove(open.size() - 1);
        Outcome outcome = error == null ? Outcome.KEPT : Outcome.FAILED;
        frames.set(
                call.place,
                new CallFrame(
                        transaction,
                        hash,
                        call.path,
                        call.type,
                        call.from,
                        call.to,
                        call.value,
                        call.input,
                        output,
                        null,
                        error,
                        call.children,
                        outcome));
        for (int i = call.place + 1; error != null && i < frames.size(); i++) {
            if (frames.get(i).outcome() == Outcome.KEPT) {
                frames.set(i, undone(frames.get(i)));
            }
        }
    }

    public void endAll(@Nullable String error) {
        while (!open.isEmpty()) {
            end(Bytes.EMPTY, open.size() == 1 ? error : null);
        }
    }

    public List<CallFrame> frames() {
        endAll(null);
        return List.copyOf(frames);
    }

    private static CallFrame undone(CallFrame frame) {
        return new CallFrame(
                frame.transactionIndex(),
                frame.transactionHash(),
                frame.traceAddress(),
                frame.type(),
                frame.from(),
                frame.to(),
                frame.valueWei(),
                frame.input(),
                frame.output(),
                frame.gasUsed(),
                null,
                frame.subtraces(),
                Outcome.UNDONE);
    }
}
