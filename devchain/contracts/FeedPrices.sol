// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IAnswers {
    function latestAnswer() external view returns (int256);
}

interface IMarketToken {
    function underlying() external view returns (address);
}

interface IUnderlying {
    function decimals() external view returns (uint8);
}

/// Compound V2's price oracle from feeds of 8 decimals: US dollars per smallest unit, scaled by 1e36 without the token's decimals.
contract FeedPrices {
    bool public constant isPriceOracle = true;
    mapping(address => IAnswers) public feeds;

    constructor(address[] memory tokens, IAnswers[] memory feeds_) {
        for (uint256 i = 0; i < tokens.length; i++) {
            feeds[tokens[i]] = feeds_[i];
        }
    }

    function getUnderlyingPrice(address market) external view returns (uint256) {
        address token = IMarketToken(market).underlying();
        uint256 answer = uint256(feeds[token].latestAnswer());
        return answer * 10 ** (28 - IUnderlying(token).decimals());
    }
}
