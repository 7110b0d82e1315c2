package io.mevstream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Quotes by limbs and by BigInteger, written apart. */
class PoolTwinsTest {

    /** 256 pools of each family a seed. */
    @Test
    void quotesOfEachFamilyAreThoseOfItsTwin() {
        for (long seed = 0; seed < 40; seed++) {
            PoolBenchmark pools = new PoolBenchmark(seed);
            assertThatCode(pools::agree).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    @Test
    void theSdkIsGivenAsManyResultsAsOperands() {
        for (String method : new String[] {"v2Quote", "v3Step", "v3Quote"}) {
            SdkWork work = SdkWork.of(method);
            assertThat(work.operands()).hasSize(Operands.COUNT);
            assertThat(work.results()).hasSize(Operands.COUNT);
        }
    }
}
