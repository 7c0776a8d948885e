// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import "./generated/Items.sol";
import {Cells, Signer} from "./Cells.sol";
import {HeaderFacts} from "./HeaderFacts.sol";
import {Nonces} from "./Nonces.sol";
import {Signatures} from "./Signatures.sol";

/// Who signed an operation, and that it is used once: section 4.1 of the protocol page. Every signed body begins with account,
/// key and nonce, and ends with expiry and signature; what stands behind the signature in two of them is not read here.
library Authentication {
    /// Checks signature and expiry and uses up the nonce; OK, or why not.
    /// @param scope the bit that an agent needs for the item, 0 when only the owner may sign it
    function authenticate(bytes32 typeHash, uint256 widths, bytes calldata body, uint256 scope)
        internal
        returns (uint256 reason)
    {
        unchecked {
            reason = checkSigned(digest(typeHash, widths, body), body, body.length - Signatures.LENGTH, scope);
        }
        return reason != REASON_OK ? reason : consume(body, PlaceItem.nonce(body));
    }

    /// All of it but the nonce, which stays unused.
    /// @param fieldsLength where in the body the signature stands
    function checkSigned(bytes32 signed, bytes calldata body, uint256 fieldsLength, uint256 scope)
        internal
        view
        returns (uint256 reason)
    {
        uint256 number = PlaceItem.account(body);
        if (number >= ACCOUNT_LIMIT) return REASON_UNKNOWN_ACCOUNT;
        address signer = Cells.account(number).owner();
        if (signer == address(0)) return REASON_UNKNOWN_ACCOUNT;
        uint256 key = PlaceItem.key(body);
        if (key != OWNER_KEY) {
            (reason, signer) = agent(number, key, scope);
            if (reason != REASON_OK) return reason;
        }
        uint256 signatureAt;
        uint256 expiry;
        assembly ("memory-safe") {
            signatureAt := add(body.offset, fieldsLength)
            expiry := shr(224, calldataload(sub(signatureAt, 4)))
        }
        if (!Signatures.valid(signed, signatureAt, signer)) return REASON_BAD_SIGNATURE;
        unchecked {
            return Cells.cursor().time() > expiry * 1000 ? REASON_EXPIRED : REASON_OK;
        }
    }

    /// Uses up a nonce of the key that signed.
    function consume(bytes calldata body, uint256 nonce) internal returns (uint256 reason) {
        return Nonces.consume(Cells.signer(PlaceItem.account(body), PlaceItem.key(body)), nonce);
    }

    function agent(uint256 number, uint256 key, uint256 scope) private view returns (uint256 reason, address signer) {
        if (key <= OWNER_KEY || key > MAX_KEY) return (REASON_UNKNOWN_KEY, address(0));
        Signer cell = Cells.signer(number, key);
        signer = cell.key();
        if (signer == address(0)) return (REASON_UNKNOWN_KEY, signer);
        unchecked {
            if (Cells.cursor().time() > cell.expiry() * 1000) return (REASON_AGENT_EXPIRED, signer);
        }
        if (cell.scope() & scope == 0) return (REASON_OUT_OF_SCOPE, signer);
    }

    /// EIP-712: the struct's fields as words, from their packed bytes.
    function digest(bytes32 typeHash, uint256 widths, bytes calldata fields) internal view returns (bytes32) {
        bytes32 structHash;
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
            structHash := keccak256(start, sub(to, start))
        }
        return typed(structHash);
    }

    /// EIP-712: the digest of a struct in the domain of this deployment.
    function typed(bytes32 structHash) internal view returns (bytes32 result) {
        bytes32 domainSeparator = HeaderFacts.domainSeparator();
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, hex"1901")
            mstore(add(start, 2), domainSeparator)
            mstore(add(start, 34), structHash)
            result := keccak256(start, 66)
        }
    }
}
