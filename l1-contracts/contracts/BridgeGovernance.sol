// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BridgeInbox} from "./BridgeInbox.sol";
import {MESSAGE_GOVERNANCE} from "./engine/generated/Protocol.sol";
import {MAX_MESSAGE_BODY} from "./ProtocolParameters.sol";

/// Governance speaks to the engine only, through the inbox, and after a public delay longer than inclusion and
/// finality together: whoever dislikes a change can withdraw before it counts. It has no power over funds or contracts.
abstract contract BridgeGovernance is BridgeInbox {
    error NotGovernor(address sender);
    error NoSuchProposal(uint256 proposal);
    error WrongProposalBody(uint256 proposal);
    error ProposalWaiting(uint256 proposal, uint256 executableAt);
    error BodyLength(uint256 actual, uint256 limit);

    event GovernanceProposed(uint256 indexed proposal, bytes body, uint256 executableAt);
    event GovernanceCancelled(uint256 indexed proposal);
    event GovernanceExecuted(uint256 indexed proposal);

    struct Proposal {
        bytes32 bodyHash; // 0 = none, executed or cancelled
        uint48 executableAt; // s
    }

    address public immutable GOVERNOR;
    uint256 public immutable GOVERNANCE_DELAY;

    mapping(uint256 proposal => Proposal) public proposals;
    uint256 public proposalCount;

    /// Genesis messages are public from block zero, so they need no delay.
    constructor(address governor, uint256 governanceDelay, bytes[] memory genesisMessages) {
        GOVERNOR = governor;
        GOVERNANCE_DELAY = governanceDelay;
        for (uint256 i; i < genesisMessages.length; i++) {
            requireBody(genesisMessages[i].length);
            enqueue(MESSAGE_GOVERNANCE, genesisMessages[i]);
        }
    }

    modifier onlyGovernor() {
        if (msg.sender != GOVERNOR) revert NotGovernor(msg.sender);
        _;
    }

    function proposeGovernance(bytes calldata body) external onlyGovernor returns (uint256 proposal) {
        requireBody(body.length);
        proposal = proposalCount++;
        uint256 executableAt = block.timestamp + GOVERNANCE_DELAY;
        proposals[proposal] = Proposal(keccak256(body), uint48(executableAt));
        emit GovernanceProposed(proposal, body, executableAt);
    }

    function cancelGovernance(uint256 proposal) external onlyGovernor {
        if (proposals[proposal].bodyHash == 0) revert NoSuchProposal(proposal);
        delete proposals[proposal];
        emit GovernanceCancelled(proposal);
    }

    /// Anyone may carry out what was announced.
    function executeGovernance(uint256 proposal, bytes calldata body) external {
        Proposal memory p = proposals[proposal];
        if (p.bodyHash == 0) revert NoSuchProposal(proposal);
        if (p.bodyHash != keccak256(body)) revert WrongProposalBody(proposal);
        if (block.timestamp < p.executableAt) revert ProposalWaiting(proposal, p.executableAt);
        delete proposals[proposal];
        enqueue(MESSAGE_GOVERNANCE, body);
        emit GovernanceExecuted(proposal);
    }

    function requireBody(uint256 length) internal pure {
        if (length == 0 || length > MAX_MESSAGE_BODY) revert BodyLength(length, MAX_MESSAGE_BODY);
    }
}
