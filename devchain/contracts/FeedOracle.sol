// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IFeed {
    function latestAnswer() external view returns (int256);
}

/// Morpho Blue's oracle from two feeds of equal decimals: the price of one collateral unit in loan units, scaled by 1e36.
contract FeedOracle {
    IFeed public immutable collateral;
    IFeed public immutable loan;
    uint256 public immutable scale;

    constructor(IFeed collateral_, uint8 collateralDecimals, IFeed loan_, uint8 loanDecimals) {
        collateral = collateral_;
        loan = loan_;
        scale = 10 ** (36 + uint256(loanDecimals) - collateralDecimals);
    }

    function price() external view returns (uint256) {
        return scale * uint256(collateral.latestAnswer()) / uint256(loan.latestAnswer());
    }
}
