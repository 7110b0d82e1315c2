package io.mevstream.devchain.maths;

import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.amm.v4.SwapFees;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.Question;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Pools of the deployed V4 manager, of any spacing, fee and protocol fee, with ether or without: amounts, price, tick and
 * liquidity after each swap.
 */
final class ManagedCheck implements FamilyCheck {

    private static final int STATES = 40;
    private static final int SWAPS = 25;
    private static final String KEY = "(address,address,uint24,int24,address)";
    private static final UInt256 POOLS = UInt256.of(6);
    private static final UInt256 LIQUIDITY = UInt256.of(3);
    private static final UInt256 TICKS = UInt256.of(4);
    private static final UInt256 BITMAP = UInt256.of(5);
    /** Asked before positions change, never when somebody swaps. */
    private static final Address HARMLESS = Address.of("0x0000000000000000000000000000000000000a00");

    private final CallBatch batch;
    private final Address manager;
    private final Address oracle;
    private final Address token;

    ManagedCheck(CallBatch batch, Deployment deployment, Address oracle) {
        this.batch = batch;
        this.manager = deployment.contract("uniswap-v4/manager");
        this.oracle = oracle;
        this.token = deployment.token("USDC").address();
    }

    @Override
    public String name() {
        return "uniswap_v4";
    }

    private record Asked(ManagedPool pool, Direction direction, Int256 amount, UInt256 limit) {}

    @Override
    public void compare(Draw draw, Tally tally, boolean fault) {
        List<Asked> all = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < STATES; i++) {
            int spacing = draw.oneIn(2) ? draw.between(1, 200) : draw.oneIn(2) ? 60 : draw.between(1, 2000);
            RandomTicks state = RandomTicks.draw(draw, spacing);
            Address hooks = draw.oneIn(2) ? Address.ZERO : HARMLESS;
            SwapFees fees = fees(draw);
            SwapFees known = fault ? new SwapFees(Math.abs(fees.lpPips() - 1), fees.protocolPips()) : fees;
            ManagedPool ours = new ManagedPool(state.price(), state.ticks(), known, spacing, hooks);
            // The fee in the key is not the one that is paid: that is in the pool's state.
            List<Object> key = List.of(Address.ZERO, token, draw.between(0, 1_000_000), spacing, hooks);
            List<View> views = new ArrayList<>();
            for (int j = 0; j < SWAPS; j++) {
                Asked asked = asked(draw, ours, state);
                all.add(asked);
                views.add(View.of(
                        oracle,
                        "v4(address," + KEY + ",(bool,int256,uint160))",
                        manager,
                        key,
                        List.of(
                                asked.direction() == Direction.ZERO_FOR_ONE,
                                asked.amount().negate().toBigInteger(),
                                asked.limit().toBigInteger())));
            }
            questions.add(new Question(Map.of(manager, storage(key, state, fees, spacing)), views));
        }
        List<List<Answer>> answers = batch.askAll(questions);
        for (int i = 0; i < all.size(); i++) {
            Asked asked = all.get(i);
            SwapAnswers.compare(
                    asked,
                    () -> Objects.requireNonNull(asked.pool().swap(asked.direction(), asked.amount(), asked.limit())),
                    asked.direction(),
                    false,
                    answers.get(i / SWAPS).get(i % SWAPS),
                    tally);
        }
    }

    private static SwapFees fees(Draw draw) {
        int lp = draw.oneIn(8) ? (draw.oneIn(2) ? 0 : 1_000_000) : draw.between(0, draw.oneIn(4) ? 1_000_000 : 10_000);
        int protocol = draw.oneIn(2) ? 0 : draw.between(0, 1000) | draw.between(0, 1000) << 12;
        return new SwapFees(lp, protocol);
    }

    private static Asked asked(Draw draw, ManagedPool pool, RandomTicks state) {
        Direction direction = draw.oneIn(2) ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        Int256 size = Int256.ofExact(draw.number(draw.oneIn(8) ? 250 : 125));
        return new Asked(
                pool,
                direction,
                draw.oneIn(2) ? size : size.negate(),
                state.limit(draw, direction, pool.tickSpacing()));
    }

    private static Map<Hash, Hash> storage(List<Object> key, RandomTicks state, SwapFees fees, int spacing) {
        Hash id = Keccak.hash(Abi.encode(KEY, key.toArray()));
        UInt256 pool = Slots.mapped(UInt256.fromBytes(id.toBytes(), 0), POOLS);
        Map<Hash, Hash> slots =
                new TreeMap<>(state.storage(pool.addWrapping(TICKS), pool.addWrapping(BITMAP), spacing));
        UInt256 tick = Slots.signed(state.price().tick()).and(UInt256.of(0xffffff));
        UInt256 slot0 = state.price()
                .sqrtPriceX96()
                .or(tick.shiftLeft(160))
                .or(UInt256.of(fees.protocolPips()).shiftLeft(184))
                .or(UInt256.of(fees.lpPips()).shiftLeft(208));
        slots.put(Slots.hash(pool), Slots.hash(slot0));
        slots.put(
                Slots.hash(pool.addWrapping(LIQUIDITY)),
                Slots.hash(state.price().liquidity()));
        return slots;
    }
}
