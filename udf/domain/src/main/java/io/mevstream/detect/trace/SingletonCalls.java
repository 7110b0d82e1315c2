package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.Refused;
import io.mevstream.detect.Action;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.pool.SwapEvidence;
import java.util.Arrays;
import java.util.List;

/**
 * Uniswap V4's PoolManager. What it moves is settled at the end of its lock and not swap by swap, so that a swap's amounts
 * are what it returned.
 */
final class SingletonCalls implements CallProtocol {

    private static final int WORDS_OF_KEY = 5;

    @Override
    public String name() {
        return "uniswap-v4";
    }

    @Override
    public void declare(CallList calls) {
        calls.read(
                        SingletonCalls::swap,
                        "swap((address,address,uint24,int24,address) key, (bool,int256,uint160) params, bytes hookData) returns (int256 swapDelta)")
                .read(
                        SingletonCalls::modifyLiquidity,
                        "modifyLiquidity((address,address,uint24,int24,address) key, (int24,int24,int256,bytes32) params, bytes hookData) returns (int256 callerDelta, int256 feesAccrued)");
    }

    /** The hash of the key, which stands first in the calldata. */
    private static PoolId pool(Call call) {
        Bytes input = call.frame().input();
        byte[] key = Arrays.copyOfRange(input.array(), 4, 4 + 32 * WORDS_OF_KEY);
        return new PoolId(call.contract(), Keccak.hash(key));
    }

    private static void swap(Call call, List<Action> actions) throws Refused {
        EventFields results = call.results();
        if (results == null) {
            return;
        }
        List<Object> key = call.arguments().list("key", Object.class);
        boolean zeroIn = (Boolean) call.arguments().list("params", Object.class).get(0);
        Int256 amount0 = high(results.sint("swapDelta"));
        Int256 amount1 = low(results.sint("swapDelta"));
        Int256 in = zeroIn ? amount0 : amount1;
        Int256 out = zeroIn ? amount1 : amount0;
        if (in.signum() > 0 || out.signum() < 0) {
            throw Refused.impossible("expected the swapper to give and to get, found " + in + " and " + out);
        }
        actions.add(new Action.Swapped(
                call.evidence(),
                call.fate(),
                pool(call),
                call.protocol(),
                (Address) key.get(zeroIn ? 0 : 1),
                in.abs(),
                (Address) key.get(zeroIn ? 1 : 0),
                out.abs(),
                call.caller(),
                null,
                SwapEvidence.Status.NOT_CHECKABLE,
                new SwapContext(PoolFamily.UNISWAP_V4, zeroIn ? 0 : 1, null, null, null, null)));
    }

    private static void modifyLiquidity(Call call, List<Action> actions) {
        EventFields results = call.results();
        if (results == null) {
            return;
        }
        List<Object> key = call.arguments().list("key", Object.class);
        List<Object> params = call.arguments().list("params", Object.class);
        Int256 delta = (Int256) params.get(2);
        Int256 principal0 = high(results.sint("callerDelta")).sub(high(results.sint("feesAccrued")));
        Int256 principal1 = low(results.sint("callerDelta")).sub(low(results.sint("feesAccrued")));
        actions.add(new Action.LiquidityMoved(
                call.evidence(),
                call.fate(),
                pool(call),
                call.protocol(),
                delta.signum() < 0 ? LiquidityChange.Kind.REMOVE : LiquidityChange.Kind.ADD,
                call.caller(),
                (int) ((Int256) params.get(0)).w0(),
                (int) ((Int256) params.get(1)).w0(),
                delta,
                List.of((Address) key.get(0), (Address) key.get(1)),
                List.of(principal0.negate(), principal1.negate())));
    }

    /** The upper of the two signed 128-bit numbers in one word. */
    private static Int256 high(Int256 word) {
        long sign = word.w3() >> 63;
        return new Int256(sign, sign, word.w3(), word.w2());
    }

    private static Int256 low(Int256 word) {
        long sign = word.w1() >> 63;
        return new Int256(sign, sign, word.w1(), word.w0());
    }
}
