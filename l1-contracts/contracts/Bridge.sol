// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {BridgeDeposits} from "./BridgeDeposits.sol";
import {BridgeGovernance} from "./BridgeGovernance.sol";
import {BridgeInbox} from "./BridgeInbox.sol";
import {BridgeWithdrawals} from "./BridgeWithdrawals.sol";
import {MESSAGE_FORCED} from "./engine/generated/Protocol.sol";
import {IRollup} from "./interfaces/IRollup.sol";
import {FORCED_PER_DOUBLING} from "./ProtocolParameters.sol";
import {RollupParameters} from "./RollupParameters.sol";

/// Holds the collateral and is the only way in: deposits, forced transactions and governance enter the inbox here, and
/// withdrawals leave. Immutable; nobody administers it. It is the verifying contract of the protocol's EIP-712 domain.
contract Bridge is BridgeGovernance, BridgeWithdrawals {
    error FeeTooLow(uint256 given, uint256 fee);

    bytes32 public immutable PARAMETERS_HASH;
    uint256 public immutable FORCED_FEE;

    uint48 private forcedBlock;
    uint48 private forcedInBlock;

    constructor(
        RollupParameters memory parameters,
        IERC20 token,
        IRollup rollup,
        address governor,
        bytes[] memory genesisMessages
    )
        EIP712("Truebook", "1")
        BridgeInbox(parameters.inclusionDelay)
        BridgeGovernance(governor, parameters.governanceDelay, genesisMessages)
        BridgeDeposits(token, parameters.minimumDeposit)
        BridgeWithdrawals(rollup)
    {
        parameters.check();
        PARAMETERS_HASH = parameters.hash();
        FORCED_FEE = parameters.forcedFee;
    }

    /// What the next forced message of this block costs: double after every few, so that flooding the inbox costs
    /// exponentially much while a user in an ordinary block pays little.
    function forcedFee() public view returns (uint256) {
        uint256 already = forcedBlock == block.number ? forcedInBlock : 0;
        uint256 doublings = already / FORCED_PER_DOUBLING;
        // FORCED_FEE has 128 bits: no block holds messages enough for the shift to lose one.
        return FORCED_FEE << (doublings > 127 ? 127 : doublings);
    }

    /// Puts one framed item, any bytes, where no sequencer can pass it by. The fee is burned, what is above it returned.
    function force(bytes calldata item) external payable nonReentrant {
        requireBody(item.length);
        uint256 fee = forcedFee();
        if (msg.value < fee) revert FeeTooLow(msg.value, fee);
        if (forcedBlock != block.number) (forcedBlock, forcedInBlock) = (uint48(block.number), 0);
        forcedInBlock++;
        enqueue(MESSAGE_FORCED, item);
        SafeTransferLib.safeTransferETH(address(0), fee);
        if (msg.value > fee) SafeTransferLib.safeTransferETH(msg.sender, msg.value - fee);
    }

    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }
}
