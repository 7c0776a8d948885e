// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Amend} from "./Amend.sol";
import {Authentication} from "./Authentication.sol";
import {Cancel} from "./Cancel.sol";
import {Cells, Cursor, Order} from "./Cells.sol";
import {InFlight} from "./InFlight.sol";
import {Item} from "./Item.sol";
import {Place} from "./Place.sol";
import {Signatures} from "./Signatures.sol";
import {Step} from "./Step.sol";
import {VoidNonceItem} from "./generated/Items.sol";

/// Several operations under one signature and one nonce, one a step: section 4.12 of the protocol page. Its fields are those of
/// VOID_NONCE: account, key, nonce and expiry.
library Bundle {
    /// Bytes before the operations: the fields and the signature.
    uint256 internal constant HEAD_LENGTH = VoidNonceItem.FIELDS_LENGTH + Signatures.LENGTH;

    /// Bytes of the longest operation.
    uint256 internal constant MAX_OPERATION_LENGTH = 6 + MAX_LOTS_LENGTH;

    /// Cancels and amends name an order by so many bits of its placing nonce.
    uint256 private constant NONCE_BITS = 0xffff;

    uint256 private constant MAX_LOTS_LENGTH = 5;

    function bundle(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        if (body.length < HEAD_LENGTH) return REASON_BAD_LENGTH;
        if (forced == 1) return REASON_NOT_FORCIBLE;
        reason = Authentication.checkSigned(digest(body), body, VoidNonceItem.FIELDS_LENGTH, SCOPE_TRADE);
        if (reason != REASON_OK) return reason;
        uint256 nonce = VoidNonceItem.nonce(body);
        reason = Authentication.consume(body, nonce);
        if (reason != REASON_OK) return reason;
        unchecked {
            InFlight.bundle(VoidNonceItem.account(body), nonce, VoidNonceItem.expiry(body), body.length - HEAD_LENGTH);
        }
        return REASON_OK;
    }

    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has, at most one longest operation
    function bundleNext(bytes calldata supplied) internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 offset = cursor.offset();
        uint256 end = cursor.bundleEnd();
        unchecked {
            uint256 left = end - offset;
            if (left == 0) {
                InFlight.endItem(REASON_OK);
                return WEIGHT_BUNDLE;
            }
            uint256 index = cursor.bundleIndex();
            uint256 length = index == MAX_BUNDLE ? 0 : operationLength(head(supplied, offset));
            if (length == 0 || length > left) {
                cursor.setOffset(end);
                InFlight.endItem(REASON_BAD_BUNDLE);
                return WEIGHT_BUNDLE + Step.lengthWeight(1);
            }
            if (supplied.length < length) revert Item.MissingData(offset, length);
            cursor.setOffset(offset + length);
            cursor.setBundleIndex(index + 1);
            cursor.setReason(operation(cursor, supplied));
            return WEIGHT_BUNDLE + Step.lengthWeight(length) + extraWeight(uint8(supplied[0]));
        }
    }

    function digest(bytes calldata body) private view returns (bytes32) {
        return Authentication.typed(
            keccak256(
                abi.encode(
                    TYPEHASH_BUNDLE,
                    VoidNonceItem.account(body),
                    VoidNonceItem.key(body),
                    VoidNonceItem.nonce(body),
                    VoidNonceItem.expiry(body),
                    keccak256(body[HEAD_LENGTH:])
                )
            )
        );
    }

    function head(bytes calldata supplied, uint256 offset) private pure returns (uint256) {
        if (supplied.length == 0) revert Item.MissingData(offset, 1);
        return uint8(supplied[0]);
    }

    function extraWeight(uint256 first) private pure returns (uint256) {
        uint256 kind = first & 15;
        return kind == BUNDLE_CANCEL || kind == BUNDLE_AMEND || kind == BUNDLE_MOVE ? WEIGHT_REMOVE : 0;
    }

    /// Bytes of an operation by its first one, 0 when there is none such.
    function operationLength(uint256 first) private pure returns (uint256) {
        uint256 lots = first >> 4;
        uint256 kind = first & 15;
        unchecked {
            if (kind == BUNDLE_MOVE) return lots & 7 <= MAX_LOTS_LENGTH ? 5 + (lots >> 3) + (lots & 7) : 0;
            if (kind == BUNDLE_PLACE) return lots > 0 && lots <= MAX_LOTS_LENGTH ? 6 + lots : 0;
            if (lots > 0) return 0;
            return kind == BUNDLE_CANCEL ? 4 : kind == BUNDLE_AMEND ? 7 : kind == BUNDLE_CANCEL_ALL ? 2 : 0;
        }
    }

    /// Carries out a well-formed operation.
    function operation(Cursor cursor, bytes calldata bytes_) private returns (uint256 reason) {
        uint256 kind = uint8(bytes_[0]) & 15;
        uint256 account = cursor.taker();
        uint256 second = uint8(bytes_[1]);
        if (kind == BUNDLE_CANCEL) return Cancel.remove(account, second, number(bytes_, 2, 2), NONCE_BITS);
        if (kind == BUNDLE_CANCEL_ALL) {
            InFlight.cancelAll(account, second, cursor.nonce(), 0);
            return REASON_OK;
        }
        uint256 lotsLength = uint8(bytes_[0]) >> 4;
        InFlight.Order memory taking = InFlight.Order({
            taker: account,
            market: second,
            flags: uint8(bytes_[2]),
            tick: 0,
            lots: 0,
            nonce: cursor.nonce(),
            expiry: cursor.expiry(),
            forced: 0
        });
        if (kind == BUNDLE_PLACE) {
            taking.tick = number(bytes_, 3, 3);
            taking.lots = number(bytes_, 6, lotsLength);
            return Place.admit(taking);
        }
        Order order = Cells.order(account, second);
        if (kind == BUNDLE_MOVE) {
            move(taking, order, bytes_, lotsLength);
        } else {
            taking.tick = number(bytes_, 4, 3);
            taking.lots = order.lots();
        }
        return Amend.admit(taking, second, number(bytes_, 2, 2), NONCE_BITS);
    }

    /// An amend that says how far the price moves, by one byte or two, and how many lots if they are not those that are left. A price
    /// below 0 becomes a number beyond all ticks.
    function move(InFlight.Order memory taking, Order order, bytes calldata bytes_, uint256 sizes) private view {
        uint256 wide = sizes >> 3;
        uint256 lotsLength = sizes & 7;
        int256 ticks = wide == 1 ? int256(int16(uint16(number(bytes_, 4, 2)))) : int256(int8(uint8(bytes_[4])));
        unchecked {
            taking.tick = order.tick() + uint256(ticks);
            taking.lots = lotsLength == 0 ? order.lots() : number(bytes_, 5 + wide, lotsLength);
        }
    }

    /// An integer of 1 to 32 bytes.
    function number(bytes calldata bytes_, uint256 at, uint256 size) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, size)), calldataload(add(bytes_.offset, at)))
        }
    }
}
