package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.decode.Calldata;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call traces of a block as a story: who calls whom with what, what is returned, what fails. Names are addresses. */
final class TraceStory {

    /** A call being told; its place is taken when it begins, its outcome is known when it ends. */
    private static final class Open {
        final int place;
        final List<Integer> path;
        final Address from;
        final Address to;
        final Bytes input;
        final UInt256 value;
        int children;

        Open(int place, List<Integer> path, Address from, Address to, Bytes input, UInt256 value) {
            this.place = place;
            this.path = path;
            this.from = from;
            this.to = to;
            this.input = input;
            this.value = value;
        }
    }

    private final List<CallFrame> frames = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private int transaction = -1;

    static Address address(String name) {
        return name.equals("weth")
                ? Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2")
                : Address.fromBytes(Keccak.hash(name).toBytes(), 0);
    }

    static UInt256 uint(long value) {
        return UInt256.of(value);
    }

    /** Begins a transaction; what is called runs until the next one begins. */
    TraceStory sends(String sender, String called) {
        closeAll();
        transaction++;
        return begin(address(sender), address(called), Bytes.EMPTY, UInt256.ZERO);
    }

    /** The contract that runs calls another. */
    TraceStory calls(String contract, String declaration, Object... arguments) {
        return begin(running().to, address(contract), Calldata.of(declaration, arguments), UInt256.ZERO);
    }

    TraceStory callsBytes(String contract, Bytes calldata) {
        return begin(running().to, address(contract), calldata, UInt256.ZERO);
    }

    TraceStory paysEther(String to, long wei) {
        return begin(running().to, address(to), Bytes.EMPTY, UInt256.of(wei)).returns();
    }

    /** The contract that runs moves a token of its own. */
    TraceStory transfers(String token, String to, long amount) {
        return calls(token, "transfer(address to, uint256 amount)", address(to), uint(amount))
                .returns("(bool ok)", true);
    }

    TraceStory transfersFrom(String token, String from, String to, long amount) {
        return calls(
                        token,
                        "transferFrom(address from, address to, uint256 amount)",
                        address(from),
                        address(to),
                        uint(amount))
                .returns("(bool ok)", true);
    }

    /** The call that runs ends, returning nothing. */
    TraceStory returns() {
        return end(Bytes.EMPTY, null);
    }

    TraceStory returns(String types, Object... values) {
        return end(Calldata.returned(types, values), null);
    }

    TraceStory fails() {
        return end(Bytes.EMPTY, "Reverted");
    }

    Block told() {
        closeAll();
        return new Block(
                new BlockRef(7, Hash.ZERO),
                null,
                null,
                null,
                List.of(),
                null,
                Block.LogCoverage.NONE,
                List.copyOf(frames),
                null);
    }

    TraceReading read() {
        return new TraceActions(1).read(told());
    }

    private Open running() {
        return open.get(open.size() - 1);
    }

    private TraceStory begin(Address from, Address to, Bytes input, UInt256 value) {
        List<Integer> path = new ArrayList<>();
        if (!open.isEmpty()) {
            path.addAll(running().path);
            path.add(running().children++);
        }
        open.add(new Open(frames.size(), path, from, to, input, value));
        frames.add(null);
        return this;
    }

    private TraceStory end(Bytes output, @Nullable String error) {
        Open call = open.remove(open.size() - 1);
        frames.set(
                call.place,
                new CallFrame(
                        transaction,
                        Keccak.hash("transaction " + transaction),
                        List.copyOf(call.path),
                        CallFrame.Type.CALL,
                        call.from,
                        call.to,
                        call.value,
                        call.input,
                        output,
                        null,
                        error,
                        call.children,
                        error == null ? CallFrame.Outcome.KEPT : CallFrame.Outcome.FAILED));
        if (error != null) {
            for (int i = call.place + 1; i < frames.size(); i++) {
                CallFrame inner = frames.get(i);
                if (inner.outcome() == CallFrame.Outcome.KEPT) {
                    frames.set(i, undone(inner));
                }
            }
        }
        return this;
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
                CallFrame.Outcome.UNDONE);
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            returns();
        }
    }
}
