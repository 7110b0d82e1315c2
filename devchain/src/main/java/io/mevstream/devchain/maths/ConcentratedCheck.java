package io.mevstream.devchain.maths;

import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.TickBitmap;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.Question;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Pools of Uniswap V3, or of Pancake V3, of four tiers at random prices and ticks: amounts, price, tick and liquidity after
 * each swap.
 */
final class ConcentratedCheck implements FamilyCheck {

    private static final int STATES = 40;
    private static final int SWAPS = 25;
    private static final Hash SLOT0 = Slots.at(0);
    private static final UInt256 PLENTY = UInt256.ONE.shiftLeft(254);

    private final CallBatch batch;
    private final Address oracle;
    private final TierLayout layout;
    private final List<Deployment.Pool> pools;
    /** The words of each pool's bitmap that are in use where it stands. */
    private final Map<Address, List<Hash>> used = new TreeMap<>();

    private ConcentratedCheck(CallBatch batch, Address oracle, TierLayout layout, List<Deployment.Pool> pools) {
        this.batch = batch;
        this.oracle = oracle;
        this.layout = layout;
        this.pools = pools;
        for (Deployment.Pool pool : pools) {
            used.put(pool.address(), usedWords(pool));
        }
    }

    static ConcentratedCheck uniswap(CallBatch batch, Address oracle, Deployment deployment) {
        return new ConcentratedCheck(batch, oracle, TierLayout.UNISWAP, deployment.pools(PoolFamily.UNISWAP_V3));
    }

    static ConcentratedCheck pancake(CallBatch batch, Address oracle, PancakeSite site) {
        return new ConcentratedCheck(batch, oracle, TierLayout.PANCAKE, site.pools());
    }

    private List<Hash> usedWords(Deployment.Pool pool) {
        int most = TickBitmap.compress(TickMath.MAX_TICK, spacing(pool)) >> 8;
        List<View> views = new ArrayList<>();
        for (int word = -most - 1; word <= most; word++) {
            views.add(View.of(pool.address(), "tickBitmap(int16)", word));
        }
        List<Answer> answers = batch.ask(views);
        List<Hash> slots = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!UInt256.fromBytes(answers.get(i).data().array(), 0).isZero()) {
                slots.add(Slots.hash(Slots.mapped(i - most - 1, layout.bitmap())));
            }
        }
        return slots;
    }

    private static int spacing(Deployment.Pool pool) {
        return Objects.requireNonNull(pool.tickSpacing());
    }

    @Override
    public String name() {
        return layout.maths().name().toLowerCase(Locale.ROOT);
    }

    private record Asked(ConcentratedPool pool, Direction direction, Int256 amount, UInt256 limit) {}

    @Override
    public void compare(Draw draw, Tally tally, boolean fault) {
        List<Asked> all = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < STATES; i++) {
            Deployment.Pool pool = pools.get(draw.between(0, pools.size() - 1));
            RandomTicks state = RandomTicks.draw(draw, spacing(pool));
            FeeTier tier = new FeeTier(fault ? pool.feePips() + 1 : pool.feePips(), spacing(pool));
            ConcentratedPool ours = new ConcentratedPool(layout.maths(), state.price(), state.ticks(), tier);
            List<View> views = new ArrayList<>();
            for (int j = 0; j < SWAPS; j++) {
                Asked asked = asked(draw, ours, state);
                all.add(asked);
                views.add(View.of(
                        oracle,
                        "v3(address,bool,int256,uint160)",
                        pool.address(),
                        asked.direction() == Direction.ZERO_FOR_ONE,
                        asked.amount().toBigInteger(),
                        asked.limit().toBigInteger()));
            }
            questions.add(new Question(storage(pool, state, draw), views));
        }
        List<List<Answer>> answers = batch.askAll(questions);
        for (int i = 0; i < all.size(); i++) {
            Asked asked = all.get(i);
            SwapAnswers.compare(
                    asked,
                    () -> Objects.requireNonNull(asked.pool().swap(asked.direction(), asked.amount(), asked.limit())),
                    asked.direction(),
                    true,
                    answers.get(i / SWAPS).get(i % SWAPS),
                    tally);
        }
    }

    private static Asked asked(Draw draw, ConcentratedPool pool, RandomTicks state) {
        Direction direction = draw.oneIn(2) ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        Int256 size = Int256.ofExact(draw.number(draw.oneIn(8) ? 250 : 125));
        return new Asked(
                pool,
                direction,
                draw.oneIn(2) ? size : size.negate(),
                state.limit(draw, direction, pool.tier().tickSpacing()));
    }

    private Map<Address, Map<Hash, Hash>> storage(Deployment.Pool pool, RandomTicks state, Draw draw) {
        Map<Hash, Hash> slots = new TreeMap<>();
        used.get(pool.address()).forEach(word -> slots.put(word, Slots.at(0)));
        slots.putAll(state.storage(layout.ticks(), layout.bitmap(), spacing(pool)));
        UInt256 tick = Slots.signed(state.price().tick()).and(UInt256.of(0xffffff));
        UInt256 slot0 = state.price()
                .sqrtPriceX96()
                .or(tick.shiftLeft(160))
                // One observation, and room for one.
                .or(UInt256.ONE.shiftLeft(200))
                .or(UInt256.ONE.shiftLeft(216));
        layout.putSlot0(slots, SLOT0, slot0, draw);
        slots.put(layout.liquidity(), Slots.hash(state.price().liquidity()));
        Map<Address, Map<Hash, Hash>> storage = new TreeMap<>();
        storage.put(pool.address(), slots);
        for (Address token : pool.tokens()) {
            storage.put(token, Map.of(Slots.balance(pool.address()), Slots.hash(PLENTY)));
        }
        return storage;
    }
}
