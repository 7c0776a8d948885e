// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import "./generated/Items.sol";
import {Account, Cells} from "./Cells.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {Nonces} from "./Nonces.sol";
import {Signatures} from "./Signatures.sol";

/// Who signed an operation, and that it is used once: section 4.1 of the protocol page. Every signed body begins with account,
/// key and nonce, and ends with expiry and signature.
library Authentication {
    /// Checks signature and expiry and uses up the nonce; OK, or why not.
    function authenticate(bytes32 typeHash, uint256 widths, bytes calldata body) internal returns (uint256 reason) {
        uint256 number = PlaceItem.account(body);
        if (number >= ACCOUNT_LIMIT) return REASON_UNKNOWN_ACCOUNT;
        address owner = Cells.account(number).owner();
        if (owner == address(0)) return REASON_UNKNOWN_ACCOUNT;
        uint256 key = PlaceItem.key(body);
        if (key != OWNER_KEY) return REASON_UNKNOWN_KEY;
        uint256 signatureAt;
        uint256 expiry;
        assembly ("memory-safe") {
            signatureAt := sub(add(body.offset, body.length), 64)
            expiry := shr(224, calldataload(sub(signatureAt, 4)))
        }
        if (!Signatures.valid(digest(typeHash, widths, body), signatureAt, owner)) return REASON_BAD_SIGNATURE;
        unchecked {
            if (Cells.cursor().time() > expiry * 1000) return REASON_EXPIRED;
        }
        return Nonces.consume(Cells.signer(number, key), PlaceItem.nonce(body));
    }

    /// EIP-712: the struct's fields as words, from their packed bytes.
    function digest(bytes32 typeHash, uint256 widths, bytes calldata fields) internal view returns (bytes32 result) {
        bytes32 domainSeparator = HeaderFacts.domainSeparator();
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            let to := add(start, 0x20)
            let from := fields.offset
            for {} widths { widths := shr(8, widths) } {
                let width := and(widths, 0xff)
                mstore(to, shr(sub(256, shl(3, width)), calldataload(from)))
                from := add(from, width)
                to := add(to, 0x20)
            }
            let structHash := keccak256(start, sub(to, start))
            mstore(start, hex"1901")
            mstore(add(start, 2), domainSeparator)
            mstore(add(start, 34), structHash)
            result := keccak256(start, 66)
        }
    }
}
