// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Which 64-byte signatures count: section 4.1.3 of the protocol page. Recovery decides.
library Signatures {
    error PrecompileOutOfGas();

    uint256 internal constant LENGTH = 64;

    /// p − n of secp256k1: below it, an r could also be an x-coordinate that wrapped around the group order.
    uint256 private constant FIELD_LESS_ORDER = 0x14551231950b75fc4402da1722fc9baee;
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// ecrecover costs 3,000; the call and the 1/64 that stays behind cost less than the rest.
    uint256 private constant RECOVERY_GAS = 5_000;

    /// True when r ‖ vs at a place in calldata is canonical and by the expected address, which is not 0.
    function valid(bytes32 digest, uint256 signatureAt, address expected) internal view returns (bool) {
        uint256 r;
        uint256 vs;
        assembly ("memory-safe") {
            r := calldataload(signatureAt)
            vs := calldataload(add(signatureAt, 32))
        }
        uint256 s = vs & (type(uint256).max >> 1);
        if (r < FIELD_LESS_ORDER || r >= ORDER || s == 0 || s > HALF_ORDER) return false;
        return recover(digest, 27 + (vs >> 255), r, s) == expected;
    }

    /// The signer, or 0. Running out of gas in the precompile must never pass for a bad signature: an empty answer counts only
    /// from a call that succeeded and certainly had its gas.
    function recover(bytes32 digest, uint256 v, uint256 r, uint256 s) private view returns (address signer) {
        if (gasleft() < RECOVERY_GAS) revert PrecompileOutOfGas();
        bool done;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, digest)
            mstore(add(start, 0x20), v)
            mstore(add(start, 0x40), r)
            mstore(add(start, 0x60), s)
            mstore(0, 0)
            done := staticcall(gas(), 1, start, 0x80, 0, 0x20)
            done := and(done, or(iszero(returndatasize()), eq(returndatasize(), 0x20)))
            signer := mload(0)
        }
        if (!done) revert PrecompileOutOfGas();
    }
}
