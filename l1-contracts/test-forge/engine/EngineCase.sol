// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../../contracts/BatchHeader.sol";
import {CellAddresses} from "../../contracts/engine/CellAddresses.sol";
import {FraudVerifier} from "../../contracts/FraudVerifier.sol";
import {Engines} from "./Engines.sol";
import {WholeState} from "./WholeState.sol";
import {INITIAL_WORK_LIMIT} from "../../contracts/engine/generated/Protocol.sol";

/// A verifier, the genesis state with an empty list of markets, and a batch of one segment whose data fits one chunk.
abstract contract EngineCase {
    uint256 internal constant GENESIS_TIME = 1_800_000_000;
    address internal constant BRIDGE = address(0xb41d9e);

    FraudVerifier internal verifier;

    function setUp() public virtual {
        verifier = new FraudVerifier(BRIDGE, Engines.deploy());
    }

    function genesis() internal pure returns (WholeState.Cell[] memory cells) {
        cells = new WholeState.Cell[](3);
        cells[0] = WholeState.Cell(CellAddresses.cursor(), new uint256[](7));
        cells[0].words[0] = (GENESIS_TIME * 1000) << 160;
        cells[1] = WholeState.Cell(CellAddresses.config(), new uint256[](1));
        cells[1].words[0] = (INITIAL_WORK_LIMIT << 240) | (1 << 232);
        cells[2] = WholeState.Cell(CellAddresses.listed(), new uint256[](1));
    }

    function headerOf(bytes memory data, bytes32 finalRoot) internal pure returns (BatchHeader memory header) {
        header.version = 1;
        header.index = 1;
        header.time = uint48(GENESIS_TIME + 60);
        header.leaseId = keccak256("lease");
        header.dataLength = uint32(data.length);
        header.segments = 1;
        header.dataRoot = data.length == 0 ? bytes32(0) : keccak256(abi.encodePacked(uint8(0), data));
        header.finalRoot = finalRoot;
    }

    function proofOf(WholeState.Cell[] memory cells, bytes memory data) internal pure returns (bytes memory) {
        return abi.encodePacked(
            WholeState.witness(cells),
            data.length == 0 ? abi.encodePacked(uint8(0)) : abi.encodePacked(uint8(1), uint8(0), data),
            uint16(0),
            WholeState.multiproof(cells)
        );
    }

    /// The genesis cells after a batch that did nothing but these items' framing.
    function afterBatch(bytes memory data, uint256 items, bytes32 chainHash)
        internal
        pure
        returns (WholeState.Cell[] memory cells)
    {
        BatchHeader memory header = headerOf(data, 0);
        cells = genesis();
        cells[0].words[0] = (1 << 208) | (uint256(header.time) * 1000 << 160) | (items << 112);
        cells[0].words[1] = uint256(chainHash);
        cells[0].words[3] = uint256(header.leaseId);
        cells[0].words[6] = (uint256(header.time) / 60) << 224;
    }
}
