// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Backstop} from "./Backstop.sol";
import {Due} from "./Due.sol";
import {Inbox} from "./Inbox.sol";
import {Item} from "./Item.sol";
import {Liquidate} from "./Liquidate.sol";
import {LiquidateCancel} from "./LiquidateCancel.sol";
import {RiskItems} from "./RiskItems.sol";
import {Sample} from "./Sample.sol";

/// Liquidation, and samples and funding as time passes. Called by delegatecall from the verifier, whose transient storage holds the cells.
contract RiskEngine {
    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has
    function item(bytes calldata supplied) external returns (uint256 weight) {
        return Item.item(supplied, RiskItems.operation);
    }

    function liquidateCancel() external returns (uint256 weight) {
        return LiquidateCancel.liquidateCancel();
    }

    function liquidate() external returns (uint256 weight) {
        return Liquidate.order();
    }

    function backstop() external returns (uint256 weight) {
        return Backstop.backstop();
    }

    /// @param bytes_ the next inbox message, a forced item of this contract
    function message(bytes calldata bytes_) external returns (uint256 weight) {
        return Inbox.message(bytes_, forced);
    }

    function dueStart() external returns (uint256 weight) {
        return Due.dueStart();
    }

    function due() external returns (uint256 weight) {
        return Due.due();
    }

    function sample() external returns (uint256 weight) {
        return Sample.sample();
    }

    function forced(bytes calldata bytes_) private returns (uint256 reason, uint256 extra) {
        return RiskItems.operation(Inbox.frame(bytes_), 1);
    }
}
