// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// A rate provider whose rate stays.
contract Rate {
    uint256 public immutable getRate;

    constructor(uint256 rate) {
        getRate = rate;
    }
}
