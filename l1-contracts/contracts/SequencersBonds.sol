// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {RollupParameters} from "./RollupParameters.sol";

/// Bonds in ETH. A bond stays slashable until it is paid out, and is paid out only when nothing its owner posted can be
/// challenged any more. At most half of a slashed bond is a reward: who slashes itself loses the other half.
abstract contract SequencersBonds {
    error WrongBond(uint256 given, uint256 bond);
    error AlreadyBonded(address sequencer);
    error NotBonded(address sequencer);
    error AlreadyUnbonding(address sequencer);
    error NotUnbonding(address sequencer);
    error StillSlashable(uint256 untilBlock, uint256 untilTime);
    error NothingToWithdraw(address challenger);

    event Bonded(address indexed sequencer, uint256 position);
    event UnbondingStarted(address indexed sequencer);
    event BondWithdrawn(address indexed sequencer, address to, uint256 amount);
    event Slashed(address indexed sequencer, address indexed challenger, uint256 reward, uint256 burned);
    event RewardWithdrawn(address indexed challenger, address to, uint256 amount);

    struct Bond {
        uint128 amount; // wei, 0 = none
        uint48 lastAppendTime; // s
        uint48 lastAppendBlock;
        uint32 position; // in the rotation, while not unbonding
        uint48 unbondingSince; // s, 0 = not unbonding
    }

    uint256 public immutable BOND;
    uint256 public immutable EVIDENCE_PERIOD;
    uint256 private immutable FINALITY_BLOCKS;
    uint256 private immutable FINALITY_SECONDS;

    mapping(address sequencer => Bond) public bonds;
    mapping(address challenger => uint256 amount) public rewards;

    /// How often somebody has bonded: a later bond does not answer for what was done under an earlier one.
    mapping(address sequencer => uint256) internal bondings;

    /// Those that may hold the lease, in the order priority goes round.
    address[] internal rotation;

    constructor(RollupParameters memory parameters) {
        BOND = parameters.bond;
        EVIDENCE_PERIOD = parameters.evidencePeriod;
        FINALITY_BLOCKS = parameters.finalityBlocks;
        FINALITY_SECONDS = parameters.finalitySeconds;
    }

    // ---- reading ----

    function sequencerCount() external view returns (uint256) {
        return rotation.length;
    }

    function sequencerAt(uint256 position) external view returns (address) {
        return rotation[position];
    }

    function isActive(address sequencer) public view returns (bool) {
        Bond storage b = bonds[sequencer];
        return b.amount != 0 && b.unbondingSince == 0;
    }

    // ---- bonding ----

    function bond() external payable {
        if (msg.value != BOND) revert WrongBond(msg.value, BOND);
        Bond storage b = bonds[msg.sender];
        if (b.amount != 0) revert AlreadyBonded(msg.sender);
        (b.amount, b.position) = (uint128(msg.value), uint32(rotation.length));
        rotation.push(msg.sender);
        bondings[msg.sender]++;
        emit Bonded(msg.sender, rotation.length - 1);
    }

    /// Leaves the rotation. Neither the holder of the lease nor a claimant may.
    function unbond() external {
        if (bonds[msg.sender].amount == 0) revert NotBonded(msg.sender);
        if (bonds[msg.sender].unbondingSince != 0) revert AlreadyUnbonding(msg.sender);
        requireFree(msg.sender);
        leaveRotation(msg.sender);
        bonds[msg.sender].unbondingSince = uint48(block.timestamp);
        emit UnbondingStarted(msg.sender);
    }

    function withdrawBond(address to) external {
        Bond memory b = bonds[msg.sender];
        if (b.unbondingSince == 0) revert NotUnbonding(msg.sender);
        (uint256 untilBlock, uint256 untilTime) = slashableUntil(b);
        if (block.number <= untilBlock || block.timestamp <= untilTime) revert StillSlashable(untilBlock, untilTime);
        delete bonds[msg.sender];
        emit BondWithdrawn(msg.sender, to, b.amount);
        SafeTransferLib.safeTransferETH(to, b.amount);
    }

    /// The last batch final (or deleted) and the request made, then an evidence period.
    function slashableUntil(Bond memory b) private view returns (uint256 untilBlock, uint256 untilTime) {
        untilBlock = b.lastAppendBlock + FINALITY_BLOCKS;
        untilTime = b.lastAppendTime + FINALITY_SECONDS;
        if (b.unbondingSince > untilTime) untilTime = b.unbondingSince;
        untilTime += EVIDENCE_PERIOD;
    }

    // ---- slashing ----

    function slashBond(address sequencer, address challenger) internal returns (uint256 reward) {
        uint256 amount = bonds[sequencer].amount;
        // A second wrong batch of the same sequencer is deleted all the same; there is nothing left to take.
        if (amount == 0) return 0;
        if (bonds[sequencer].unbondingSince == 0) leaveRotation(sequencer);
        delete bonds[sequencer];
        if (challenger != address(0)) reward = amount / 2;
        rewards[challenger] += reward;
        emit Slashed(sequencer, challenger, reward, amount - reward);
        SafeTransferLib.safeTransferETH(address(0), amount - reward);
    }

    /// Pulled, so that nobody who is paid can make a proof fail.
    function withdrawReward(address to) external {
        uint256 amount = rewards[msg.sender];
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        rewards[msg.sender] = 0;
        emit RewardWithdrawn(msg.sender, to, amount);
        SafeTransferLib.safeTransferETH(to, amount);
    }

    // ---- rotation ----

    function noteAppend(address sequencer) internal {
        Bond storage b = bonds[sequencer];
        (b.lastAppendTime, b.lastAppendBlock) = (uint48(block.timestamp), uint48(block.number));
    }

    /// The last takes the free position.
    function leaveRotation(address sequencer) private {
        uint32 position = bonds[sequencer].position;
        address last = rotation[rotation.length - 1];
        rotation[position] = last;
        bonds[last].position = position;
        rotation.pop();
    }

    /// Reverts when the sequencer holds or claims the lease.
    function requireFree(address sequencer) internal virtual;
}
