package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.decode.Refused;
import io.mevstream.detect.Action.Transferred.Means;
import io.mevstream.detect.Ether;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What single calls move: ether with their value, tokens by {@code transfer} and {@code transferFrom} that succeeded (they
 * return true or nothing), wrapped ether by wrapping and unwrapping.
 *
 * <p>Not seen in calls: what a token takes for itself, mints and burns. A proxy that passes its call on to another
 * contract is the token, and the other is not.
 */
final class Movements {

    private static final FunctionSignature TRANSFER = FunctionSignature.parse("transfer(address to, uint256 amount)");
    private static final FunctionSignature TRANSFER_FROM =
            FunctionSignature.parse("transferFrom(address from, address to, uint256 amount)");
    private static final FunctionSignature DEPOSIT = FunctionSignature.parse("deposit()");
    private static final FunctionSignature WITHDRAW = FunctionSignature.parse("withdraw(uint256 amount)");
    private static final int WORD_BYTES = 32;
    private static final String PROTOCOL = "erc20";

    private final Ether ether;

    Movements(Ether ether) {
        this.ether = ether;
    }

    /** @param unread where calls of a token's functions are counted that are none */
    List<Movement> of(TransactionTrace trace, int at, SortedMap<UnreadCall, Integer> unread) {
        CallFrame frame = trace.frame(at);
        List<Movement> movements = new ArrayList<>(2);
        Address to = frame.to();
        if (to == null) {
            return movements;
        }
        if (frame.movesValue() && !frame.valueWei().isZero()) {
            movements.add(new Movement(at, Ether.NATIVE, frame.from(), to, frame.valueWei(), Means.TRANSFER));
        }
        if (frame.type() != CallFrame.Type.CALL || frame.error() != null) {
            return movements;
        }
        try {
            addToken(trace, at, frame, to, movements);
        } catch (Refused e) {
            unread.merge(new UnreadCall(PROTOCOL, UnreadCall.Reason.ARGUMENTS), 1, Integer::sum);
        }
        return movements;
    }

    private void addToken(TransactionTrace trace, int at, CallFrame frame, Address token, List<Movement> movements)
            throws Refused {
        int selector = FunctionSignature.selectorOf(frame.input());
        if (selector == TRANSFER.selector() || selector == TRANSFER_FROM.selector()) {
            boolean own = selector == TRANSFER.selector();
            EventFields arguments = (own ? TRANSFER : TRANSFER_FROM).arguments(frame.input());
            if (isTrueOrEmpty(frame.output()) && !isPassedOn(trace, at)) {
                movements.add(new Movement(
                        at,
                        token,
                        own ? frame.from() : arguments.address("from"),
                        arguments.address("to"),
                        arguments.uint("amount"),
                        Means.TRANSFER));
            }
        } else if (token.equals(ether.wrapped())) {
            addWrapping(at, frame, token, selector, movements);
        }
    }

    private static void addWrapping(int at, CallFrame frame, Address token, int selector, List<Movement> movements)
            throws Refused {
        if (selector == WITHDRAW.selector()) {
            UInt256 amount = WITHDRAW.arguments(frame.input()).uint("amount");
            movements.add(new Movement(at, token, frame.from(), Address.ZERO, amount, Means.UNWRAP));
        } else if (!frame.valueWei().isZero()
                && (selector == DEPOSIT.selector() || frame.input().length() == 0)) {
            movements.add(new Movement(at, token, Address.ZERO, frame.from(), frame.valueWei(), Means.WRAP));
        }
    }

    private static boolean isTrueOrEmpty(Bytes output) {
        byte[] bytes = output.array();
        if (bytes.length == 0) {
            return true;
        }
        boolean isTrue = false;
        for (int i = 0; i < Math.min(bytes.length, WORD_BYTES); i++) {
            isTrue |= bytes[i] != 0;
        }
        return isTrue;
    }

    /** Whether the caller was itself called with the very same calldata, and so is the token that passes it on. */
    private static boolean isPassedOn(TransactionTrace trace, int at) {
        Bytes input = trace.frame(at).input();
        for (int i = trace.parent(at); i >= 0 && trace.frame(i).input().equals(input); i = trace.parent(i)) {
            if (trace.frame(i).type() == CallFrame.Type.CALL) {
                return true;
            }
        }
        return false;
    }
}
