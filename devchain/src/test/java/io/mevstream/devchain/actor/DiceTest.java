package io.mevstream.devchain.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void drawsByNameAndBlockAndBranchAlone() {
        assertThat(draws(Dice.of(1, "traders", 7, 0))).isEqualTo(draws(Dice.of(1, "traders", 7, 0)));
        assertThat(draws(Dice.of(1, "traders", 7, 0)))
                .isNotEqualTo(draws(Dice.of(2, "traders", 7, 0)))
                .isNotEqualTo(draws(Dice.of(1, "crowds", 7, 0)))
                .isNotEqualTo(draws(Dice.of(1, "traders", 8, 0)))
                .isNotEqualTo(draws(Dice.of(1, "traders", 7, 1)));
    }

    @Test
    void countsAFractionAsAChance() {
        Dice dice = Dice.of(3, "count", 0, 0);
        long sum = 0;
        for (int i = 0; i < 10_000; i++) {
            int count = dice.count(2_250_000);
            assertThat(count).isBetween(2, 3);
            sum += count;
        }
        assertThat(sum).isBetween(22_000L, 23_000L);
    }

    private static List<Long> draws(Dice dice) {
        List<Long> draws = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            draws.add(dice.between(-5, 1_000_000));
        }
        assertThat(draws).allMatch(draw -> draw >= -5 && draw <= 1_000_000);
        return draws;
    }
}
