// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// Many calls in one: each is made in turn, and what it returned or reverted with comes back. Whatever a call changes is
/// seen by those after it. A call gets far more gas than any needs, and leaves the others theirs: old code that divides by zero
/// takes all it has. Never deployed: eth_call puts this code at an address for the duration of the call.
contract Views {
    struct View {
        address target;
        bytes data;
    }

    struct Answer {
        bool ok;
        bytes data;
    }

    function views(View[] calldata asked) external returns (Answer[] memory answers) {
        answers = new Answer[](asked.length);
        for (uint256 i = 0; i < asked.length; i++) {
            (answers[i].ok, answers[i].data) = asked[i].target.call{gas: 1 << 36}(asked[i].data);
        }
    }
}
