package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Pending.Visibility;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Fee;
import io.mevstream.devchain.node.SignedTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One slot as its actors see it: the market at the latest block, the transactions sent so far, and where to send.
 *
 * <p>Times are virtual: a slot begins with the block before and ends when its own block is made.
 */
public final class Turn {

    private static final long GWEI = 1_000_000_000;

    /**
     * Which slot it is.
     *
     * @param number the block that will be made
     * @param height how many blocks of the run that will be: draws depend on it, so that what comes before the run shifts none
     * @param branch how many reorgs there were before
     * @param startMillis its beginning, in virtual milliseconds since 1970
     * @param timestamp the block's, in seconds
     */
    public record Slot(
            long seed, long number, long height, int branch, long startMillis, long timestamp, long baseFeeWei) {}

    /** Who counts nonces. */
    public interface Signer {
        /** Signs with the account's next nonce. */
        SignedTransaction sign(Account from, Call call, Fee fee);

        /** Signs once more with a nonce already used. */
        SignedTransaction signAgain(Account from, long nonce, Call call, Fee fee);

        /** Whether nothing of the sender has to be mined before. */
        boolean isNext(Address from, long nonce);
    }

    private final Slot slot;
    private final Deployment deployment;
    private final Strengths strengths;
    private final Signer signer;
    private final List<Pending> sent = new ArrayList<>();
    private final List<Pending> replaced = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<Play> plays = new ArrayList<>();
    private final Set<String> claimed = new TreeSet<>();
    private @Nullable MarketState market;

    public Turn(Slot slot, Deployment deployment, Strengths strengths, Signer signer) {
        this.slot = slot;
        this.deployment = deployment;
        this.strengths = strengths;
        this.signer = signer;
    }

    public Slot slot() {
        return slot;
    }

    public Deployment deployment() {
        return deployment;
    }

    MarketState market() {
        if (market == null) {
            throw new IllegalStateException("expected the market to be looked at before, found that it was not");
        }
        return market;
    }

    void look(MarketState state) {
        market = state;
    }

    /** The actor's draws of this slot. */
    Dice dice(String actor) {
        return Dice.of(slot.seed(), actor, slot.height(), slot.branch());
    }

    /** A base rate in millionths a block, scaled by the kind's strength. */
    long rate(String kind, long millionths) {
        return strengths.scale(kind, millionths);
    }

    /** A time by which a trade must be mined, in seconds. */
    long deadline() {
        return slot.timestamp() + 1_200;
    }

    /** What most pay: room for twice the base fee, and a tip of up to three gwei. */
    Fee fee(Dice dice) {
        long tip = dice.between(GWEI / 20, 3 * GWEI);
        return new Fee(2 * slot.baseFeeWei() + tip, tip);
    }

    /** A fee with this tip. */
    Fee feeOfTip(long tipWei) {
        return new Fee(2 * slot.baseFeeWei() + tipWei, tipWei);
    }

    /** Sends to everybody at a time within the slot. */
    Pending send(Dice dice, Account from, Call call, Fee fee, Purpose purpose, @Nullable Trade trade) {
        long seen = slot.startMillis() + dice.between(0, 11_500);
        SignedTransaction signed = signer.sign(from, call, fee);
        return add(new Pending(signed, from, fee, seen, purpose, Visibility.PUBLIC, trade));
    }

    Pending send(Dice dice, Account from, Call call, Fee fee, Purpose purpose) {
        return send(dice, from, call, fee, purpose, null);
    }

    /** Sends another transaction in the place of one that is not mined yet, some time after it. */
    Pending replace(Dice dice, Pending old, Call call, Fee fee, Purpose purpose, @Nullable Trade trade) {
        long seen = old.seenMillis() + dice.between(50, 400);
        SignedTransaction signed = signer.signAgain(old.sender(), old.nonce(), call, fee);
        sent.remove(old);
        replaced.add(old);
        return add(new Pending(signed, old.sender(), fee, seen, purpose, Visibility.PUBLIC, trade));
    }

    /** Hands a transaction to the block's maker alone. */
    Pending hand(Account from, Call call, Fee fee, Purpose purpose, long seenMillis) {
        SignedTransaction signed = signer.sign(from, call, fee);
        return add(new Pending(signed, from, fee, seenMillis, purpose, Visibility.PRIVATE, null));
    }

    private Pending add(Pending pending) {
        sent.add(pending);
        return pending;
    }

    void bundle(Bundle bundle) {
        bundles.add(bundle);
    }

    void play(Play play) {
        plays.add(play);
    }

    /** Takes the pools for oneself, so that what was reckoned holds; false where another did for one of them. */
    boolean claim(List<String> pools) {
        if (!Collections.disjoint(claimed, pools)) {
            return false;
        }
        claimed.addAll(pools);
        return true;
    }

    /** What was sent to everybody, without what was replaced, that can be mined in this slot's block. */
    List<Pending> ready() {
        return sent.stream()
                .filter(pending -> pending.visibility() == Visibility.PUBLIC
                        && pending.tipWei(slot.baseFeeWei()) > 0
                        && signer.isNext(pending.from(), pending.nonce()))
                .toList();
    }

    /** Everything sent in this slot by the time it was first seen, what was replaced too. */
    public List<Pending> arrivals() {
        List<Pending> all = new ArrayList<>(sent);
        all.addAll(replaced);
        all.sort(Comparator.comparingLong(Pending::seenMillis).thenComparing(Pending::hash));
        return all;
    }

    public List<Bundle> bundles() {
        return List.copyOf(bundles);
    }

    public List<Play> plays() {
        return List.copyOf(plays);
    }
}
