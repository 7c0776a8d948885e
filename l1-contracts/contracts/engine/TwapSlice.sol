// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Authentication} from "./Authentication.sol";
import {Cells} from "./Cells.sol";
import {InFlight} from "./InFlight.sol";
import {MarketOrder} from "./MarketOrder.sol";
import {TwapSliceItem} from "./generated/Items.sol";

/// One slice of a time-weighted order: one signature is good for all its slices, each from its time on and once, because slice i uses the
/// nonce i behind the signed one. Section 4.11 of the protocol page.
library TwapSlice {
    /// Bytes of the body: behind the signature stands which slice it is.
    uint256 internal constant LENGTH = TWAP_SLICE_LENGTH + 1;

    function twapSlice(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        bytes32 digest = Authentication.digest(TYPEHASH_TWAP_SLICE, TwapSliceItem.WIDTHS, body);
        reason = Authentication.checkSigned(digest, body, TwapSliceItem.FIELDS_LENGTH, SCOPE_TRADE);
        if (reason != REASON_OK) return reason;
        uint256 slice = uint8(body[TWAP_SLICE_LENGTH]);
        if (!due(body, slice)) return REASON_SLICE_NOT_DUE;
        uint256 nonce;
        unchecked {
            nonce = TwapSliceItem.nonce(body) + slice;
        }
        reason = Authentication.consume(body, nonce);
        if (reason != REASON_OK) return reason;
        InFlight.Order memory taking = InFlight.Order({
            taker: TwapSliceItem.account(body),
            market: TwapSliceItem.market(body),
            flags: TwapSliceItem.flags(body),
            tick: 0,
            lots: TwapSliceItem.sliceLots(body),
            nonce: nonce,
            expiry: TwapSliceItem.expiry(body),
            forced: forced
        });
        return MarketOrder.admit(taking, TwapSliceItem.slippagePpm(body));
    }

    function due(bytes calldata body, uint256 slice) private view returns (bool) {
        uint256 slices = TwapSliceItem.slices(body);
        unchecked {
            return slices <= MAX_TWAP_SLICES && slice < slices
                && Cells.cursor().time() >= (TwapSliceItem.start(body) + slice * TwapSliceItem.interval(body)) * 1000;
        }
    }
}
