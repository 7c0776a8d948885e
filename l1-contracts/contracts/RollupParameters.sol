// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// What a deployment chooses; the values of each profile stand in profiles.json. All contracts of one deployment take
/// the same struct and show its hash, so that a client's audit sees a mixed deployment.
struct RollupParameters {
    uint32 blockSeconds; // longest usual time between L1 blocks, s
    uint32 finalityBlocks; // N
    uint32 finalitySeconds; // T, s
    uint32 silence; // s without a batch after which a holder may be replaced
    uint32 grace; // s a holder has to post what it acknowledged before a claim takes effect
    uint32 term; // s after which a lease may be claimed from a working holder
    uint32 priorityStep; // s by which each later rank may claim later
    uint32 evidencePeriod; // s a bond stays slashable after its last batch is final
    uint32 inclusionDelay; // s after which an inbox message must be consumed
    uint32 governanceDelay; // s between proposing and enqueueing a governance message
    uint64 minimumDeposit; // nano-USDC
    uint64 statedPeakGasPrice; // wei per gas up to which a proof pays for itself
    uint128 forcedFee; // wei for the first forced messages of a block
    uint128 bond; // wei
}

using {check, hash, lag} for RollupParameters global;

error InvalidParameters(string inequality);

// Greatest gas of a proof: a worst segment stays below it.
uint256 constant MAX_PROOF_GAS = 12_000_000;

/// How far behind L1 time a batch may be: a claimant that takes over can still post.
function lag(RollupParameters memory p) pure returns (uint256) {
    return uint256(p.silence) + p.grace;
}

function hash(RollupParameters memory p) pure returns (bytes32) {
    return keccak256(abi.encode(p));
}

/// The inequalities the protocol's safety rests on.
function check(RollupParameters memory p) pure {
    if (p.finalityBlocks < 4) revert InvalidParameters("finalityBlocks >= 4: commit, wait, reveal");
    if (uint256(p.finalityBlocks) * p.blockSeconds > p.finalitySeconds) {
        revert InvalidParameters("finalityBlocks * blockSeconds <= finalitySeconds");
    }
    if (p.blockSeconds == 0 || p.silence == 0 || p.grace < 2 * uint256(p.blockSeconds)) {
        revert InvalidParameters("grace >= 2 * blockSeconds > 0, silence > 0");
    }
    if (p.lag() > p.inclusionDelay) revert InvalidParameters("silence + grace <= inclusionDelay");
    if (p.governanceDelay <= uint256(p.inclusionDelay) + p.finalitySeconds) {
        revert InvalidParameters("governanceDelay > inclusionDelay + finalitySeconds");
    }
    if (p.evidencePeriod < p.finalitySeconds) revert InvalidParameters("evidencePeriod >= finalitySeconds");
    if (p.term <= p.silence) revert InvalidParameters("term > silence");
    if (p.priorityStep > p.grace) revert InvalidParameters("priorityStep <= grace");
    if (p.minimumDeposit == 0) revert InvalidParameters("minimumDeposit > 0");
    if (p.statedPeakGasPrice == 0 || uint256(p.bond) / 2 <= MAX_PROOF_GAS * p.statedPeakGasPrice) {
        revert InvalidParameters("bond / 2 > MAX_PROOF_GAS * statedPeakGasPrice > 0");
    }
}
