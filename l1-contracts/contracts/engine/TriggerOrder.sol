// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Authentication} from "./Authentication.sol";
import {Cells, Risk} from "./Cells.sol";
import {InFlight} from "./InFlight.sol";
import {MarketOrder} from "./MarketOrder.sol";
import {Place} from "./Place.sol";
import {TriggerOrderItem} from "./generated/Items.sol";

/// A stop or take-profit: an order that counts once the mark has reached its trigger. Until then its nonce stays unused, so that nobody can
/// spoil it by sending it early. Section 4.11 of the protocol page.
library TriggerOrder {
    function triggerOrder(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        bytes32 digest = Authentication.digest(TYPEHASH_TRIGGER_ORDER, TriggerOrderItem.WIDTHS, body);
        reason = Authentication.checkSigned(digest, body, TriggerOrderItem.FIELDS_LENGTH, SCOPE_TRADE);
        if (reason != REASON_OK) return reason;
        InFlight.Order memory taking = InFlight.Order({
            taker: TriggerOrderItem.account(body),
            market: TriggerOrderItem.market(body),
            flags: TriggerOrderItem.flags(body),
            tick: TriggerOrderItem.tick(body),
            lots: TriggerOrderItem.lots(body),
            nonce: TriggerOrderItem.nonce(body),
            expiry: TriggerOrderItem.expiry(body),
            forced: forced
        });
        Risk risk = Cells.risk(taking.market);
        if (risk.status() == STATUS_UNLISTED) return REASON_UNKNOWN_MARKET;
        if (!reached(body, risk.mark())) return REASON_TRIGGER_NOT_REACHED;
        reason = Authentication.consume(body, taking.nonce);
        if (reason != REASON_OK) return reason;
        return taking.tick != 0 ? Place.admit(taking) : MarketOrder.admit(taking, TriggerOrderItem.slippagePpm(body));
    }

    function reached(bytes calldata body, uint256 mark) private pure returns (bool) {
        if (mark == 0) return false;
        uint256 trigger = TriggerOrderItem.triggerTick(body);
        uint256 above = TriggerOrderItem.above(body);
        if (above == 0) return mark <= trigger;
        return above == 1 && mark >= trigger;
    }
}
