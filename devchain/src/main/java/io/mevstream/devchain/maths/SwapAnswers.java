package io.mevstream.devchain.maths;

import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickWalk;
import io.mevstream.chain.Hex;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** What the oracle contract tells of swaps. */
final class SwapAnswers {

    private static final String SWAPPED = "Swapped(int256,int256,uint256,int256,uint256)";
    private static final String SELECTOR = Hex.encode(Abi.selector(SWAPPED));
    private static final String FIGURES = SWAPPED.substring(SWAPPED.indexOf('('));
    private static final String REVERT = "a revert";

    private SwapAnswers() {}

    /** A swap of our maths, which may revert. */
    interface Swap {
        TickWalk.Swapped run();
    }

    static void compare(Object what, Swap swap, Direction direction, boolean poolDeltas, Answer answer, Tally tally) {
        Object ours;
        try {
            TickWalk.Swapped swapped = swap.run();
            ours = figures(swapped, direction, poolDeltas);
        } catch (ArithmeticException e) {
            ours = REVERT;
        }
        byte[] data = answer.data().array();
        boolean told = data.length > 4 && Hex.encode(Arrays.copyOf(data, 4)).equals(SELECTOR);
        Object contracts = told ? Abi.decode(FIGURES, Arrays.copyOfRange(data, 4, data.length)) : REVERT;
        tally.compare(what, ours, contracts, !told);
    }

    /** As the contract signs them: what the pool gains, or what the swapper gains. */
    private static List<Object> figures(TickWalk.Swapped swapped, Direction direction, boolean poolDeltas) {
        BigInteger in = signed(swapped.amountIn(), poolDeltas);
        BigInteger out = signed(swapped.amountOut(), !poolDeltas);
        PoolPrice after = swapped.after();
        boolean down = direction == Direction.ZERO_FOR_ONE;
        return List.of(
                down ? in : out,
                down ? out : in,
                after.sqrtPriceX96().toBigInteger(),
                BigInteger.valueOf(after.tick()),
                after.liquidity().toBigInteger());
    }

    private static BigInteger signed(UInt256 amount, boolean plus) {
        BigInteger value = Int256.ofExact(amount).toBigInteger();
        return plus ? value : value.negate();
    }
}
