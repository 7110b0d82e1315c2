package io.mevstream.devchain.builder;

import static io.mevstream.devchain.builder.BareChain.ALICE;
import static io.mevstream.devchain.builder.BareChain.BOB;
import static io.mevstream.devchain.builder.BareChain.CAROL;
import static io.mevstream.devchain.builder.BareChain.DILUTE;
import static io.mevstream.devchain.builder.BareChain.GWEI;
import static io.mevstream.devchain.builder.BareChain.PRIZE;
import static io.mevstream.devchain.builder.BareChain.REVERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.Refund.Share;
import io.mevstream.devchain.builder.Refund.TooSmall;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Chain;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotAuctionTest {

    private static final Address SOMEBODY = Address.of("0x" + "ee".repeat(20));

    @TempDir
    Path folder;

    private BareChain bare;
    private SlotAuction auction;
    private Builder builder;
    private final BundlePool pool = new BundlePool(BundlePool.Scope.NAME);

    @BeforeEach
    void start() {
        bare = new BareChain(folder);
        auction = new SlotAuction(bare.chain(), 1);
        builder = Builder.named("one", bare.chain().chainId());
        auction.add(builder, pool);
    }

    @AfterEach
    void stop() {
        bare.close();
    }

    @Test
    void ordersPublicTransactionsByTipAndNonce() {
        PooledTransaction first = bare.call(ALICE, SOMEBODY, 1, GWEI);
        PooledTransaction second = bare.call(ALICE, SOMEBODY, 1, 9 * GWEI);
        PooledTransaction middle = bare.call(BOB, SOMEBODY, 1, 5 * GWEI);
        List.of(second, first, middle).forEach(auction::submit);

        assertThat(mined(auction.mineBlock())).containsExactly(middle.hash(), first.hash(), second.hash());
        assertThat(auction.mempool().all()).isEmpty();
    }

    @Test
    void putsBundlesBeforePublicTransactionsAndTheBetterBidFirst() {
        PooledTransaction open = bare.call(CAROL, SOMEBODY, 1, 50 * GWEI);
        auction.submit(open);
        Bundle low = bare.bundle(bare.call(ALICE, DILUTE, 1000, GWEI), bare.call(ALICE, SOMEBODY, 5, GWEI));
        Bundle high = bare.bundle(bare.call(BOB, SOMEBODY, 1000, 3 * GWEI));
        pool.add(low, null);
        pool.add(high, null);

        assertThat(mined(auction.mineBlock()))
                .containsExactly(
                        high.transactions().get(0).hash(),
                        low.transactions().get(0).hash(),
                        low.transactions().get(1).hash(),
                        open.hash());
    }

    @Test
    void includesOneOfTwoBundlesThatExcludeEachOther() {
        Bundle low = bare.bundle(bare.call(ALICE, PRIZE, 1_000_000, GWEI));
        Bundle high = bare.bundle(bare.call(BOB, PRIZE, 2_000_000_000_000_000L, GWEI));
        pool.add(low, null);
        pool.add(high, null);

        assertThat(mined(auction.mineBlock()))
                .containsExactly(high.transactions().get(0).hash());
        assertThat(outcome(low)).isEqualTo(BundleOutcome.CONFLICT);
        assertThat(outcome(high)).isEqualTo(BundleOutcome.INCLUDED);
    }

    @Test
    void laterTakesTheOneThatPaysLessInItsPlaceThanAlone() {
        // Alone 90 pays more than 80 than 79; after the 90, half of 80 pays less than 79.
        Bundle nine = bare.bundle(bare.call(ALICE, DILUTE, 90 * GWEI * 3_000, GWEI));
        Bundle eight = bare.bundle(bare.call(BOB, DILUTE, 80 * GWEI * 3_000, GWEI));
        Bundle six = bare.bundle(bare.call(CAROL, PRIZE, 79 * GWEI * 3_000, GWEI));
        List.of(six, eight, nine).forEach(bundle -> pool.add(bundle, null));

        assertThat(mined(auction.mineBlock()))
                .containsExactly(
                        nine.transactions().get(0).hash(),
                        six.transactions().get(0).hash(),
                        eight.transactions().get(0).hash());
    }

    @Test
    void keepsWhatMayRevertAndDropsWhatMayBeDropped() {
        PooledTransaction fails = bare.call(ALICE, REVERT, 0, GWEI);
        PooledTransaction works = bare.call(BOB, SOMEBODY, 0, GWEI);
        PooledTransaction failsToo = bare.call(CAROL, REVERT, 0, GWEI);
        Bundle allowed = bare.bundle(List.of(fails.hash()), List.of(failsToo.hash()), fails, works, failsToo);
        Bundle strict = bare.bundle(failsToo);
        pool.add(allowed, null);
        pool.add(strict, null);

        Chain.Mined block = auction.mineBlock();

        assertThat(mined(block)).containsExactly(fails.hash(), works.hash());
        assertThat(block.receipts().get(0).get("status").asText()).isEqualTo("0x0");
        assertThat(outcome(strict)).isEqualTo(BundleOutcome.REVERTS);
    }

    @Test
    void leavesOutWhatCannotBeInTheBlock() {
        Bundle early = bare.bundle(bare.call(ALICE, 7, SOMEBODY, 0, GWEI));
        Bundle poor = bare.bundle(bare.call(Account.named("poor"), 0, SOMEBODY, 0, GWEI));
        Bundle free = bare.bundle(bare.call(BOB, SOMEBODY, 0, 0));
        List.of(early, poor, free).forEach(bundle -> pool.add(bundle, null));

        assertThat(mined(auction.mineBlock())).isEmpty();
        assertThat(detail(early)).contains("nonce too high").contains("tx: 7 state: 0");
        assertThat(detail(poor)).contains("insufficient funds");
        assertThat(outcome(free)).isEqualTo(BundleOutcome.PAYS_NOTHING);
    }

    @Test
    void paysForASenderWithNothingWithinTheBundle() {
        Account fresh = Account.named("fresh");
        PooledTransaction gift = bare.call(ALICE, fresh.address(), 100_000_000 * GWEI, GWEI);
        PooledTransaction spends = bare.call(fresh, SOMEBODY, 0, 2 * GWEI);
        pool.add(bare.bundle(gift, spends), null);

        assertThat(mined(auction.mineBlock())).containsExactly(gift.hash(), spends.hash());
    }

    @Test
    void paysRefundsOutOfWhatTheBundlePaid() {
        long paid = 1_000_000 * GWEI;
        PooledTransaction pays = bare.call(ALICE, PRIZE, paid, 0);
        pool.add(refunding(pays, 90, TooSmall.DISCARD_BUNDLE), null);

        BigInteger before = bare.balance(builder.coinbase());
        Chain.Mined block = auction.mineBlock();

        BigInteger cost = auction.report(block.number()).slot().baseFeeWei().multiply(BigInteger.valueOf(21_000));
        BigInteger refund = BigInteger.valueOf(paid * 9 / 10).subtract(cost);
        assertThat(bare.balance(SOMEBODY)).isEqualTo(refund);
        assertThat(bare.balance(builder.coinbase()))
                .isEqualTo(before.add(BigInteger.valueOf(paid)).subtract(refund).subtract(cost));
    }

    @Test
    void treatsARefundThatIsTooSmallAsItsRelayDoes() {
        Bundle discarded = refunding(bare.call(ALICE, PRIZE, 1000, 1), 90, TooSmall.DISCARD_BUNDLE);
        Bundle kept = refunding(bare.call(BOB, SOMEBODY, 1000, 1), 90, TooSmall.PAY_NOTHING);
        pool.add(discarded, null);
        pool.add(kept, null);

        assertThat(mined(auction.mineBlock()))
                .containsExactly(kept.transactions().get(0).hash());
        assertThat(outcome(discarded)).isEqualTo(BundleOutcome.REFUND_TOO_SMALL);
    }

    @Test
    void minesTheBlockOfTheBuilderWhoseBundlesPayMost() {
        BundlePool other = new BundlePool(BundlePool.Scope.NAME);
        auction.add(Builder.named("two", bare.chain().chainId()), other);
        Bundle here = bare.bundle(bare.call(ALICE, PRIZE, 1000, GWEI));
        Bundle there = bare.bundle(bare.call(BOB, PRIZE, 1000, 2 * GWEI));
        pool.add(here, null);
        other.add(there, null);

        Chain.Mined block = auction.mineBlock();

        assertThat(mined(block)).containsExactly(there.transactions().get(0).hash());
        assertThat(auction.report(block.number()).winner()).isEqualTo("two");
        assertThat(outcome(here)).isEqualTo(BundleOutcome.SLOT_LOST);
    }

    @Test
    void countsNoPublicFeesAsABundlesWorth() {
        BundlePool other = new BundlePool(BundlePool.Scope.NAME);
        auction.add(Builder.named("two", bare.chain().chainId()), other);
        PooledTransaction open = bare.call(CAROL, SOMEBODY, 1, 50 * GWEI);
        auction.submit(open);
        PooledTransaction behind = bare.call(ALICE, SOMEBODY, 0, GWEI);
        PooledTransaction better = bare.call(BOB, SOMEBODY, 0, 2 * GWEI);
        pool.add(bare.bundle(open, behind), null);
        other.add(bare.bundle(better), null);

        assertThat(mined(auction.mineBlock())).containsExactly(better.hash(), open.hash());
    }

    @Test
    void rollsBackWithPublicTransactionsWaitingAgain() {
        PooledTransaction open = bare.call(CAROL, SOMEBODY, 1, 50 * GWEI);
        auction.submit(open);
        Bundle bundle = bare.bundle(bare.call(ALICE, PRIZE, 1000, GWEI));
        pool.add(bundle, null);
        Hash block = auction.mineBlock().hash();

        auction.rollBack(1);

        assertThat(auction.mempool().all()).containsExactly(open);
        Chain.Mined again = auction.mineBlock();
        assertThat(again.hash()).isNotEqualTo(block);
        assertThat(mined(again)).containsExactly(open.hash());
    }

    @Test
    void takesTheBaseFeeItIsTold() {
        auction.nextBaseFee(BigInteger.valueOf(77));
        assertThat(auction.mineBlock().block().get("baseFeePerGas").asText()).isEqualTo("0x4d");
    }

    @Test
    void refusesWhatTheMempoolMayNotHold() {
        PooledTransaction first = bare.call(ALICE, SOMEBODY, 0, 10 * GWEI);
        auction.submit(first);
        assertThatThrownBy(() -> auction.submit(first)).hasMessage("already known");
        assertThatThrownBy(() -> auction.submit(bare.call(ALICE, 0, SOMEBODY, 1, 10 * GWEI)))
                .hasMessage("replacement transaction underpriced");
        PooledTransaction poor = bare.call(Account.named("poor"), SOMEBODY, 0, GWEI);
        assertThatThrownBy(() -> auction.submit(poor)).hasMessageStartingWith("insufficient funds");
        auction.mineBlock();
        assertThatThrownBy(() -> auction.submit(first)).hasMessage("nonce too low: next nonce 1, tx nonce 0");
    }

    @Test
    void forgetsPublicTransactionsWhoseSenderHasSpentTheEther() {
        Account fresh = Account.named("fresh");
        bare.chain().fund(List.of(fresh.address()), BigInteger.TEN.pow(18));
        PooledTransaction most = bare.call(fresh, SOMEBODY, 900_000_000 * GWEI, GWEI);
        PooledTransaction more = bare.call(fresh, SOMEBODY, 500_000_000 * GWEI, GWEI);
        auction.submit(most);
        auction.submit(more);

        assertThat(mined(auction.mineBlock())).containsExactly(most.hash());
        assertThat(auction.mempool().all()).isEmpty();
    }

    @Test
    void leavesOutWhatFollowsItsSendersOwnDelegation() {
        long chainId = bare.chain().chainId();
        PooledTransaction delegation = Delegation.by(ALICE, 0, BOB, 0, chainId);
        Bundle after = bare.bundle(delegation, bare.call(BOB, 1, SOMEBODY, 0, GWEI));
        Bundle used = bare.bundle(delegation, bare.call(BOB, 0, SOMEBODY, 0, GWEI));
        Bundle alone = bare.bundle(delegation);
        List.of(after, used, alone).forEach(bundle -> pool.add(bundle, null));

        assertThat(mined(auction.mineBlock())).containsExactly(delegation.hash());
        assertThat(detail(after)).contains("delegation");
        assertThat(detail(used)).contains("delegation");
        Bundle next = bare.bundle(bare.call(BOB, 1, SOMEBODY, 0, GWEI));
        pool.add(next, null);
        assertThat(mined(auction.mineBlock()))
                .containsExactly(next.transactions().get(0).hash());
    }

    private Bundle refunding(PooledTransaction transaction, int percent, TooSmall tooSmall) {
        Bundle plain = bare.bundle(transaction);
        Refund refund = new Refund(
                percent, new TreeSet<>(List.of(transaction.hash())), List.of(new Share(SOMEBODY, 100)), tooSmall);
        return new Bundle(
                plain.hash(),
                plain.transactions(),
                plain.validity(),
                plain.reverting(),
                plain.dropping(),
                List.of(refund),
                plain.origin());
    }

    private BundleOutcome outcome(Bundle bundle) {
        return result(bundle).outcome();
    }

    private String detail(Bundle bundle) {
        return result(bundle).detail();
    }

    private SlotReport.Result result(Bundle bundle) {
        return Objects.requireNonNull(auction.report(bundle.validity().firstBlock())).results().stream()
                .filter(result -> result.bundle().equals(bundle))
                .findFirst()
                .orElseThrow();
    }

    private static List<Hash> mined(Chain.Mined block) {
        return block.receipts().stream()
                .map(receipt -> Hash.of(receipt.get("transactionHash").asText()))
                .toList();
    }
}
