// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Authentication} from "./Authentication.sol";
import {Cells, Signer} from "./Cells.sol";
import {SetAgentItem} from "./generated/Items.sol";

/// Gives a signer slot to an agent's key, or takes it away: section 4.10 of the protocol page.
library SetAgent {
    function setAgent(bytes calldata body) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_SET_AGENT, SetAgentItem.WIDTHS, body, 0);
        if (reason != REASON_OK) return reason;
        uint256 slot = SetAgentItem.slot(body);
        uint256 scope = SetAgentItem.scope(body);
        if (slot <= OWNER_KEY || slot > MAX_KEY || scope & ~(SCOPE_TRADE | SCOPE_CANCEL) != 0) return REASON_BAD_AGENT;
        Signer signer = Cells.signer(SetAgentItem.account(body), slot);
        signer.setKey(address(uint160(SetAgentItem.agent(body))));
        signer.setScope(scope);
        signer.setExpiry(SetAgentItem.agentExpiry(body));
        return REASON_OK;
    }
}
