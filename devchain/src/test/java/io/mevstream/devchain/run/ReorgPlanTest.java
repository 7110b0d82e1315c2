package io.mevstream.devchain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.devchain.actor.Dice;
import org.junit.jupiter.api.Test;

class ReorgPlanTest {

    @Test
    void undoesWhatIsPlannedOnceTheRunIsLongEnough() {
        ReorgPlan plan = ReorgPlan.parse("100:64,110:1");
        Dice dice = Dice.of(1, "market", 1, 0);

        assertThat(plan.deepest()).isEqualTo(64);
        assertThat(plan.depth(dice, 99, true)).isZero();
        assertThat(plan.depth(dice, 100, true)).isEqualTo(64);
        assertThat(plan.depth(dice, 100, false)).as("built again").isZero();
    }

    @Test
    void undoesByChanceNoMoreThanThereIs() {
        ReorgPlan plan = ReorgPlan.parse("0.1x2-5");
        int reorgs = 0;
        for (int slot = 0; slot < 1_000; slot++) {
            int depth = plan.depth(Dice.of(1, "market", slot, 0), 3, true);
            assertThat(depth).isIn(0, 2, 3);
            reorgs += depth > 0 ? 1 : 0;
        }
        assertThat(reorgs).isBetween(60, 140);
    }

    @Test
    void refusesPlansThatWouldNotEnd() {
        assertThatThrownBy(() -> ReorgPlan.parse("0.9,0.2x1-64,10:11,5:0,x"))
                .hasMessageContaining("0.05x1-3")
                .hasMessageContaining("0.9 and 0.2x1-64 and 10:11 and 5:0 and x");
    }
}
