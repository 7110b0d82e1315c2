package io.mevstream.devchain.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Chain;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builder against its twin: random bundles that exclude, dilute and need each other, block by block. */
class MergeTest {

    private static final int BLOCKS = 30;
    private static final List<Account> SENDERS = List.of(BareChain.ALICE, BareChain.BOB, BareChain.CAROL);
    private static final List<Address> CALLEES = List.of(
            BareChain.PRIZE,
            BareChain.DILUTE,
            BareChain.DILUTE,
            BareChain.REVERT,
            BareChain.LOTTERY,
            Address.of("0x" + "ee".repeat(20)));

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    @Test
    void buildsWhatItsTwinBuildsByMining() throws IOException {
        Path first = Files.createDirectory(folder.resolve("one"));
        Path second = Files.createDirectory(folder.resolve("two"));
        try (BareChain bare = new BareChain(first);
                BareChain twin = new BareChain(second)) {
            Builder builder = Builder.named("one", bare.chain().chainId());
            SlotAuction auction = new SlotAuction(bare.chain(), 1);
            BundlePool pool = new BundlePool(BundlePool.Scope.NAME);
            auction.add(builder, pool);
            NaiveBuilder naive = new NaiveBuilder(twin.chain(), builder.coinbase());
            int placed = 0;
            int left = 0;
            for (int i = 0; i < BLOCKS; i++) {
                List<Bundle> bundles = bundles(bare);
                bundles.forEach(bundle -> pool.add(bundle, null));
                long time = bare.chain().time() + Slot.SECONDS;
                BigInteger before = bare.balance(builder.coinbase());

                naive.baseFee(auction.slot(0, builder.coinbase()).baseFeeWei());
                List<PooledTransaction> expected = naive.build(bundles, time);
                Chain.Mined mined = auction.mineBlock(time);

                assertThat(hashes(mined))
                        .isEqualTo(
                                expected.stream().map(PooledTransaction::hash).toList());
                assertThat(naive.mine(expected, time).hash()).isEqualTo(mined.hash());
                SlotReport report = auction.report(mined.number());
                assertThat(bare.balance(builder.coinbase()).subtract(before)).isEqualTo(gain(report));
                placed += report.included().size();
                left += bundles.size() - report.included().size();
            }
            assertThat(placed).isGreaterThan(BLOCKS);
            assertThat(left).isGreaterThan(BLOCKS);
        }
    }

    private List<Bundle> bundles(BareChain bare) {
        List<Bundle> bundles = new ArrayList<>();
        int count = 2 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            List<PooledTransaction> transactions = new ArrayList<>();
            List<Hash> reverting = new ArrayList<>();
            List<Hash> dropping = new ArrayList<>();
            int[] next = {0, 0, 0};
            int size = 1 + random.nextInt(3);
            for (int j = 0; j < size; j++) {
                int sender = random.nextInt(SENDERS.size());
                PooledTransaction transaction = transaction(bare, sender, next[sender]++);
                transactions.add(transaction);
                int right = random.nextInt(4);
                if (right == 0) {
                    reverting.add(transaction.hash());
                } else if (right == 1) {
                    dropping.add(transaction.hash());
                }
            }
            bundles.add(bare.bundle(reverting, dropping, transactions.toArray(PooledTransaction[]::new)));
        }
        return bundles;
    }

    /** Mostly with the sender's next nonce, sometimes with a later one, so that bundles need each other. */
    private PooledTransaction transaction(BareChain bare, int sender, int further) {
        Account from = SENDERS.get(sender);
        bare.chain().forgetNonces();
        long nonce = bare.chain().nonce(from.address()) + further + (random.nextInt(5) == 0 ? 1 : 0);
        Address to = CALLEES.get(random.nextInt(CALLEES.size()));
        long value = BareChain.GWEI * random.nextInt(1_000_000);
        return bare.call(from, nonce, to, value, BareChain.GWEI * random.nextInt(4));
    }

    private static BigInteger gain(SlotReport report) {
        return report.included().stream().map(SlotReport.Included::gainWei).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<Hash> hashes(Chain.Mined mined) {
        return mined.receipts().stream()
                .map(receipt -> Hash.of(receipt.get("transactionHash").asText()))
                .toList();
    }
}
