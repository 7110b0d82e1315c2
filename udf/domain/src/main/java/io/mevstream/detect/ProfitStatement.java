package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.detect.Profit.Completeness;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** States profits of one block so that nothing unknown counts as nothing. */
public final class ProfitStatement {

    private final BlockActions block;
    private final Ether ether;
    private final EtherPrices prices;

    public ProfitStatement(BlockActions block, Ether ether, EtherPrices prices) {
        this.block = block;
        this.ether = ether;
        this.prices = prices;
    }

    /**
     * The profit of holders over the searcher's own transactions.
     *
     * @param holders the beneficiaries, the fee recipient not among them
     * @param trades the finding's own, by which remainders are priced
     */
    public Profit of(List<TransactionActions> own, Collection<Address> holders, List<? extends Action.Trade> trades) {
        return of(own, holders, trades, List.of());
    }

    /**
     * The profit of holders over one transaction.
     *
     * @param credited what they gained besides, without a transfer that could be seen
     */
    public Profit of(TransactionActions own, Collection<Address> holders, List<TokenDelta> credited) {
        return of(List.of(own), holders, Trades.of(own.actions(), Reading::isKept), credited);
    }

    private Profit of(
            List<TransactionActions> own,
            Collection<Address> holders,
            List<? extends Action.Trade> trades,
            List<TokenDelta> credited) {
        List<List<Action>> actions =
                own.stream().map(TransactionActions::actions).toList();
        Flows flows = Flows.of(actions, Reading::isKept, ether);
        NavigableMap<Address, Int256> gross = new TreeMap<>(flows.of(holders));
        credited.forEach(each -> gross.merge(ether.unified(each.token()), each.amountRaw(), Int256::add));
        UInt256 paid = addPayments(own, Set.copyOf(holders), gross);
        // What was paid for the tokens burnt for gas is not known.
        boolean estimates = own.stream().anyMatch(ProfitStatement::burnsGasTokens);
        estimates |= hidesTax(own, gross);
        Int256 grossWei = Int256.ZERO;
        OwnPrices ownPrices = new OwnPrices(trades, ether);
        for (Map.Entry<Address, Int256> each : gross.entrySet()) {
            Int256 worth = worth(each.getKey(), each.getValue());
            if (worth == null && flows.isRemainder(each.getKey(), each.getValue())) {
                worth = ownPrices.worth(each.getKey(), each.getValue(), ether.unified(Ether.NATIVE));
                estimates = true;
            }
            grossWei = worth == null || grossWei == null ? null : grossWei.add(worth);
        }
        return of(own, gross, grossWei, paid, estimates);
    }

    /** Whether more may seem to be held of a token than is: calls say what was sent of it, and it keeps a part. */
    private boolean hidesTax(List<TransactionActions> own, Map<Address, Int256> gross) {
        return block.sight() == BlockActions.Sight.TRACES
                && own.stream()
                        .flatMap(transaction -> TaxedTokens.of(transaction.actions(), ether).stream())
                        .anyMatch(
                                token -> gross.getOrDefault(token, Int256.ZERO).signum() > 0);
    }

    private static boolean burnsGasTokens(TransactionActions transaction) {
        return transaction.actions().stream()
                .anyMatch(action -> action instanceof Action.Transferred transfer
                        && Reading.isKept(action)
                        && GasTokens.burns(transfer));
    }

    /** The profit of an attempt that came to nothing: the gas it cost. */
    public Profit ofNothing(List<TransactionActions> own) {
        UInt256 paid = block.feeRecipient() == null ? null : UInt256.ZERO;
        return of(own, new TreeMap<>(), Int256.ZERO, paid, false);
    }

    /** Counts what was paid to the fee recipient as earned first. */
    private @Nullable UInt256 addPayments(
            List<TransactionActions> own, Set<Address> holders, NavigableMap<Address, Int256> gross) {
        Address recipient = block.feeRecipient();
        if (recipient == null || holders.contains(recipient)) {
            return null;
        }
        UInt256 paidWei = UInt256.ZERO;
        for (TransactionActions transaction : own) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Transferred transfer
                        && Reading.isKept(action)
                        && transfer.to().equals(recipient)
                        && holders.contains(transfer.from())
                        && ether.is(transfer.token())
                        && transfer.amountRaw().bitLength() <= Flows.MAX_AMOUNT_BITS) {
                    paidWei = paidWei.add(transfer.amountRaw());
                    gross.merge(ether.unified(Ether.NATIVE), Int256.ofExact(transfer.amountRaw()), Int256::add);
                }
            }
        }
        gross.values().removeIf(amount -> amount.signum() == 0);
        return paidWei;
    }

    private Profit of(
            List<TransactionActions> own,
            Map<Address, Int256> gross,
            @Nullable Int256 grossWei,
            @Nullable UInt256 builderPaymentWei,
            boolean estimates) {
        List<TokenDelta> deltas = new ArrayList<>(gross.size());
        gross.forEach((token, amount) -> deltas.add(new TokenDelta(token, amount)));
        UInt256 gasWei = gasWei(own);
        Int256 net = grossWei == null || gasWei == null
                ? null
                : grossWei.sub(Int256.ofExact(gasWei))
                        .sub(builderPaymentWei == null ? Int256.ZERO : Int256.ofExact(builderPaymentWei));
        boolean seesAll = block.sight().showsEther() && builderPaymentWei != null && !estimates;
        boolean nothingCanBePaid = own.stream().allMatch(each -> each.status() == TransactionActions.Status.REVERTED);
        Completeness completeness = net == null
                ? Completeness.UNKNOWN
                : seesAll || nothingCanBePaid ? Completeness.EXACT : Completeness.UPPER_BOUND;
        return new Profit(
                List.copyOf(deltas), grossWei, gasWei, priorityFeeWei(own), builderPaymentWei, net, completeness);
    }

    private @Nullable Int256 worth(Address token, Int256 amountRaw) {
        return ether.is(token) ? amountRaw : prices.worthWei(token, amountRaw);
    }

    private static @Nullable UInt256 gasWei(List<TransactionActions> own) {
        UInt256 sum = UInt256.ZERO;
        for (TransactionActions transaction : own) {
            if (transaction.gas() == null) {
                return null;
            }
            sum = sum.add(transaction.gas().costWei());
        }
        return sum;
    }

    private @Nullable UInt256 priorityFeeWei(List<TransactionActions> own) {
        UInt256 baseFee = block.baseFeePerGasWei();
        UInt256 gasWei = gasWei(own);
        if (baseFee == null || gasWei == null) {
            return null;
        }
        UInt256 burned = UInt256.ZERO;
        for (TransactionActions transaction : own) {
            TransactionActions.GasPaid gas = transaction.gas();
            burned = gas == null ? burned : burned.add(baseFee.mul(UInt256.of(gas.gasUsed())));
        }
        return gasWei.compareTo(burned) < 0 ? null : gasWei.sub(burned);
    }
}
