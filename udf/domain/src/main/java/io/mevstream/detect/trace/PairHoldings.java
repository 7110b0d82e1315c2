package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pair's two tokens and what it held of them when it last asked; amounts are null where it did not. */
record PairHoldings(
        @Nullable Address token0, @Nullable Address token1, @Nullable UInt256 held0, @Nullable UInt256 held1) {

    private static final FunctionSignature BALANCE_OF =
            FunctionSignature.parse("balanceOf(address account) returns (uint256 balance)");

    @Nullable
    Address token(int index) {
        return index == 0 ? token0 : token1;
    }

    /**
     * The tokens and balances that the pair asked for last; where it asked for none, the tokens it paid.
     *
     * @param out what it paid of each token
     */
    static PairHoldings of(Call call, UInt256[] out) {
        List<Call> asked = new ArrayList<>();
        for (Call balance : call.calls(BALANCE_OF)) {
            if (balance.caller().equals(call.contract())
                    && balance.arguments().address("account").equals(call.contract())) {
                asked.add(balance);
            }
        }
        if (asked.size() >= 2) {
            Call first = asked.get(asked.size() - 2);
            Call second = asked.get(asked.size() - 1);
            return new PairHoldings(first.contract(), second.contract(), balance(first), balance(second));
        }
        return new PairHoldings(paid(call, out[0]), paid(call, out[1]), null, null);
    }

    private static @Nullable UInt256 balance(Call call) {
        return call.results() == null ? null : call.results().uint("balance");
    }

    private static @Nullable Address paid(Call call, UInt256 amount) {
        return amount.isZero()
                ? null
                : call
                        .moved(m -> m.from().equals(call.contract())
                                && m.amountRaw().equals(amount))
                        .stream()
                        .map(Movement::token)
                        .findFirst()
                        .orElse(null);
    }
}
