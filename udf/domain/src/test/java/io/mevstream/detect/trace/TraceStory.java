package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.decode.Calldata;
import io.mevstream.detect.FrameTree;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call traces of a block as a story: who calls whom with what, what is returned, what fails. Names are addresses. */
final class TraceStory {

    private final FrameTree frames = new FrameTree();
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
        transaction++;
        Hash hash = Keccak.hash("transaction " + transaction);
        frames.begin(transaction, hash, address(sender), address(called), Bytes.EMPTY, UInt256.ZERO);
        return this;
    }

    /** The contract that runs calls another. */
    TraceStory calls(String contract, String declaration, Object... arguments) {
        return begin(address(contract), Calldata.of(declaration, arguments), UInt256.ZERO);
    }

    TraceStory callsBytes(String contract, Bytes calldata) {
        return begin(address(contract), calldata, UInt256.ZERO);
    }

    TraceStory paysEther(String to, long wei) {
        return begin(address(to), Bytes.EMPTY, UInt256.of(wei)).returns();
    }

    /** The contract that runs moves a token of its own. */
    TraceStory transfers(String token, String to, long amount) {
        return calls(token, "transfer(address to, uint256 amount)", address(to), uint(amount))
                .returns("(bool ok)", true);
    }

    /** The contract that runs asks a token what it holds. */
    TraceStory balance(String token, long amount) {
        Address holder = frames.running();
        return calls(token, "balanceOf(address account)", holder).returns("(uint256 balance)", uint(amount));
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
        return new Block(
                new BlockRef(7, Hash.ZERO),
                null,
                null,
                null,
                List.of(),
                null,
                Block.LogCoverage.NONE,
                frames.frames(),
                null);
    }

    TraceReading read() {
        return new TraceActions(1).read(told());
    }

    private TraceStory begin(Address to, Bytes input, UInt256 value) {
        frames.call(CallFrame.Type.CALL, to, input, value);
        return this;
    }

    private TraceStory end(Bytes output, @Nullable String error) {
        frames.end(output, error);
        return this;
    }
}
