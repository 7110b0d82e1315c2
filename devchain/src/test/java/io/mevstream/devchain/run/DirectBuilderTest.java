package io.mevstream.devchain.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Bytes;
import io.mevstream.devchain.actor.Bundle;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.actor.Pending.Visibility;
import io.mevstream.devchain.actor.Purpose;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Fee;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectBuilderTest {

    private static final long BASE = 1_000;

    private final Account alice = Account.named("alice");
    private final Account bob = Account.named("bob");
    private final Account mallory = Account.named("mallory");

    @Test
    void putsWhoTipsMoreFirstButKeepsNonces() {
        Pending low = sent(alice, 0, 10);
        Pending high = sent(alice, 1, 90);
        Pending middle = sent(bob, 0, 50);

        assertThat(order(List.of(List.of(low, high), List.of(middle)), List.of(), 10))
                .containsExactly(middle, low, high);
    }

    @Test
    void keepsABundleInOnePieceAtThePlaceOfItsFirst() {
        Pending victim = sent(alice, 0, 10);
        Pending other = sent(bob, 0, 50);
        Pending front = handed(mallory, 0, 90);
        Pending back = handed(mallory, 1, 1);

        assertThat(order(
                        List.of(List.of(victim), List.of(other), List.of(front, back)),
                        List.of(new Bundle("attack", List.of(front, victim, back))),
                        10))
                .containsExactly(front, victim, back, other);
    }

    @Test
    void leavesOutABundleThatDoesNotFitButNotItsVictim() {
        Pending victim = sent(alice, 0, 10);
        Pending front = handed(mallory, 0, 90);
        Pending back = handed(mallory, 1, 1);

        assertThat(order(
                        List.of(List.of(victim), List.of(front, back)),
                        List.of(new Bundle("attack", List.of(front, victim, back))),
                        2))
                .containsExactly(victim);
    }

    @Test
    void letsABundleWaitForTheNonceThatAnotherUses() {
        Pending first = handed(mallory, 0, 20);
        Pending second = handed(mallory, 1, 90);

        assertThat(order(
                        List.of(List.of(first, second)),
                        List.of(new Bundle("one", List.of(first)), new Bundle("two", List.of(second))),
                        10))
                .containsExactly(first, second);
    }

    @Test
    void leavesOutWhatCannotPayTheBaseFeeAndWhatComesAfterIt() {
        Pending cheap = pending(alice, 0, new Fee(BASE - 1, 5), Visibility.PUBLIC);
        Pending after = sent(alice, 1, 90);

        assertThat(order(List.of(List.of(cheap, after), List.of(sent(bob, 0, 1))), List.of(), 10))
                .extracting(Pending::from)
                .containsExactly(bob.address());
    }

    private static List<Pending> order(List<List<Pending>> waiting, List<Bundle> bundles, int room) {
        return DirectBuilder.order(new BlockMaker.Slot(1, BASE, List.of(), waiting, bundles), room * 21_000L);
    }

    private static Pending sent(Account from, long nonce, long tip) {
        return pending(from, nonce, new Fee(2 * BASE + tip, tip), Visibility.PUBLIC);
    }

    private static Pending handed(Account from, long nonce, long tip) {
        return pending(from, nonce, new Fee(2 * BASE + tip, tip), Visibility.PRIVATE);
    }

    private static Pending pending(Account from, long nonce, Fee fee, Visibility visibility) {
        Call call = new Call(from.address(), Bytes.EMPTY, BigInteger.ZERO, 21_000);
        return new Pending(
                from.sign(1, nonce, call, fee),
                from,
                fee,
                0,
                Purpose.of("test", Purpose.Kind.TRANSFER, "pay"),
                visibility,
                null);
    }
}
