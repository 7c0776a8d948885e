// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Commit, wait a block, reveal. Who is to be paid must have committed before anybody could see what is revealed: whoever copies a
/// proof out of the mempool can use it but earns nothing by it.
abstract contract Commitments {
    event Committed(bytes32 indexed commitment);

    /// Block of a commitment; 0 = none.
    mapping(bytes32 commitment => uint256 blockNumber) public committedAt;

    /// What a challenger commits to before showing its proof.
    /// @param subject what the proof is about: a batch hash, or a lease id
    function commitmentOf(address challenger, bytes32 subject, bytes32 proofHash, bytes32 salt)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(challenger, subject, proofHash, salt));
    }

    /// Repeating a commitment keeps its first block.
    function commit(bytes32 commitment) external {
        if (committedAt[commitment] != 0) return;
        committedAt[commitment] = block.number;
        emit Committed(commitment);
    }

    /// The sender, when its commitment is older than this block; else 0.
    function committedChallenger(bytes32 subject, bytes32 proofHash, bytes32 salt) internal view returns (address) {
        uint256 committed = committedAt[commitmentOf(msg.sender, subject, proofHash, salt)];
        return committed != 0 && committed < block.number ? msg.sender : address(0);
    }
}
