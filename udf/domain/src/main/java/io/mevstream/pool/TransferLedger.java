package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.event.TokenTransfer;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The token transfers of one transaction by who gave and who got. Each backs at most one amount out of its giver and one
 * into its receiver.
 */
final class TransferLedger {

    /** Which way a token moved, as the pool sees it. */
    enum Way {
        IN,
        OUT
    }

    /** One transfer as one of its two parties sees it. */
    static final class Flow {
        final int logIndex;
        final Address token;
        final UInt256 amountRaw;
        private boolean spent;

        private Flow(int logIndex, Address token, UInt256 amountRaw) {
            this.logIndex = logIndex;
            this.token = token;
            this.amountRaw = amountRaw;
        }
    }

    private final Map<Address, List<Flow>> out = new HashMap<>();
    private final Map<Address, List<Flow>> in = new HashMap<>();

    TransferLedger(List<LoggedEvent> transaction) {
        for (LoggedEvent logged : transaction) {
            if (logged.event() instanceof TokenTransfer transfer
                    && !transfer.from().equals(transfer.to())) {
                record(out, transfer.from(), logged, transfer);
                record(in, transfer.to(), logged, transfer);
            }
        }
    }

    private static void record(
            Map<Address, List<Flow>> side, Address party, LoggedEvent logged, TokenTransfer transfer) {
        side.computeIfAbsent(party, address -> new ArrayList<>())
                .add(new Flow(logged.log().logIndex(), transfer.token(), transfer.amountRaw()));
    }

    /** Whether any token moved to or from the party at all. */
    boolean touched(Address party) {
        return in.containsKey(party) || out.containsKey(party);
    }

    /** What moved and backs nothing yet, in log order. */
    List<Flow> unspent(Way way, Address party, Predicate<Flow> admissible) {
        List<Flow> found = new ArrayList<>();
        for (Flow flow : (way == Way.IN ? in : out).getOrDefault(party, List.of())) {
            if (!flow.spent && admissible.test(flow)) {
                found.add(flow);
            }
        }
        return found;
    }

    /** The flows grouped by token. */
    static NavigableMap<Address, List<Flow>> byToken(List<Flow> flows) {
        TreeMap<Address, List<Flow>> tokens = new TreeMap<>();
        for (Flow flow : flows) {
            tokens.computeIfAbsent(flow.token, token -> new ArrayList<>()).add(flow);
        }
        return tokens;
    }

    /** The sum; null where it exceeds 256 bits, which no token's supply does. */
    static @Nullable UInt256 sum(List<Flow> flows) {
        UInt256 sum = UInt256.ZERO;
        for (Flow flow : flows) {
            UInt256 next = sum.addWrapping(flow.amountRaw);
            if (next.compareTo(sum) < 0) {
                return null;
            }
            sum = next;
        }
        return sum;
    }

    static void spend(List<Flow> flows) {
        for (Flow flow : flows) {
            flow.spent = true;
        }
    }
}
