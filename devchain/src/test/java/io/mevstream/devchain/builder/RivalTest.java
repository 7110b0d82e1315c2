package io.mevstream.devchain.builder;

import static io.mevstream.devchain.builder.BareChain.ALICE;
import static io.mevstream.devchain.builder.BareChain.BOB;
import static io.mevstream.devchain.builder.BareChain.GWEI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RivalTest {

    private static final Address SOMEBODY = Address.of("0x" + "ee".repeat(20));
    private static final int SLOTS = 60;

    @TempDir
    Path folder;

    @Test
    void takesTheShareOfContestsThatItsStrengthSays() {
        assertThat(landed(0, 5)).hasSize(SLOTS);
        assertThat(landed(100, 5)).isEmpty();
        List<Integer> half = landed(50, 5);
        assertThat(half.size()).isBetween(SLOTS / 4, 3 * SLOTS / 4);
        assertThat(landed(50, 5)).isEqualTo(half);
        assertThat(landed(50, 6)).isNotEqualTo(half);
    }

    @Test
    void leavesBundlesWithoutPublicTransactionsAlone() {
        try (BareChain bare = new BareChain(folder)) {
            SlotAuction auction = new SlotAuction(bare.chain(), 1);
            BundlePool pool = new BundlePool(BundlePool.Scope.NAME);
            auction.add(Builder.named("one", bare.chain().chainId()), pool);
            auction.rivals(List.of(new BackrunRival(1, 100, bare.chain().chainId())));
            pool.add(bare.bundle(bare.call(ALICE, SOMEBODY, 1, GWEI)), null);
            assertThat(auction.mineBlock().receipts()).hasSize(1);
        }
    }

    @Test
    void takesTheShareOfSlotsThatTheBuilderRivalsStrengthSays() {
        try (BareChain bare = new BareChain(folder)) {
            SlotAuction auction = new SlotAuction(bare.chain(), 1);
            BundlePool pool = new BundlePool(BundlePool.Scope.NAME);
            auction.add(Builder.named("one", bare.chain().chainId()), pool);
            auction.builderRival(new BuilderRival(3, 50, bare.chain().chainId()));
            int lost = 0;
            for (int i = 0; i < SLOTS; i++) {
                Bundle bundle = bare.bundle(bare.call(ALICE, (long) i - lost, SOMEBODY, 1, GWEI));
                pool.add(bundle, null);
                SlotReport report = auction.report(auction.mineBlock().number());
                boolean own = report.winner().equals("one");
                assertThat(report.results().get(0).outcome())
                        .isEqualTo(own ? BundleOutcome.INCLUDED : BundleOutcome.SLOT_LOST);
                lost += own ? 0 : 1;
            }
            assertThat(lost).isBetween(SLOTS / 4, 3 * SLOTS / 4);
        }
    }

    @Test
    void isOfAStrengthWithinBounds() {
        assertThatThrownBy(() -> new BackrunRival(1, 101, 1)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> new BuilderRival(1, -1, 1)).hasMessageContaining("0 to 100");
    }

    /** The slots in which the searcher's backrun is in the block, against a rival of that strength. */
    private List<Integer> landed(int strength, long seed) {
        List<Integer> landed = new ArrayList<>();
        try (BareChain bare = new BareChain(folder)) {
            SlotAuction auction = new SlotAuction(bare.chain(), 1);
            BundlePool pool = new BundlePool(BundlePool.Scope.NAME);
            auction.add(Builder.named("one", bare.chain().chainId()), pool);
            auction.rivals(List.of(new BackrunRival(seed, strength, bare.chain().chainId())));
            for (int i = 0; i < SLOTS; i++) {
                PooledTransaction open = bare.call(BOB, SOMEBODY, 1, GWEI);
                auction.submit(open);
                Bundle bundle = bare.bundle(open, bare.call(ALICE, landed.size(), SOMEBODY, 1, 5 * GWEI));
                pool.add(bundle, null);
                var receipts = auction.mineBlock().receipts();
                assertThat(receipts.get(0).get("transactionHash").asText())
                        .isEqualTo(open.hash().toString());
                String behind = bundle.transactions().get(1).hash().toString();
                if (receipts.get(1).get("transactionHash").asText().equals(behind)) {
                    landed.add(i);
                }
            }
        }
        return landed;
    }
}
