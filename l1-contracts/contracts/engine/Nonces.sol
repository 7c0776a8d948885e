// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Signer} from "./Cells.sol";

/// The sliding window of one signing key: nonces from its base to base + 255 can each be used once in any order. Section 4.1.
library Nonces {
    /// Nonces have 48 bits.
    uint256 private constant LIMIT = 1 << 48;

    /// Uses up a nonce, or says why it cannot be used and changes nothing.
    function consume(Signer signer, uint256 nonce) internal returns (uint256 reason) {
        unchecked {
            uint256 base = signer.nonceBase();
            if (nonce < base) return REASON_NONCE_TOO_OLD;
            if (nonce >= base + NONCE_JUMP || nonce >= LIMIT) return REASON_NONCE_TOO_FAR;
            uint256 bitmap = signer.nonceBitmap();
            if (nonce >= base + NONCE_WINDOW) {
                uint256 beyond = nonce - base - (NONCE_WINDOW - 1);
                // A shift by 256 or more gives 0.
                bitmap <<= beyond;
                base += beyond;
                signer.setNonceBase(base);
            }
            uint256 bit = 1 << (255 - (nonce - base));
            if (bitmap & bit != 0) return REASON_NONCE_USED;
            signer.setNonceBitmap(bitmap | bit);
            return REASON_OK;
        }
    }
}
