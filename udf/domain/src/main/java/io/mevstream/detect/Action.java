package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.LiquidityChange;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing a transaction did, whether a log or a call frame says so. Native ether is {@link Ether#NATIVE}. */
public sealed interface Action {

    EvidenceRef evidence();

    Fate fate();

    /** What became of the call frame in which it happened. */
    enum Fate {
        KEPT,
        /** The frame, or one around it, was reverted: it did not happen. Only call traces show these. */
        REVERTED
    }

    /** Something was exchanged for something: the edge of a cycle. */
    sealed interface Trade extends Action permits Swapped, OrderFilled {

        /** Where: a pool, or for orders the contract that settles them. */
        PoolId venue();

        String protocol();

        /** What the trader gave; null where neither the event nor its transfers show the token. */
        @Nullable
        Address tokenIn();

        UInt256 amountInRaw();

        /** What the trader got; null where neither the event nor its transfers show the token. */
        @Nullable
        Address tokenOut();

        UInt256 amountOutRaw();

        /** Who called the venue; null where unknown. */
        @Nullable
        Address sender();

        /** Who got the output; null where unknown. */
        @Nullable
        Address recipient();
    }

    /**
     * A pool took in one token and gave out another.
     *
     * @param backing whether transfers stand behind it; a spoofed swap is no evidence of anything
     * @param context what is known of the pool around the swap
     */
    record Swapped(
            EvidenceRef evidence,
            Fate fate,
            PoolId pool,
            String protocol,
            @Nullable Address tokenIn,
            UInt256 amountInRaw,
            @Nullable Address tokenOut,
            UInt256 amountOutRaw,
            @Nullable Address sender,
            @Nullable Address recipient,
            SwapEvidence.Status backing,
            SwapContext context)
            implements Trade {

        @Override
        public PoolId venue() {
            return pool;
        }
    }

    /**
     * A signed order was filled: the maker gave one token to the taker for another.
     *
     * @param contract that settled it
     */
    record OrderFilled(
            EvidenceRef evidence,
            Fate fate,
            Address contract,
            String protocol,
            Address maker,
            @Nullable Address taker,
            Address makerToken,
            UInt256 makerAmountRaw,
            Address takerToken,
            UInt256 takerAmountRaw)
            implements Trade {

        @Override
        public PoolId venue() {
            return PoolId.of(contract);
        }

        @Override
        public Address tokenIn() {
            return takerToken;
        }

        @Override
        public UInt256 amountInRaw() {
            return takerAmountRaw;
        }

        @Override
        public Address tokenOut() {
            return makerToken;
        }

        @Override
        public UInt256 amountOutRaw() {
            return makerAmountRaw;
        }

        @Override
        public @Nullable Address sender() {
            return taker;
        }

        @Override
        public @Nullable Address recipient() {
            return taker;
        }
    }

    /** An amount of a token or of native ether changed hands. */
    record Transferred(
            EvidenceRef evidence, Fate fate, Address token, Address from, Address to, UInt256 amountRaw, Means means)
            implements Action {

        /** How it changed hands. */
        public enum Means {
            /** A token's transfer, or ether sent along with a call. */
            TRANSFER,
            /** Wrapped ether made from ether: {@code to} holds the same amount of ether in another form. */
            WRAP,
            /** Wrapped ether turned into ether, which {@code from} now has. */
            UNWRAP,
            /**
             * Not seen, but it must have been: the native ether of a swap in a pool that trades it, where only logs are
             * there.
             */
            IMPLIED
        }
    }

    /**
     * Somebody's debt was repaid for their collateral. Fields that the protocol does not state are null.
     *
     * @param market the contract that says so
     */
    record Liquidated(
            EvidenceRef evidence,
            Fate fate,
            String protocol,
            Address market,
            @Nullable Hash marketId,
            @Nullable Address liquidator,
            @Nullable Address borrower,
            @Nullable Address debtToken,
            @Nullable UInt256 debtRepaidRaw,
            @Nullable Address collateralToken,
            @Nullable UInt256 collateralSeizedRaw)
            implements Action {}

    /**
     * Liquidity came, went, or was collected.
     *
     * @param tokens by the order of {@code poolGainedRaw}; null where not known
     * @param poolGainedRaw what the pool gained of each token, negative where it gave; empty where not stated
     */
    record LiquidityMoved(
            EvidenceRef evidence,
            Fate fate,
            PoolId pool,
            String protocol,
            LiquidityChange.Kind kind,
            @Nullable Address owner,
            @Nullable Integer tickLower,
            @Nullable Integer tickUpper,
            @Nullable Int256 liquidityDelta,
            List<@Nullable Address> tokens,
            List<Int256> poolGainedRaw)
            implements Action {}

    /**
     * A pool was asked for its state, as one does before trading with it. Only call traces show it.
     *
     * @param by who asked
     */
    record Asked(EvidenceRef evidence, Fate fate, PoolId pool, String protocol, Address by) implements Action {}

    /** Tokens were lent for the length of one call. */
    record FlashLoaned(
            EvidenceRef evidence,
            Fate fate,
            String protocol,
            Address lender,
            @Nullable Address receiver,
            @Nullable Address token,
            @Nullable UInt256 amountRaw,
            @Nullable UInt256 feeRaw)
            implements Action {}
}
