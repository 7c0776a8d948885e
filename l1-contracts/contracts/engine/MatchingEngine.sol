// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CancelAll} from "./CancelAll.sol";
import {Fill} from "./Fill.sol";
import {Match} from "./Match.sol";
import {Rest} from "./Rest.sol";

/// Everything that is in flight. Called by delegatecall from the verifier, whose transient storage holds the cells.
contract MatchingEngine {
    function matchBest() external returns (uint256 weight) {
        return Match.matchBest();
    }

    function fill() external returns (uint256 weight) {
        return Fill.fill();
    }

    function rest() external returns (uint256 weight) {
        return Rest.rest();
    }

    function cancelNext() external returns (uint256 weight) {
        return CancelAll.cancelNext();
    }
}
