package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A position was liquidated. Fields are as the event states them; what it does not state is null.
 *
 * @param protocol the decoding protocol's name
 * @param market the contract that emitted it
 * @param marketId the market's id within a singleton (Morpho), else null
 * @param debtAsset the debt repaid: a token, or a cToken where the protocol speaks of those
 * @param collateralAsset the collateral seized: a token, or a cToken where the protocol speaks of those
 */
public record Liquidation(
        String protocol,
        Address market,
        @Nullable Hash marketId,
        @Nullable Address borrower,
        @Nullable Address liquidator,
        @Nullable Address debtAsset,
        @Nullable UInt256 debtRepaidRaw,
        @Nullable Address collateralAsset,
        @Nullable UInt256 collateralSeizedRaw)
        implements ChainEvent {}
