package io.mevstream.detect.liquidation;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.LiquidationTerms;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detector;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.Flows;
import io.mevstream.detect.Insiders;
import io.mevstream.detect.Profit;
import io.mevstream.detect.Reading;
import io.mevstream.detect.Trades;
import io.mevstream.detect.TransactionActions;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds liquidations: one for each that a protocol states.
 *
 * <p>The profit is what the insiders of the whole transaction hold more at its end, so that a sale of the collateral and
 * the repayment of a flash loan are in it. A transaction that liquidates several positions has one such profit: it stands
 * with the first, and the others state none of their own.
 */
public final class LiquidationDetector implements Detector {

    private static final int MAX_BITS = 200;

    @Override
    public List<Detection> detect(Reading reading) {
        List<Detection> found = new ArrayList<>();
        for (TransactionActions transaction : reading.block().transactions()) {
            List<Action.Liquidated> liquidations = of(transaction);
            Profit profit = null;
            for (Action.Liquidated liquidation : liquidations) {
                Set<Address> insiders = insiders(reading, transaction, liquidation);
                profit = profit == null
                        ? reading.profits().of(transaction, insiders, unseenSeizures(liquidations, transaction))
                        : new Profit(List.of(), null, null, null, null, null, Profit.Completeness.UNKNOWN);
                found.add(detection(reading, transaction, liquidation, insiders, profit));
            }
        }
        return found;
    }

    /**
     * The collateral that was credited inside of a lending contract: a call trace shows no transfer of it, where a log would.
     */
    private static List<Profit.TokenDelta> unseenSeizures(
            List<Action.Liquidated> liquidations, TransactionActions transaction) {
        List<Profit.TokenDelta> unseen = new ArrayList<>();
        for (Action.Liquidated liquidation : liquidations) {
            Address token = liquidation.collateralToken();
            UInt256 seized = liquidation.collateralSeizedRaw();
            Address liquidator = liquidation.liquidator();
            if (token != null && seized != null && seized.bitLength() <= MAX_BITS && liquidator != null) {
                boolean seen = transaction.actions().stream()
                        .anyMatch(action -> action instanceof Action.Transferred transfer
                                && transfer.to().equals(liquidator)
                                && transfer.amountRaw().equals(seized));
                if (!seen && liquidation.evidence().logIndex() == null) {
                    unseen.add(new Profit.TokenDelta(token, Int256.ofExact(seized)));
                }
            }
        }
        return unseen;
    }

    private static List<Action.Liquidated> of(TransactionActions transaction) {
        List<Action.Liquidated> liquidations = new ArrayList<>();
        if (transaction.status() != TransactionActions.Status.REVERTED) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Liquidated liquidation && Reading.isKept(action)) {
                    liquidations.add(liquidation);
                }
            }
        }
        return liquidations;
    }

    private static Set<Address> insiders(
            Reading reading, TransactionActions transaction, Action.Liquidated liquidation) {
        Flows flows = Flows.of(List.of(transaction.actions()), Reading::isKept, reading.ether());
        Set<Address> insiders = new TreeSet<>(Insiders.of(List.of(transaction), Reading::isKept, flows));
        if (liquidation.liquidator() != null) {
            insiders.add(liquidation.liquidator());
        }
        if (reading.block().feeRecipient() != null
                && !reading.block().feeRecipient().equals(transaction.from())) {
            insiders.remove(reading.block().feeRecipient());
        }
        return insiders;
    }

    private static Detection detection(
            Reading reading,
            TransactionActions transaction,
            Action.Liquidated liquidation,
            Set<Address> insiders,
            Profit profit) {
        List<Action.Trade> trades = Trades.of(transaction.actions(), Reading::isKept);
        List<EvidenceRef> evidence = new ArrayList<>(List.of(liquidation.evidence()));
        evidence.addAll(Reading.loans(transaction.actions()));
        return new Detection(
                "liquidation:" + transaction.index() + ":" + liquidation.evidence(),
                Kind.LIQUIDATION,
                null,
                reading.block().block(),
                reading.block().sight(),
                transaction.from(),
                transaction.to(),
                Insiders.named(
                        insiders,
                        List.of(transaction),
                        Flows.of(List.of(transaction.actions()), Reading::isKept, reading.ether())),
                List.of(Reading.part(Role.ATTACK, transaction)),
                Reading.legs(Role.ATTACK, trades),
                List.copyOf(evidence),
                profit,
                List.of(),
                new LiquidationTerms(
                        liquidation.protocol(),
                        liquidation.market(),
                        liquidation.marketId(),
                        liquidation.liquidator(),
                        liquidation.borrower(),
                        liquidation.debtToken(),
                        liquidation.debtRepaidRaw(),
                        liquidation.collateralToken(),
                        liquidation.collateralSeizedRaw(),
                        bonus(reading, liquidation)),
                null,
                List.copyOf(reading.caveats(trades)));
    }

    /** The seized collateral's worth beyond the debt's, as an amount of the collateral. */
    private static @Nullable UInt256 bonus(Reading reading, Action.Liquidated liquidation) {
        Int256 debt = worth(reading, liquidation.debtToken(), liquidation.debtRepaidRaw());
        Int256 collateral = worth(reading, liquidation.collateralToken(), liquidation.collateralSeizedRaw());
        UInt256 seized = liquidation.collateralSeizedRaw();
        if (debt == null || collateral == null || seized == null || collateral.compareTo(debt) < 0) {
            return null;
        }
        if (collateral.signum() == 0 || seized.bitLength() + collateral.abs().bitLength() > 255) {
            return null;
        }
        return seized.mul(collateral.sub(debt).abs()).div(collateral.abs());
    }

    private static @Nullable Int256 worth(Reading reading, @Nullable Address token, @Nullable UInt256 amountRaw) {
        if (token == null || amountRaw == null || amountRaw.bitLength() > MAX_BITS) {
            return null;
        }
        Int256 amount = Int256.ofExact(amountRaw);
        return reading.ether().is(token) ? amount : reading.prices().worthWei(token, amount);
    }
}
