// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "./BatchHeader.sol";
import {Commitments} from "./Commitments.sol";
import {IInbox} from "./interfaces/IInbox.sol";
import {BatchStatus, IRollup} from "./interfaces/IRollup.sol";
import {ISequencers} from "./interfaces/ISequencers.sol";
import {ItemChain} from "./proof/ItemChain.sol";
import {SignedHead} from "./SignedHead.sol";

/// Takes the bond of a sequencer that signed two orders of items under one lease: two heads, or a head and a batch, that say different
/// things of the same item. To leave an item out is never equivocation. Immutable, without an owner.
contract Equivocation is Commitments {
    error UnknownLease(bytes32 leaseId);
    error NotSignedByHolder(bytes32 leaseId, address holder);
    error InboxNotCanonical(uint256 inboxIndex, bytes32 signed, bytes32 actual);
    error DifferentLeases(bytes32 first, bytes32 second);
    error DifferentItems(uint256 first, uint256 second);
    error NoContradiction(uint256 sequence, bytes32 chainHash);
    error NotCanonical(uint256 index, bytes32 batchHash, BatchStatus status);
    error WrongParent(bytes32 actual, bytes32 expected);

    event Equivocated(
        bytes32 indexed leaseId,
        address indexed sequencer,
        address indexed challenger,
        uint256 sequence,
        bytes32 batchHash, // 0 = two heads
        uint256 reward
    );

    IRollup public immutable ROLLUP;
    ISequencers public immutable SEQUENCERS;
    IInbox public immutable INBOX;

    /// EIP-712 domain of everything that is signed; its verifying contract is the Bridge.
    bytes32 public immutable DOMAIN_SEPARATOR;

    constructor(IRollup rollup, ISequencers sequencers, IInbox bridge) {
        (ROLLUP, SEQUENCERS, INBOX) = (rollup, sequencers, bridge);
        DOMAIN_SEPARATOR = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Truebook"),
                keccak256("1"),
                block.chainid,
                address(bridge)
            )
        );
    }

    // ---- evidence ----

    /// Two heads of one lease and one item with different chain hashes. False when the bond is gone already.
    function proveHeads(SignedHead calldata first, SignedHead calldata second, bytes32 salt) external returns (bool) {
        if (first.leaseId != second.leaseId) revert DifferentLeases(first.leaseId, second.leaseId);
        address holder = holderOf(first.leaseId);
        if (!SEQUENCERS.isLiable(first.leaseId)) return false;
        if (first.sequence != second.sequence) revert DifferentItems(first.sequence, second.sequence);
        if (first.chainHash == second.chainHash) revert NoContradiction(first.sequence, first.chainHash);
        requireBinding(first, holder);
        requireBinding(second, holder);
        return slash(first, holder, 0, keccak256(abi.encode(first, second)), salt);
    }

    /// A head, and a batch of its lease with another chain hash after the same item. `proof` is a segment proof of the cursor and the
    /// data from the segment's beginning to the end of the item: docs/segment-proof.md. False when the bond is gone already.
    function proveBatch(
        SignedHead calldata head,
        BatchHeader calldata header,
        BatchHeader calldata parent,
        uint256 segment,
        bytes calldata proof,
        bytes32 salt
    ) external returns (bool) {
        if (head.leaseId != header.leaseId) revert DifferentLeases(head.leaseId, header.leaseId);
        address holder = holderOf(head.leaseId);
        if (!SEQUENCERS.isLiable(head.leaseId)) return false;
        requireBinding(head, holder);
        bytes32 batchHash = header.hash();
        BatchStatus status = ROLLUP.statusOf(header.index, batchHash);
        if (status != BatchStatus.PENDING && status != BatchStatus.FINAL) {
            revert NotCanonical(header.index, batchHash, status);
        }
        bytes32 posted = chainHashAfter(header, parent, segment, proof, head.sequence);
        if (posted == head.chainHash) revert NoContradiction(head.sequence, posted);
        return slash(head, holder, batchHash, keccak256(abi.encode(head, batchHash)), salt);
    }

    /// The chain hash after an item of any batch, posted or not; reverts when the proof does not lead to it. For eth_call.
    function chainHashAfter(
        BatchHeader calldata header,
        BatchHeader calldata parent,
        uint256 segment,
        bytes calldata proof,
        uint256 sequence
    ) public returns (bytes32) {
        bytes32 parentHash = parent.hash();
        if (parentHash != header.parentHash) revert WrongParent(parentHash, header.parentHash);
        return ItemChain.hashAfter(header, parent.finalRoot, segment, proof, sequence);
    }

    // ---- inside ----

    function holderOf(bytes32 leaseId) private view returns (address holder) {
        holder = SEQUENCERS.holderOf(leaseId);
        if (holder == address(0)) revert UnknownLease(leaseId);
    }

    /// Signed by the holder, on an inbox that L1 has. A head on messages that an L1 reorg took away promises nothing: whoever signed it
    /// had to begin again.
    function requireBinding(SignedHead calldata head, address holder) private view {
        if (!head.isSignedBy(DOMAIN_SEPARATOR, holder)) revert NotSignedByHolder(head.leaseId, holder);
        bytes32 actual = INBOX.inboxAcc(head.inboxIndex);
        if (actual != head.inboxAcc) revert InboxNotCanonical(head.inboxIndex, head.inboxAcc, actual);
    }

    function slash(SignedHead calldata head, address holder, bytes32 batchHash, bytes32 proofHash, bytes32 salt)
        private
        returns (bool)
    {
        address challenger = committedChallenger(head.leaseId, proofHash, salt);
        uint256 reward = SEQUENCERS.slashHolder(head.leaseId, challenger);
        emit Equivocated(head.leaseId, holder, challenger, head.sequence, batchHash, reward);
        return true;
    }
}
