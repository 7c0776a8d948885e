// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRollup} from "./interfaces/IRollup.sol";
import {ISequencers} from "./interfaces/ISequencers.sol";
import {RollupParameters} from "./RollupParameters.sol";
import {SequencersBonds} from "./SequencersBonds.sol";

/// VACANT: nobody may append. HELD: the holder may. CLAIMED: the holder may until the claim takes effect.
///
///     VACANT  → HELD      claim, by rank after the vacancy
///     HELD    → CLAIMED   claim, when the term is over or the holder has been silent
///     CLAIMED → HELD      append by the holder (silence claims only): the holder stays
///                         activate, GRACE after the claim: the claimant holds
///     CLAIMED → VACANT    2·GRACE after the claim without activation; release by the holder before it takes effect
///     HELD    → VACANT    release
///     any     → VACANT    slash
enum LeaseState {
    VACANT,
    HELD,
    CLAIMED
}

/// Who may append. A deletion ends the lease whoever holds it: its signed heads counted on the deleted batches, and a
/// lease that went on would sign the same sequence numbers twice.
contract Sequencers is ISequencers, SequencersBonds {
    error NotRollup(address sender);
    error NotEquivocation(address sender);
    error NotHolder(address sender, address holder);
    error LeaseTaken(address claimant);
    error WrongLease(bytes32 claimed, bytes32 held);
    error HoldsOrClaims(address sequencer);
    error AlreadyClaimed(address claimant);
    error NotClaimable(uint256 opensAt);
    error NotClaimant(address sender, address claimant);
    error GraceRunning(uint256 until);

    event LeaseClaimed(uint256 indexed number, address indexed claimant, bool forSilence, uint256 effectiveAt);
    event LeaseClaimCancelled(uint256 indexed number, address indexed claimant);
    event LeaseStarted(uint256 indexed number, address indexed holder, bytes32 leaseId, bytes32 tipHash);
    event LeaseEnded(uint256 indexed number, address indexed holder);

    struct Lease {
        uint48 number; // of the current or last lease
        address holder; // 0 = vacant
        uint48 since; // s, start of the lease or of the vacancy
        address claimant; // 0 = not claimed
        uint48 claimedAt; // s
        bool forSilence;
        bytes32 id;
    }

    /// Who answers for what is signed under a lease.
    struct Signatory {
        address holder;
        uint96 bonding; // which of its bonds
    }

    IRollup public immutable ROLLUP;
    address public immutable EQUIVOCATION;
    bytes32 public immutable PARAMETERS_HASH;
    uint256 public immutable SILENCE;
    uint256 public immutable GRACE;
    uint256 public immutable TERM;
    uint256 public immutable PRIORITY_STEP;

    Lease private stored;
    mapping(bytes32 leaseId => Signatory) private signatories;

    constructor(RollupParameters memory parameters, IRollup rollup, address equivocation) SequencersBonds(parameters) {
        parameters.check();
        (ROLLUP, EQUIVOCATION) = (rollup, equivocation);
        PARAMETERS_HASH = parameters.hash();
        (SILENCE, GRACE, TERM) = (parameters.silence, parameters.grace, parameters.term);
        PRIORITY_STEP = parameters.priorityStep;
        stored.since = uint48(block.timestamp);
    }

    modifier onlyRollup() {
        if (msg.sender != address(ROLLUP)) revert NotRollup(msg.sender);
        _;
    }

    // ---- reading ----

    /// The lease as it stands now, with a lapsed claim already resolved.
    function lease() public view returns (Lease memory l) {
        l = stored;
        if (l.claimant == address(0) || block.timestamp <= lapseTime(l)) return l;
        // The claim took the lease and nobody activated it: that turn is used up.
        l.since = uint48(lapseTime(l));
        l.number++;
        (l.holder, l.claimant, l.claimedAt, l.forSilence, l.id) = (address(0), address(0), 0, false, 0);
    }

    function leaseState() external view returns (LeaseState) {
        Lease memory l = lease();
        if (l.holder == address(0)) return LeaseState.VACANT;
        return l.claimant == address(0) ? LeaseState.HELD : LeaseState.CLAIMED;
    }

    /// Earliest time at which the sequencer may claim, as things stand (s).
    function claimableAt(address sequencer) external view returns (uint256 opensAt) {
        (opensAt,) = openingFor(lease(), sequencer);
    }

    /// @inheritdoc ISequencers
    function holderOf(bytes32 leaseId) external view returns (address) {
        return signatories[leaseId].holder;
    }

    /// @inheritdoc ISequencers
    function isLiable(bytes32 leaseId) external view returns (bool) {
        Signatory memory signatory = signatories[leaseId];
        return bonds[signatory.holder].amount != 0 && bondings[signatory.holder] == signatory.bonding;
    }

    // ---- taking and leaving ----

    /// Takes a vacant lease at once; a held one after GRACE, by `activate`.
    function claim() external {
        if (!isActive(msg.sender)) revert NotBonded(msg.sender);
        Lease memory l = lease();
        if (l.claimant != address(0)) revert AlreadyClaimed(l.claimant);
        (uint256 opensAt, bool forSilence) = openingFor(l, msg.sender);
        if (block.timestamp < opensAt) revert NotClaimable(opensAt);
        if (l.holder == address(0)) return start(l, msg.sender);
        (l.claimant, l.claimedAt, l.forSilence) = (msg.sender, uint48(block.timestamp), forSilence);
        stored = l;
        emit LeaseClaimed(l.number, msg.sender, forSilence, block.timestamp + GRACE);
    }

    function activate() external {
        Lease memory l = lease();
        if (l.claimant != msg.sender) revert NotClaimant(msg.sender, l.claimant);
        if (block.timestamp < l.claimedAt + GRACE) revert GraceRunning(l.claimedAt + GRACE);
        emit LeaseEnded(l.number, l.holder);
        start(l, msg.sender);
    }

    function release() external {
        Lease memory l = lease();
        requireHolder(l, msg.sender);
        end(l);
    }

    // ---- called by the rollup and by the judge of equivocation ----

    /// @inheritdoc ISequencers
    function onAppend(address submitter, bytes32 leaseId) external onlyRollup {
        Lease memory l = stored;
        requireHolder(l, submitter);
        if (leaseId != l.id) revert WrongLease(leaseId, l.id);
        if (l.forSilence) {
            emit LeaseClaimCancelled(l.number, l.claimant);
            (stored.claimant, stored.claimedAt, stored.forSilence) = (address(0), 0, false);
        }
        noteAppend(submitter);
    }

    /// @inheritdoc ISequencers
    function slash(address submitter, address challenger) external onlyRollup returns (uint256 reward) {
        end(lease());
        return slashBond(submitter, challenger);
    }

    /// @inheritdoc ISequencers
    function slashHolder(bytes32 leaseId, address challenger) external returns (uint256 reward) {
        if (msg.sender != EQUIVOCATION) revert NotEquivocation(msg.sender);
        address holder = signatories[leaseId].holder;
        evict(holder);
        return slashBond(holder, challenger);
    }

    // ---- inside ----

    /// The holder's right ends when a claim takes effect, activated or not.
    function requireHolder(Lease memory l, address sender) private view {
        if (l.holder != sender) revert NotHolder(sender, l.holder);
        if (l.claimant != address(0) && block.timestamp >= l.claimedAt + GRACE) revert LeaseTaken(l.claimant);
    }

    /// The holder cannot claim for its own silence: that would keep the others out.
    function openingFor(Lease memory l, address sequencer) private view returns (uint256 opensAt, bool forSilence) {
        if (l.holder == address(0)) return (l.since + waitOf(l.number + 1, sequencer), false);
        uint256 wait = waitOf(l.number + 1, sequencer);
        uint256 lastSign = bonds[l.holder].lastAppendTime;
        if (lastSign < l.since) lastSign = l.since;
        uint256 silenceOpens = lastSign + SILENCE + wait;
        uint256 termOpens = l.since + TERM + wait;
        forSilence = sequencer != l.holder && silenceOpens < termOpens && block.timestamp < termOpens;
        opensAt = forSilence ? silenceOpens : termOpens;
    }

    /// Position `number mod count` goes first, the next one a step later, and nobody waits longer than GRACE.
    function waitOf(uint256 number, address sequencer) private view returns (uint256 wait) {
        uint256 count = rotation.length;
        if (count == 0) return 0;
        wait = (bonds[sequencer].position + count - number % count) % count * PRIORITY_STEP;
        if (wait > GRACE) wait = GRACE;
    }

    function lapseTime(Lease memory l) private view returns (uint256) {
        return l.claimedAt + 2 * GRACE;
    }

    /// The id commits to the tip and to the L1 block before: heads signed on a chain that L1 dropped belong to another lease.
    function start(Lease memory l, address holder) private {
        bytes32 tipHash = ROLLUP.tipHash();
        uint48 number = l.number + 1;
        bytes32 previousBlock = blockhash(block.number - 1);
        bytes32 id = keccak256(abi.encode(number, holder, tipHash, previousBlock, block.chainid, address(this)));
        stored = Lease(number, holder, uint48(block.timestamp), address(0), 0, false, id);
        signatories[id] = Signatory(holder, uint96(bondings[holder]));
        emit LeaseStarted(number, holder, id, tipHash);
    }

    /// Batches stay: they may be right. A claim that has not taken effect leaves the holder it was made against its lease.
    function evict(address sequencer) private {
        Lease memory l = lease();
        if (l.holder == sequencer) return end(l);
        if (l.claimant != sequencer) return;
        if (block.timestamp >= l.claimedAt + GRACE) return end(l);
        emit LeaseClaimCancelled(l.number, sequencer);
        (stored.claimant, stored.claimedAt, stored.forSilence) = (address(0), 0, false);
    }

    function end(Lease memory l) private {
        if (l.holder != address(0)) emit LeaseEnded(l.number, l.holder);
        stored = Lease(l.number, address(0), uint48(block.timestamp), address(0), 0, false, 0);
    }

    function requireFree(address sequencer) internal view override {
        Lease memory l = lease();
        if (l.holder == sequencer || l.claimant == sequencer) revert HoldsOrClaims(sequencer);
    }
}
