package io.mevstream.jobs.io.chainlog;

import static io.mevstream.jobs.io.chainlog.WireValues.list;
import static io.mevstream.jobs.io.chainlog.WireValues.optional;

import io.mevstream.chain.PoolId;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.JitTerms;
import io.mevstream.detect.Detection.LiquidationTerms;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.Profit;
import io.mevstream.schemas.chain.Address20;
import io.mevstream.schemas.chain.Hash32;
import io.mevstream.schemas.mev.MevEvidence;
import io.mevstream.schemas.mev.MevJit;
import io.mevstream.schemas.mev.MevLiquidation;
import io.mevstream.schemas.mev.MevProfit;
import io.mevstream.schemas.mev.MevTokenAmount;
import io.mevstream.schemas.mev.MevTrade;
import io.mevstream.schemas.mev.MevTransaction;
import io.mevstream.schemas.mev.MevVictim;
import java.util.List;

/** What findings are made of, between domain and wire, field by field. */
final class DetectionMapper {

    private DetectionMapper() {}

    static MevEvidence wire(EvidenceRef at) {
        MevEvidence wire = new MevEvidence();
        wire.setTransactionIndex(at.transactionIndex());
        wire.setLogIndex(at.logIndex());
        wire.setTraceAddress(at.traceAddress());
        return wire;
    }

    static EvidenceRef domain(MevEvidence wire) {
        if ((wire.getLogIndex() == null) == (wire.getTraceAddress() == null)) {
            throw new ImpossibleValueException("expected a log or a call frame, found both or neither");
        }
        return new EvidenceRef(
                wire.getTransactionIndex(), wire.getLogIndex(), optional(wire.getTraceAddress(), List::copyOf));
    }

    static MevTransaction wire(Detection.Part part) {
        MevTransaction wire = new MevTransaction();
        wire.setRole(MevEnums.wire(part.role()));
        wire.setTransactionIndex(part.transactionIndex());
        wire.setTransactionHash(WireValues.wire(part.transactionHash()));
        wire.setFrom(optional(part.from(), WireValues::wire));
        wire.setTo(optional(part.to(), WireValues::wire));
        return wire;
    }

    static Detection.Part domain(MevTransaction wire) {
        return new Detection.Part(
                MevEnums.domain(wire.getRole()),
                wire.getTransactionIndex(),
                WireValues.domain(wire.getTransactionHash()),
                optional(wire.getFrom(), WireValues::domain),
                optional(wire.getTo(), WireValues::domain));
    }

    static MevTrade wire(Detection.Leg leg) {
        MevTrade wire = new MevTrade();
        wire.setRole(MevEnums.wire(leg.role()));
        wire.setEvidence(wire(leg.evidence()));
        wire.setPool(WireValues.wire(leg.venue().manager()));
        wire.setPoolId(WireValues.wire(leg.venue().id()));
        wire.setProtocol(leg.protocol());
        wire.setTokenIn(optional(leg.tokenIn(), WireValues::wire));
        wire.setAmountInRaw(WireValues.wire(leg.amountInRaw()));
        wire.setTokenOut(optional(leg.tokenOut(), WireValues::wire));
        wire.setAmountOutRaw(WireValues.wire(leg.amountOutRaw()));
        return wire;
    }

    static Detection.Leg domain(MevTrade wire) {
        return new Detection.Leg(
                MevEnums.domain(wire.getRole()),
                domain(wire.getEvidence()),
                pool(wire.getPool(), wire.getPoolId()),
                wire.getProtocol(),
                optional(wire.getTokenIn(), WireValues::domain),
                WireValues.uint(wire.getAmountInRaw()),
                optional(wire.getTokenOut(), WireValues::domain),
                WireValues.uint(wire.getAmountOutRaw()));
    }

    static MevTokenAmount wire(Profit.TokenDelta delta) {
        MevTokenAmount wire = new MevTokenAmount();
        wire.setToken(WireValues.wire(delta.token()));
        wire.setAmountRaw(WireValues.wire(delta.amountRaw()));
        return wire;
    }

    static Profit.TokenDelta domain(MevTokenAmount wire) {
        return new Profit.TokenDelta(WireValues.domain(wire.getToken()), WireValues.signed(wire.getAmountRaw()));
    }

    static MevProfit wire(Profit profit) {
        MevProfit wire = new MevProfit();
        wire.setGross(list(profit.grossRaw(), DetectionMapper::wire));
        wire.setGrossWei(optional(profit.grossWei(), WireValues::wire));
        wire.setGasWei(optional(profit.gasWei(), WireValues::wire));
        wire.setPriorityFeeWei(optional(profit.priorityFeeWei(), WireValues::wire));
        wire.setBuilderPaymentWei(optional(profit.builderPaymentWei(), WireValues::wire));
        wire.setNetUpperBoundWei(optional(profit.netUpperBoundWei(), WireValues::wire));
        wire.setCompleteness(MevEnums.wire(profit.completeness()));
        return wire;
    }

