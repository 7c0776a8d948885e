// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bridge} from "../contracts/Bridge.sol";
import {TestToken} from "./TestToken.sol";

/// Keeps one percent of what is transferred.
contract FeeToken is TestToken {
    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            super._update(from, address(0xfee), units / 100);
            units -= units / 100;
        }
        super._update(from, to, units);
    }
}

/// Refuses one recipient, as USDC may.
contract BlacklistToken is TestToken {
    error Blacklisted(address account);

    address public blacklisted;

    function blacklist(address account) external {
        blacklisted = account;
    }

    function _update(address from, address to, uint256 units) internal override {
        if (to == blacklisted && to != address(0)) revert Blacklisted(to);
        super._update(from, to, units);
    }
}

/// Calls the bridge back in the middle of a transfer.
contract ReentrantToken is TestToken {
    address private target;
    bytes private call_;
    bool public succeeded;

    function arm(address target_, bytes calldata call) external {
        (target, call_) = (target_, call);
    }

    function _update(address from, address to, uint256 units) internal override {
        super._update(from, to, units);
        if (target == address(0)) return;
        address t = target;
        target = address(0);
        (succeeded,) = t.call(call_);
    }
}
