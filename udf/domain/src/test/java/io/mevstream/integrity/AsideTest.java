package io.mevstream.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsideTest {

    @Test
    void givesEachItsOwnResult() {
        for (int round = 0; round < 200; round++) {
            List<Aside<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                all.add(Aside.begin(() -> number * number));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(all.get(i).result()).isEqualTo(i * i);
            }
        }
    }

    @Test
    void doesItselfWhatNoThreadIsFreeFor() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        int more = Runtime.getRuntime().availableProcessors() + 4;
        try {
            for (int i = 0; i < more; i++) {
                Aside.begin(() -> end.await(30, TimeUnit.SECONDS));
            }
            assertThat(Aside.begin(() -> "mine").result()).isEqualTo("mine");
        } finally {
            end.countDown();
        }
    }

    @Test
    void failsAsTheCalculationDid() {
        Aside<Integer> failing = Aside.begin(() -> {
            throw new IllegalArgumentException("of the calculation");
        });
        assertThatThrownBy(failing::result).hasRootCauseMessage("of the calculation");
    }
}