    static Profit domain(MevProfit wire) {
        return new Profit(
                list(wire.getGross(), DetectionMapper::domain),
                optional(wire.getGrossWei(), WireValues::signed),
                optional(wire.getGasWei(), WireValues::uint),
                optional(wire.getPriorityFeeWei(), WireValues::uint),
                optional(wire.getBuilderPaymentWei(), WireValues::uint),
                optional(wire.getNetUpperBoundWei(), WireValues::signed),
                MevEnums.domain(wire.getCompleteness()));
    }

    static MevVictim wire(Detection.VictimLoss victim) {
        MevVictim wire = new MevVictim();
        wire.setTransactionIndex(victim.transactionIndex());
        wire.setTransactionHash(WireValues.wire(victim.transactionHash()));
        wire.setVictim(optional(victim.victim(), WireValues::wire));
        wire.setSwap(wire(victim.swap()));
        wire.setPool(WireValues.wire(victim.pool().manager()));
        wire.setPoolId(WireValues.wire(victim.pool().id()));
        wire.setToken(optional(victim.token(), WireValues::wire));
        wire.setGotRaw(WireValues.wire(victim.gotRaw()));
        wire.setWouldHaveGotRaw(optional(victim.wouldHaveGotRaw(), WireValues::wire));
        wire.setLossRaw(optional(victim.lossRaw(), WireValues::wire));
        return wire;
    }

    static Detection.VictimLoss domain(MevVictim wire) {
        return new Detection.VictimLoss(
                wire.getTransactionIndex(),
                WireValues.domain(wire.getTransactionHash()),
                optional(wire.getVictim(), WireValues::domain),
                domain(wire.getSwap()),
                pool(wire.getPool(), wire.getPoolId()),
                optional(wire.getToken(), WireValues::domain),
                WireValues.uint(wire.getGotRaw()),
                optional(wire.getWouldHaveGotRaw(), WireValues::uint),
                optional(wire.getLossRaw(), WireValues::signed));
    }

    static MevLiquidation wire(LiquidationTerms terms) {
        MevLiquidation wire = new MevLiquidation();
        wire.setProtocol(terms.protocol());
        wire.setMarket(WireValues.wire(terms.market()));
        wire.setMarketId(optional(terms.marketId(), WireValues::wire));
        wire.setLiquidator(optional(terms.liquidator(), WireValues::wire));
        wire.setBorrower(optional(terms.borrower(), WireValues::wire));
        wire.setDebtToken(optional(terms.debtToken(), WireValues::wire));
        wire.setDebtRepaidRaw(optional(terms.debtRepaidRaw(), WireValues::wire));
        wire.setCollateralToken(optional(terms.collateralToken(), WireValues::wire));
        wire.setCollateralSeizedRaw(optional(terms.collateralSeizedRaw(), WireValues::wire));
        wire.setBonusRaw(optional(terms.bonusRaw(), WireValues::wire));
        return wire;
    }

    static LiquidationTerms domain(MevLiquidation wire) {
        return new LiquidationTerms(
                wire.getProtocol(),
                WireValues.domain(wire.getMarket()),
                optional(wire.getMarketId(), WireValues::domain),
                optional(wire.getLiquidator(), WireValues::domain),
                optional(wire.getBorrower(), WireValues::domain),
                optional(wire.getDebtToken(), WireValues::domain),
                optional(wire.getDebtRepaidRaw(), WireValues::uint),
                optional(wire.getCollateralToken(), WireValues::domain),
                optional(wire.getCollateralSeizedRaw(), WireValues::uint),
                optional(wire.getBonusRaw(), WireValues::uint));
    }

    static MevJit wire(JitTerms terms) {
        MevJit wire = new MevJit();
        wire.setPool(WireValues.wire(terms.pool().manager()));
        wire.setPoolId(WireValues.wire(terms.pool().id()));
        wire.setOwner(optional(terms.owner(), WireValues::wire));
        wire.setTickLower(terms.tickLower());
        wire.setTickUpper(terms.tickUpper());
        wire.setLiquidity(optional(terms.liquidity(), WireValues::wire));
        wire.setFees(optional(terms.feesRaw(), DetectionMapper::wireAmounts));
        wire.setAdded(optional(terms.addedRaw(), DetectionMapper::wireAmounts));
        wire.setRemoved(optional(terms.removedRaw(), DetectionMapper::wireAmounts));
        return wire;
    }

    static JitTerms domain(MevJit wire) {
        return new JitTerms(
                pool(wire.getPool(), wire.getPoolId()),
                optional(wire.getOwner(), WireValues::domain),
                wire.getTickLower(),
                wire.getTickUpper(),
                optional(wire.getLiquidity(), WireValues::signed),
                optional(wire.getFees(), DetectionMapper::amounts),
                optional(wire.getAdded(), DetectionMapper::amounts),
                optional(wire.getRemoved(), DetectionMapper::amounts));
    }

    private static List<MevTokenAmount> wireAmounts(List<Profit.TokenDelta> deltas) {
        return list(deltas, DetectionMapper::wire);
    }

    private static List<Profit.TokenDelta> amounts(List<MevTokenAmount> wire) {
        return list(wire, DetectionMapper::domain);
    }

    private static PoolId pool(Address20 manager, Hash32 id) {
        return new PoolId(WireValues.domain(manager), WireValues.domain(id));
    }
}
