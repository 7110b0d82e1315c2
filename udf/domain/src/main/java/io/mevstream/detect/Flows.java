package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What every address gained and lost by transfers, by token, ether in all forms counted as one.
 *
 * <p>Turning ether into its wrapped token and back changes no holding; the ether that moves to and from the wrapping
 * contract in doing so is left out, and so are gas tokens that are burnt. A token that moves amounts no real token has is
 * left out whole.
 */
public final class Flows {

    /** No token of any use has supply of this many raw units. */
    static final int MAX_AMOUNT_BITS = 200;

    private final Ether ether;
    private final Map<Address, NavigableMap<Address, Int256>> byHolder = new HashMap<>();
    private final Map<Address, UInt256> volume = new HashMap<>();
    private final Set<Address> unsound = new HashSet<>();
    private final Set<Address> givers = new HashSet<>();

    private Flows(Ether ether) {
        this.ether = ether;
    }

    /** The flows of actions, of those only that the predicate admits. */
    public static Flows of(Collection<List<Action>> transactions, Predicate<Action> admits, Ether ether) {
        Flows flows = new Flows(ether);
        for (List<Action> actions : transactions) {
            for (Action action : actions) {
                if (action instanceof Action.Transferred transfer
                        && admits.test(action)
                        && !GasTokens.burns(transfer)) {
                    flows.add(transfer);
                }
            }
        }
        return flows;
    }

    private void add(Action.Transferred transfer) {
        Address token = ether.unified(transfer.token());
        boolean moves = transfer.means() == Action.Transferred.Means.TRANSFER
                || transfer.means() == Action.Transferred.Means.IMPLIED;
        if (!moves || transfer.from().equals(transfer.to()) || isWrapping(transfer) || unsound.contains(token)) {
            return;
        }
        if (transfer.amountRaw().bitLength() > MAX_AMOUNT_BITS) {
            unsound.add(token);
            byHolder.values().forEach(holdings -> holdings.remove(token));
            return;
        }
        Int256 amount = Int256.ofExact(transfer.amountRaw());
        change(transfer.from(), token, amount.negate());
        change(transfer.to(), token, amount);
        volume.merge(token, transfer.amountRaw(), UInt256::add);
        if (!transfer.amountRaw().isZero()) {
            givers.add(transfer.from());
        }
    }

    private boolean isWrapping(Action.Transferred transfer) {
        Address wrapped = ether.wrapped();
        return transfer.token().isZero()
                && (transfer.from().equals(wrapped) || transfer.to().equals(wrapped));
    }

    private void change(Address holder, Address token, Int256 amount) {
        NavigableMap<Address, Int256> holdings = byHolder.computeIfAbsent(holder, each -> new TreeMap<>());
        Int256 sum = holdings.getOrDefault(token, Int256.ZERO).add(amount);
        if (sum.signum() == 0) {
            holdings.remove(token);
        } else {
            holdings.put(token, sum);
        }
    }

    /** What the holder gained (negative: lost) by token; tokens without change are absent. */
    public NavigableMap<Address, Int256> of(Address holder) {
        return byHolder.getOrDefault(holder, new TreeMap<>());
    }

    /** What the holders together gained by token; tokens without change are absent. */
    public NavigableMap<Address, Int256> of(Collection<Address> holders) {
        NavigableMap<Address, Int256> sum = new TreeMap<>();
        for (Address holder : holders) {
            of(holder).forEach((token, amount) -> sum.merge(token, amount, Int256::add));
        }
        sum.values().removeIf(amount -> amount.signum() == 0);
        return sum;
    }

    /** Whether the holder gave anything at all. */
    public boolean gave(Address holder) {
        return givers.contains(holder);
    }

    /** Every holder whose holdings of the token changed, sorted. */
    public Set<Address> holders(Address token) {
        Set<Address> holders = new TreeSet<>();
        byHolder.forEach((holder, holdings) -> {
            if (holdings.containsKey(token)) {
                holders.add(holder);
            }
        });
        return holders;
    }

    /** Whether a change of the token is a remainder: at most a thousandth of what moved of it. */
    public boolean isRemainder(Address token, Int256 change) {
        UInt256 moved = volume.getOrDefault(token, UInt256.ZERO);
        return change.abs().mul(UInt256.of(1_000)).compareTo(moved) <= 0;
    }

    /** Whether nothing was lost but remainders. */
    public boolean losesNothing(Map<Address, Int256> change) {
        return change.entrySet().stream()
                .allMatch(each -> each.getValue().signum() > 0 || isRemainder(each.getKey(), each.getValue()));
    }
}
