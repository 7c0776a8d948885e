// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Authentication} from "./Authentication.sol";
import {VoidNonceItem} from "./generated/Items.sol";

/// Uses up a nonce, so that whatever else is signed with it is called off: section 4.10 of the protocol page.
library VoidNonce {
    function voidNonce(bytes calldata body) internal returns (uint256 reason) {
        return Authentication.authenticate(TYPEHASH_VOID_NONCE, VoidNonceItem.WIDTHS, body, SCOPE_CANCEL);
    }
}
