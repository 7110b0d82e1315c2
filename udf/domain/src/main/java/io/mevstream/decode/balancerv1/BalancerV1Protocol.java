package io.mevstream.decode.balancerv1;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.Amounts;
import io.mevstream.decode.CallLayout;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.decode.Refused;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import java.util.List;

/**
 * Balancer V1. A pool also records most calls as anonymous LOG_CALL events whose first topic is the call's selector:
 * that is the only trace of a changed fee or weight.
 */
public final class BalancerV1Protocol implements Protocol {

    @Override
    public String name() {
        return "balancer-v1";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "LOG_SWAP(address indexed caller, address indexed tokenIn, address indexed tokenOut, uint256 tokenAmountIn, uint256 tokenAmountOut)",
                        BalancerV1Protocol::swap)
                .read(
                        "LOG_JOIN(address indexed caller, address indexed tokenIn, uint256 tokenAmountIn)",
                        (fields, pool) -> liquidity(
                                pool,
                                fields.address("caller"),
                                fields.address("tokenIn"),
                                Amounts.gained(fields.uint("tokenAmountIn"))))
                .read(
                        "LOG_EXIT(address indexed caller, address indexed tokenOut, uint256 tokenAmountOut)",
                        (fields, pool) -> liquidity(
                                pool,
                                fields.address("caller"),
                                fields.address("tokenOut"),
                                Amounts.gave(fields.uint("tokenAmountOut"))))
                .read("LOG_NEW_POOL(address indexed caller, address indexed pool)", BalancerV1Protocol::created)
                .ignore("who may collect fees changes none", "LOG_BLABS(address indexed caller, address indexed blabs)")
                .read(call("setSwapFee(uint256 swapFee)"), BalancerV1Protocol::swapFee)
                .read(call("bind(address token, uint256 balance, uint256 denorm)"))
                .read(call("rebind(address token, uint256 balance, uint256 denorm)"))
                .read(call("unbind(address token)"))
                .read(call("gulp(address token)"))
                .read(call("setPublicSwap(bool isPublic)"))
                .read(call("finalize()"))
                .ignore("the factory's permissions change no price", call("setController(address manager)"));
        String beside = "LOG_SWAP, LOG_JOIN or LOG_EXIT beside it says what moved";
        events.ignore(
                        beside,
                        call(
                                "swapExactAmountIn(address tokenIn, uint256 amountIn, address tokenOut, uint256 minOut, uint256 maxPrice)"))
                .ignore(
                        beside,
                        call(
                                "swapExactAmountOut(address tokenIn, uint256 maxIn, address tokenOut, uint256 amountOut, uint256 maxPrice)"))
                .ignore(beside, call("joinPool(uint256 poolAmountOut, uint256[] maxAmountsIn)"))
                .ignore(beside, call("exitPool(uint256 poolAmountIn, uint256[] minAmountsOut)"))
                .ignore(
                        beside,
                        call("joinswapExternAmountIn(address tokenIn, uint256 amountIn, uint256 minPoolAmountOut)"))
                .ignore(
                        beside,
                        call("joinswapPoolAmountOut(address tokenIn, uint256 poolAmountOut, uint256 maxAmountIn)"))
                .ignore(
                        beside,
                        call("exitswapPoolAmountIn(address tokenOut, uint256 poolAmountIn, uint256 minAmountOut)"))
                .ignore(
                        beside,
                        call("exitswapExternAmountOut(address tokenOut, uint256 amountOut, uint256 maxPoolAmountIn)"));
    }

    private static CallLayout call(String function) {
        return CallLayout.parse(CallLayout.Form.LOG_CALL, function);
    }

    private static ChainEvent swap(EventFields fields, Address pool) throws Refused {
        Address tokenIn = fields.address("tokenIn");
        Address tokenOut = fields.address("tokenOut");
        if (tokenIn.equals(tokenOut)) {
            throw Refused.impossible("expected two tokens, found one: " + tokenIn);
        }
        return new Swap(
                PoolId.of(pool),
                PoolFamily.BALANCER_V1,
                fields.address("caller"),
                null,
                TokenAmount.ofToken(tokenIn, fields.uint("tokenAmountIn")),
                TokenAmount.ofToken(tokenOut, fields.uint("tokenAmountOut")),
                Swap.NoDetail.NONE);
    }

    /** One event for each token of a join or exit. */
    private static ChainEvent liquidity(Address pool, Address owner, Address token, Int256 gained) {
        return new LiquidityChange(
                PoolId.of(pool),
                PoolFamily.BALANCER_V1,
                gained.signum() < 0 ? LiquidityChange.Kind.REMOVE : LiquidityChange.Kind.ADD,
                owner,
                null,
                null,
                null,
                List.of(gained),
                List.of(token));
    }

    private static ChainEvent created(EventFields fields, Address factory) {
        return new PoolCreated(
                PoolId.of(fields.address("pool")), PoolFamily.BALANCER_V1, factory, List.of(), null, null, null, null);
    }

    private static ChainEvent swapFee(EventFields fields, Address pool) {
        return new PoolFeeChanged(PoolId.of(pool), PoolFamily.BALANCER_V1, "swapFee", fields.uint("swapFee"));
    }
}
