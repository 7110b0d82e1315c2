package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding in a block, with the evidence for it.
 *
 * @param key names the finding within its block; a pure function of the block's content
 * @param attempted what a {@link Kind#REVERTED_ATTEMPT} would have been; null for every other kind
 * @param searcher the sender of the first of the searcher's transactions; null where unknown
 * @param contract what that transaction called; null where unknown
 * @param beneficiaries whose holdings the profit counts, sorted
 * @param parts the transactions that belong to it, in the block's order
 * @param legs the trades that belong to it, in the block's order
 * @param evidence further logs or frames it rests on: liquidity moved, liquidations, flash loans
 * @param victims what each victim lost; empty for kinds without victims
 * @param liquidation null for every other kind
 * @param jit the terms of a {@link Kind#JIT}, or of a sandwich that added liquidity as well, else null
 * @param caveats what a reader should know before relying on it, sorted
 */
public record Detection(
        String key,
        Kind kind,
        @Nullable Kind attempted,
        BlockRef block,
        BlockActions.Sight sight,
        @Nullable Address searcher,
        @Nullable Address contract,
        List<Address> beneficiaries,
        List<Part> parts,
        List<Leg> legs,
        List<EvidenceRef> evidence,
        Profit profit,
        List<VictimLoss> victims,
        @Nullable LiquidationTerms liquidation,
        @Nullable JitTerms jit,
        List<Caveat> caveats) {

    /** This sandwich with the terms of liquidity that its own transactions added and removed. */
    Detection withJit(Detection other) {
        List<EvidenceRef> both = new ArrayList<>(evidence);
        both.addAll(other.evidence);
        return new Detection(
                key,
                kind,
                attempted,
                block,
                sight,
                searcher,
                contract,
                beneficiaries,
                parts,
                legs,
                List.copyOf(both),
                profit,
                victims,
                liquidation,
                jit == null ? other.jit : jit,
                caveats);
    }

    /** What was found. */
    public enum Kind {
        ARBITRAGE,
        SANDWICH,
        JIT,
        LIQUIDATION,
        /** Something that would have been an arbitrage or a liquidation, had it not been reverted. */
        REVERTED_ATTEMPT
    }

    /** What a transaction or a trade is to the finding. */
    public enum Role {
        /** The searcher's only transaction. */
        ATTACK,
        /** The searcher's, before the victims: bought ahead of them, or added liquidity for them to pay. */
        FRONT,
        VICTIM,
        /** The searcher's, after the victims. */
        BACK
    }

    /** Why a finding is less certain, or its figures less complete, than it looks. */
    public enum Caveat {
        /** Some of the swaps are of pools whose swaps need not move tokens one by one. */
        SWAPS_NOT_CHECKABLE,
        /** Some of what was bought was not sold again, or more was sold than bought. */
        POSITION_LEFT_OPEN,
        /** Front and back are held together by the tokens that passed between them, not by one sender or contract. */
        LINKED_BY_TOKENS,
        /** Not all transactions of the block were there to be looked at. */
        PARTIAL_BLOCK,
        /** The profit went on to an account that took no part in the trades. */
        PAID_OUT,
        /** What a sandwich bought in the victims' pools it sold in others. */
        CLOSED_ELSEWHERE
    }

    /** One transaction of a finding. */
    public record Part(
            Role role, int transactionIndex, Hash transactionHash, @Nullable Address from, @Nullable Address to) {}

    /** One trade of a finding; for {@code venue} and the tokens see {@link Action.Trade}. */
    public record Leg(
            Role role,
            EvidenceRef evidence,
            PoolId venue,
            String protocol,
            @Nullable Address tokenIn,
            UInt256 amountInRaw,
            @Nullable Address tokenOut,
            UInt256 amountOutRaw) {}

    /**
     * What one victim lost in one pool: what its input would have bought without the searcher, less what it bought.
     *
     * @param victim the sender of the victim's transaction; null where unknown
     * @param token of the amounts; null where unknown
     * @param wouldHaveGotRaw null where the pool's state does not let it be computed
     * @param lossRaw null where {@code wouldHaveGotRaw} is
     */
    public record VictimLoss(
            int transactionIndex,
            Hash transactionHash,
            @Nullable Address victim,
            EvidenceRef swap,
            PoolId pool,
            @Nullable Address token,
            UInt256 gotRaw,
            @Nullable UInt256 wouldHaveGotRaw,
            @Nullable Int256 lossRaw) {}

    /**
     * The terms of a liquidation; what the protocol does not state is null.
     *
     * @param bonusRaw collateral seized beyond the worth of the debt, in the collateral's raw units; null unless a price
     *     is proven
     */
    public record LiquidationTerms(
            String protocol,
            Address market,
            @Nullable Hash marketId,
            @Nullable Address liquidator,
            @Nullable Address borrower,
            @Nullable Address debtToken,
            @Nullable UInt256 debtRepaidRaw,
            @Nullable Address collateralToken,
            @Nullable UInt256 collateralSeizedRaw,
            @Nullable UInt256 bonusRaw) {}

    /**
     * The terms of liquidity that was there for some swaps only.
     *
     * @param tickLower null where the family has no ticks
     * @param feesRaw what the position earned, by token; null where the events do not state it
     * @param addedRaw what went into the pool, by token; null where not stated. Tokens of which nothing moved are absent
     * @param removedRaw what came out again, fees included where they were collected with it; null where not stated
     */
    public record JitTerms(
            PoolId pool,
            @Nullable Address owner,
            @Nullable Integer tickLower,
            @Nullable Integer tickUpper,
            @Nullable Int256 liquidity,
            @Nullable List<Profit.TokenDelta> feesRaw,
            @Nullable List<Profit.TokenDelta> addedRaw,
            @Nullable List<Profit.TokenDelta> removedRaw) {}
}
