package io.mevstream.detect.sandwich;

import io.mevstream.amm.v2.ConstantProduct;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.RangeQuote;
import io.mevstream.detect.Detection.VictimLoss;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replays a pool's swaps without the attacker's, and says what each victim's input would have bought.
 *
 * <p>Everyone else is taken to have given what they gave. The replay stands only where the pool's own maths, on the states
 * as they really were, gives every swap at least what it took, and where each swap begins where the one before it ended:
 * pairs of known fee exactly, concentrated liquidity while its liquidity in range never changed. Otherwise the loss is
 * unknown.
 */
final class VictimReplay {

    private VictimReplay() {}

    /** The loss of every victim, in order. */
    static List<VictimLoss> losses(Attack attack) {
        Map<Touch, UInt256> lost = Objects.requireNonNullElse(replay(attack), Map.of());
        List<VictimLoss> losses = new ArrayList<>();
        for (Touch victim : attack.victims()) {
            UInt256 got = victim.swap().amountOutRaw();
            UInt256 loss = lost.get(victim);
            losses.add(new VictimLoss(
                    victim.transactionIndex(),
                    victim.transaction().hash(),
                    victim.transaction().from(),
                    victim.swap().evidence(),
                    victim.swap().pool(),
                    victim.swap().tokenOut(),
                    got,
                    loss == null ? null : got.add(loss),
                    loss == null ? null : Int256.ofExact(loss)));
        }
        return losses;
    }

    /**
     * The attack on those alone whom it cost something, or of whom that is not known; null where it cost nobody anything.
     */
    static @Nullable Attack onThoseItHurt(Attack attack) {
        List<VictimLoss> losses = losses(attack);
        List<Touch> hurt = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            Int256 loss = losses.get(i).lossRaw();
            if (loss == null || loss.signum() > 0) {
                hurt.add(attack.victims().get(i));
            }
        }
        return hurt.isEmpty() ? null : attack.withVictims(hurt);
    }

    /** What each swap that is not the attacker's lost; null where the pool cannot be replayed. */
    private static @Nullable Map<Touch, UInt256> replay(Attack attack) {
        PoolState imagined = attack.fronts().get(0).swap().context().before();
        PoolState real = imagined;
        Integer stated = attack.fronts().get(0).swap().context().feePips();
        Integer feePips = stated != null ? stated : ShownFee.pips(attack.touches());
        Map<Touch, UInt256> lost = new HashMap<>();
        Touch last = attack.victims().get(attack.victims().size() - 1);
        try {
            for (Touch touch : attack.touches()) {
                SwapContext context = touch.swap().context();
                if (imagined == null || real == null || !isSameState(real, context.before())) {
                    return null;
                }
                if (!attack.fronts().contains(touch) && !attack.backs().contains(touch)) {
                    Quote actual = quote(real, touch, feePips);
                    Quote without = quote(imagined, touch, feePips);
                    UInt256 got = touch.swap().amountOutRaw();
                    if (actual == null || without == null || actual.out.compareTo(got) < 0) {
                        return null;
                    }
                    // Whoever buys the other way gains by the attack; only what is lost is of interest.
                    lost.put(touch, without.out.compareTo(actual.out) < 0 ? UInt256.ZERO : without.out.sub(actual.out));
                    imagined = without.after;
                }
                real = context.after();
                if (real == null || !isSameLiquidity(imagined, real)) {
                    return null;
                }
                if (touch.equals(last)) {
                    return lost;
                }
            }
        } catch (ArithmeticException e) {
            // The imagined course leaves what the pool can hold, where its contract would revert.
            return null;
        }
        return lost;
    }

    private record Quote(UInt256 out, PoolState after) {}

    private static boolean isSameState(PoolState a, @Nullable PoolState b) {
        return b != null
                && Objects.equals(a.reserve0Raw(), b.reserve0Raw())
                && Objects.equals(a.reserve1Raw(), b.reserve1Raw())
                && Objects.equals(a.sqrtPriceX96(), b.sqrtPriceX96())
                && Objects.equals(a.liquidity(), b.liquidity());
    }

    private static boolean isSameLiquidity(PoolState a, PoolState b) {
        return Objects.equals(a.liquidity(), b.liquidity());
    }

    private static @Nullable Quote quote(PoolState state, Touch touch, @Nullable Integer feePips) {
        SwapContext context = touch.swap().context();
        PoolFamily family = context.family();
        if (family == null || feePips == null || context.indexIn() == null) {
            return null;
        }
        return switch (family) {
            case UNISWAP_V2 -> ofPair(state, touch.swap().amountInRaw(), context.indexIn() == 0, feePips);
            case UNISWAP_V3, PANCAKE_V3 -> ofRange(state, touch.swap().amountInRaw(), context);
            default -> null;
        };
    }

    private static @Nullable Quote ofPair(PoolState state, UInt256 in, boolean zeroForOne, int feePips) {
        UInt256 reserve0 = state.reserve0Raw();
        UInt256 reserve1 = state.reserve1Raw();
        if (reserve0 == null || reserve1 == null || reserve0.isZero() || reserve1.isZero()) {
            return null;
        }
        UInt256 reserveIn = zeroForOne ? reserve0 : reserve1;
        UInt256 reserveOut = zeroForOne ? reserve1 : reserve0;
        UInt256 out = ConstantProduct.getAmountOut(in, reserveIn, reserveOut, PairFee.ofPips(feePips));
        UInt256 afterIn = reserveIn.add(in);
        UInt256 afterOut = reserveOut.sub(out);
        return new Quote(
                out,
                new PoolState(
                        state.completeness(),
                        zeroForOne ? afterIn : afterOut,
                        zeroForOne ? afterOut : afterIn,
                        null,
                        null,
                        null));
    }

    private static @Nullable Quote ofRange(PoolState state, UInt256 in, SwapContext context) {
        UInt256 price = state.sqrtPriceX96();
        UInt256 liquidity = state.liquidity();
        Integer tick = state.tick();
        Integer indexIn = context.indexIn();
        Integer feePips = context.feePips();
        Integer tickSpacing = context.tickSpacing();
        if (price == null
                || liquidity == null
                || tick == null
                || tickSpacing == null
                || feePips == null
                || indexIn == null) {
            return null;
        }
        RangeQuote quote = RangeQuote.exactIn(
                new PoolPrice(price, liquidity, tick),
                indexIn == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO,
                in,
                new FeeTier(feePips, tickSpacing));
        PoolPrice after = quote.after();
        return new Quote(
                quote.amountOut(),
                new PoolState(state.completeness(), null, null, after.sqrtPriceX96(), after.liquidity(), after.tick()));
    }
}
