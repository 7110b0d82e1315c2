package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.v3.Direction;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.TickMap.Tick;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TickMapTest {

    @Test
    void addsAPositionAtBothItsEndsAndForgetsThemWithIt() {
        TickMap one = Objects.requireNonNull(TickMap.EMPTY.with(-60, 60, Int256.of(5)));
        assertThat(one.ticks())
                .containsExactly(
                        new Tick(-60, UInt256.of(5), Int256.of(5)), new Tick(60, UInt256.of(5), Int256.of(-5)));
        TickMap two = Objects.requireNonNull(one.with(60, 120, Int256.of(5)));
        assertThat(two.ticks())
                .containsExactly(
                        new Tick(-60, UInt256.of(5), Int256.of(5)),
                        // One ends where the other begins: nothing changes there, the swap stops all the same.
                        new Tick(60, UInt256.of(10), Int256.ZERO),
                        new Tick(120, UInt256.of(5), Int256.of(-5)));
        assertThat(Objects.requireNonNull(two.with(60, 120, Int256.of(-5)))).isEqualTo(one);
        assertThat(one.with(-60, 60, Int256.of(-5))).isEqualTo(TickMap.EMPTY);
    }

    @Test
    void refusesToTakeWhatWasNeverGiven() {
        assertThat(TickMap.EMPTY.with(-60, 60, Int256.of(-1))).isNull();
    }

    @Property(tries = 500)
    void findsTheNextTickAsASortedMapDoes(@ForAll long seed) {
        Random random = new Random(seed);
        TickMap ticks = randomTicks(random, TickMap.EMPTY);
        TreeMap<Integer, Tick> naive = new TreeMap<>();
        ticks.ticks().forEach(tick -> naive.put(tick.tick(), tick));
        for (int i = 0; i < 50; i++) {
            int tick = random.nextInt(2400) - 1200;
            int reach = random.nextInt(500);
            Integer below = naive.floorKey(tick);
            Integer above = naive.higherKey(tick);
            assertThat(ticks.next(tick, tick - reach, Direction.ZERO_FOR_ONE))
                    .isEqualTo(below == null || below < tick - reach ? tick - reach : below);
            assertThat(ticks.next(tick, tick + reach, Direction.ONE_FOR_ZERO))
                    .isEqualTo(above == null || above > tick + reach ? tick + reach : above);
            assertThat(ticks.liquidityNet(tick))
                    .isEqualTo(naive.containsKey(tick) ? naive.get(tick).liquidityNet() : Int256.ZERO);
        }
    }

    @Property(tries = 500)
    void differencesLeadFromOneToTheOther(@ForAll long seed) {
        Random random = new Random(seed);
        TickMap one = randomTicks(random, TickMap.EMPTY);
        TickMap other = randomTicks(random, random.nextBoolean() ? one : TickMap.EMPTY);
        assertThat(other.with(one.differencesFrom(other))).isEqualTo(one);
        assertThat(one.differencesFrom(one)).isEmpty();
    }

    private static TickMap randomTicks(Random random, TickMap from) {
        TickMap ticks = from;
        for (int i = 0; i < random.nextInt(12); i++) {
            int lower = 60 * (random.nextInt(30) - 15);
            int upper = lower + 60 * (1 + random.nextInt(10));
            TickMap after = ticks.with(lower, upper, Int256.of(random.nextInt(9) - 2));
            ticks = after == null ? ticks : after;
        }
        return ticks;
    }
}
