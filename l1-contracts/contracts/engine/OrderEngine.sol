// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bundle} from "./Bundle.sol";
import {Inbox} from "./Inbox.sol";
import {Item} from "./Item.sol";
import {OrderItems} from "./OrderItems.sol";

/// Items about orders. Called by delegatecall from the verifier, whose transient storage holds the cells.
contract OrderEngine {
    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has
    function item(bytes calldata supplied) external returns (uint256 weight) {
        return Item.item(supplied, OrderItems.operation);
    }

    /// @param bytes_ the next inbox message, a forced item of this contract
    function message(bytes calldata bytes_) external returns (uint256 weight) {
        return Inbox.message(bytes_, forced);
    }

    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has of the longest operation
    function bundleNext(bytes calldata supplied) external returns (uint256 weight) {
        return Bundle.bundleNext(supplied);
    }

    function forced(bytes calldata bytes_) private returns (uint256 reason, uint256 extra) {
        return OrderItems.operation(Inbox.frame(bytes_), 1);
    }
}
