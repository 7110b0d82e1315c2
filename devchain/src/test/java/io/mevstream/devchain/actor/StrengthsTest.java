package io.mevstream.devchain.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrengthsTest {

    @Test
    void leavesWhatIsNotNamedAsUsual() {
        Strengths strengths = Strengths.parse("traders=1.5, sandwichers=0");

        assertThat(strengths.scale("traders", 9_000_000)).isEqualTo(13_500_000);
        assertThat(strengths.of("sandwichers")).isZero();
        assertThat(strengths.of("jit")).isEqualTo(1_000_000);
    }

    @Test
    void setsAllAndThenSome() {
        assertThat(Strengths.parse("all=0,oracles=0.2"))
                .hasToString("arbitrageurs=0,borrowers=0,crowds=0,jit=0,liquidators=0,oracles=0.2,providers=0,"
                        + "sandwichers=0,traders=0");
    }

    @Test
    void saysEverythingThatIsWrong() {
        assertThatThrownBy(() -> Strengths.parse("trader=1,jit=-1,crowds,oracles=21,borrowers=x"))
                .hasMessageContaining("0 to 20")
                .hasMessageContaining("sandwichers")
                .hasMessageContaining("trader=1 and jit=-1 and crowds and oracles=21 and borrowers=x");
    }
}
