// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells} from "./Cells.sol";

/// What an account has traded in the last 30 days, by two counters: section 5.5 of the protocol page.
library Volume {
    /// The volume that a fee tier is given for, milli-USDC: this epoch's, and the part of the last one's that is not yet 30 days old.
    function counted(uint256 number) internal view returns (uint256) {
        Account account = Cells.account(number);
        uint256 time = Cells.cursor().time();
        unchecked {
            uint256 age = ageOf(account, time);
            uint256 current = age == 0 ? account.volume() : 0;
            uint256 before = age == 0 ? account.volumeBefore() : age == 1 ? account.volume() : 0;
            uint256 left = VOLUME_EPOCH_S - time / 1000 % VOLUME_EPOCH_S;
            return current + before * left / VOLUME_EPOCH_S;
        }
    }

    /// Counts a trade.
    function add(uint256 number, uint256 notional) internal {
        Account account = Cells.account(number);
        uint256 time = Cells.cursor().time();
        uint256 age = ageOf(account, time);
        uint256 volume = account.volume();
        if (age != 0) {
            account.setVolumeBefore(age == 1 ? volume : 0);
            account.setVolumeEpoch(epoch(time));
            volume = 0;
        }
        unchecked {
            volume += notional / VOLUME_UNIT;
        }
        account.setVolume(volume < VOLUME_LIMIT ? volume : VOLUME_LIMIT);
    }

    /// Epochs since the one the account's volume belongs to.
    function ageOf(Account account, uint256 time) private view returns (uint256) {
        unchecked {
            return (epoch(time) - account.volumeEpoch()) & 0xffff;
        }
    }

    /// Modulo 2^16, as the cell keeps it.
    function epoch(uint256 time) private pure returns (uint256) {
        return time / VOLUME_EPOCH_MS & 0xffff;
    }
}
