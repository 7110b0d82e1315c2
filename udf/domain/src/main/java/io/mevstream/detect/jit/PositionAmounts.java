package io.mevstream.detect.jit;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Action;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.detect.Reading;
import io.mevstream.detect.TransactionActions;
import io.mevstream.event.LiquidityChange;
import io.mevstream.num.Int256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a position cost, gave back and earned, by token; null where the amounts or their tokens are not known.
 *
 * @param addedRaw what the pool took for it
 * @param removedRaw what the pool paid out when it was removed: what was collected beside the removal, or else the removal
 *     itself
 * @param feesRaw what was collected beyond what the removal gave back; null where nothing was collected
 */
record PositionAmounts(
        @Nullable List<TokenDelta> addedRaw,
        @Nullable List<TokenDelta> removedRaw,
        @Nullable List<TokenDelta> feesRaw) {

    private static final int TOKENS = 2;
    private static final int MAX_BITS = 200;

    static PositionAmounts of(
            Reading reading, Action.LiquidityMoved added, Action.LiquidityMoved removed, TransactionActions removal) {
        Action.LiquidityMoved collected = collected(removed, removal);
        List<@Nullable Address> tokens = tokens(reading, added.pool());
        List<Int256> principal = removed.poolGainedRaw();
        List<Int256> fees = new ArrayList<>();
        if (collected != null) {
            for (int i = 0; i < TOKENS; i++) {
                Int256 fee = principal.get(i).sub(collected.poolGainedRaw().get(i));
                // Less collected than owed leaves the rest, fees or not, in the pool.
                fees.add(fee.signum() > 0 ? fee : Int256.ZERO);
            }
        }
        return new PositionAmounts(
                deltas(reading, tokens, added.poolGainedRaw()),
                deltas(reading, tokens, paidOut(collected == null ? principal : collected.poolGainedRaw())),
                collected == null ? null : deltas(reading, tokens, fees));
    }

    private static List<Int256> paidOut(List<Int256> gained) {
        return gained.stream().map(Int256::negate).toList();
    }

    private static Action.@Nullable LiquidityMoved collected(
            Action.LiquidityMoved removed, TransactionActions removal) {
        for (Action action : removal.actions()) {
            if (action instanceof Action.LiquidityMoved each
                    && Reading.isKept(action)
                    && each.kind() == LiquidityChange.Kind.COLLECT
                    && each.pool().equals(removed.pool())
                    && Objects.equals(each.tickLower(), removed.tickLower())
                    && Objects.equals(each.tickUpper(), removed.tickUpper())
                    && fits(each.poolGainedRaw())
                    && fits(removed.poolGainedRaw())) {
                return each;
            }
        }
        return null;
    }

    private static boolean fits(List<Int256> amounts) {
        return amounts.size() == TOKENS
                && amounts.stream().allMatch(amount -> amount.abs().bitLength() <= MAX_BITS);
    }

    private static @Nullable List<TokenDelta> deltas(
            Reading reading, List<@Nullable Address> tokens, List<Int256> amounts) {
        if (!fits(amounts)) {
            return null;
        }
        List<TokenDelta> deltas = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            Address token = tokens.get(i);
            if (amounts.get(i).signum() != 0) {
                if (token == null) {
                    return null;
                }
                deltas.add(new TokenDelta(reading.ether().unified(token), amounts.get(i)));
            }
        }
        return List.copyOf(deltas);
    }

    /**
     * The pool's tokens in its order, from whatever in the block shows them: a removal names none in a call trace, an
     * addition of one token only the one.
     */
    private static List<@Nullable Address> tokens(Reading reading, PoolId pool) {
        List<@Nullable Address> tokens = new ArrayList<>();
        tokens.add(null);
        tokens.add(null);
        for (TransactionActions transaction : reading.block().transactions()) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.LiquidityMoved moved
                        && moved.pool().equals(pool)
                        && Reading.isKept(action)
                        && moved.tokens().size() == TOKENS) {
                    set(tokens, 0, moved.tokens().get(0));
                    set(tokens, 1, moved.tokens().get(1));
                } else if (action instanceof Action.Swapped swap
                        && swap.pool().equals(pool)
                        && Reading.isKept(action)
                        && swap.context().indexIn() != null) {
                    set(tokens, swap.context().indexIn(), swap.tokenIn());
                    set(tokens, 1 - swap.context().indexIn(), swap.tokenOut());
                }
            }
        }
        return tokens;
    }

    private static void set(List<@Nullable Address> tokens, int index, @Nullable Address token) {
        if (tokens.get(index) == null) {
            tokens.set(index, token);
        }
    }
}
