package io.mevstream.devchain.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.builder.BundlePool.Receipt;
import io.mevstream.devchain.builder.BundlePool.Replacement;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BundlePoolTest {

    private static final Address ONE = Address.of("0x" + "01".repeat(20));
    private static final Address OTHER = Address.of("0x" + "02".repeat(20));

    private final BundlePool pool = new BundlePool(BundlePool.Scope.NAME);
    private long arrivals;

    @Test
    void knowsTheSameBundleAgain() {
        Bundle bundle = bundle("a", 5, 5);
        assertThat(pool.add(bundle, null)).isEqualTo(Receipt.NEW);
        assertThat(pool.add(bundle("a", 5, 5), null)).isEqualTo(Receipt.KNOWN);
        assertThat(pool.add(bundle("a", 6, 6), null)).isEqualTo(Receipt.NEW);
        assertThat(pool.eligible(slot(5))).containsExactly(bundle);
    }

    @Test
    void offersWhatTheSlotAllowsInTheOrderOfArrival() {
        Bundle late = bundle("a", 5, 9);
        Bundle early = new Bundle(
                late.hash(),
                List.of(),
                new Bundle.Validity(5, 9, 100, 200),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                late.origin());
        pool.add(bundle("b", 5, 5), null);
        pool.add(late, null);
        pool.add(early, null);
        assertThat(pool.eligible(slot(6))).containsExactly(late);
        assertThat(pool.eligible(slot(6).withTimestamp(100))).containsExactly(late, early);
        assertThat(pool.eligible(slot(6).withTimestamp(201))).containsExactly(late);
        pool.expire(6);
        assertThat(pool.all()).hasSize(2);
        pool.expire(10);
        assertThat(pool.all()).isEmpty();
    }

    @Test
    void takesVersionsInTheOrderOfTheirSequenceOnly() {
        assertThat(pool.add(bundle("a", 5, 5), name(ONE, 3L))).isEqualTo(Receipt.NEW);
        assertThat(pool.add(bundle("b", 5, 5), name(ONE, 3L))).isEqualTo(Receipt.OUTDATED);
        assertThat(pool.add(bundle("c", 5, 5), name(ONE, 2L))).isEqualTo(Receipt.OUTDATED);
        assertThat(pool.add(bundle("d", 7, 7), name(ONE, 4L))).isEqualTo(Receipt.REPLACES);
        assertThat(pool.add(bundle("e", 5, 5), name(OTHER, 1L))).isEqualTo(Receipt.NEW);
        assertThat(hashes()).containsExactly(hash("d"), hash("e"));
        assertThat(pool.cancel(name(ONE, 4L))).isEmpty();
        assertThat(pool.cancel(name(ONE, 5L))).containsExactly(hash("d"));
        assertThat(pool.add(bundle("f", 5, 5), name(ONE, 5L))).isEqualTo(Receipt.OUTDATED);
        assertThat(hashes()).containsExactly(hash("e"));
    }

    @Test
    void keepsOneForEachBlockOfANameWhereThatIsTheScope() {
        BundlePool perBlock = new BundlePool(BundlePool.Scope.NAME_AND_BLOCK);
        perBlock.add(bundle("a", 5, 5), name(ONE, null));
        assertThat(perBlock.add(bundle("b", 6, 6), name(ONE, null))).isEqualTo(Receipt.NEW);
        assertThat(perBlock.add(bundle("c", 6, 6), name(ONE, null))).isEqualTo(Receipt.REPLACES);
        assertThat(perBlock.cancel(name(ONE, null))).containsExactly(hash("a"), hash("c"));
    }

    @Test
    void forgetsSequencesThatNoBlockCanNeed() {
        pool.add(bundle("a", 5, 5), name(ONE, 9L));
        pool.expire(6);
        assertThat(pool.remembered()).isEqualTo(1);
        pool.expire(6 + BundlePool.SEQUENCE_BLOCKS);
        assertThat(pool.remembered()).isZero();
    }

    private List<Hash> hashes() {
        return pool.all().stream().map(Bundle::hash).toList();
    }

    private static Replacement name(Address signer, Long sequence) {
        return new Replacement("name", signer, sequence);
    }

    private Bundle bundle(String content, long first, long last) {
        return new Bundle(
                hash(content),
                List.of(),
                new Bundle.Validity(first, last, 0, Long.MAX_VALUE),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new Bundle.Origin("one", ONE, arrivals++));
    }

    private static Hash hash(String content) {
        return Keccak.hash(content);
    }

    private static Slot slot(long number) {
        return new Slot(number, 12 * number, BigInteger.ONE, 30_000_000, Address.ZERO);
    }
}
