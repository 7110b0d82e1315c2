// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// Creates a pool that reads what it is from its creator, as pools of Pancake V3 do.
contract PoolDeployer {
    struct Parameters {
        address factory;
        address token0;
        address token1;
        uint24 fee;
        int24 tickSpacing;
    }

    Parameters public parameters;
    address public last;

    function deploy(Parameters calldata wanted, bytes memory code) external {
        parameters = wanted;
        address pool;
        assembly {
            pool := create(0, add(code, 32), mload(code))
        }
        require(pool != address(0), "no pool");
        last = pool;
    }
}
