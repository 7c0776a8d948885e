// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchHeader} from "../../contracts/BatchHeader.sol";
import {Cells} from "../../contracts/engine/Cells.sol";
import {CellAddresses} from "../../contracts/engine/CellAddresses.sol";
import {Check} from "../Check.sol";
import {DataWindows} from "../../contracts/proof/DataWindow.sol";
import {EngineCase} from "./EngineCase.sol";
import {Engines} from "./Engines.sol";
import {FraudVerifier} from "../../contracts/FraudVerifier.sol";
import {HeaderFacts} from "../../contracts/engine/HeaderFacts.sol";
import {Item} from "../../contracts/engine/Item.sol";
import {Multiproof} from "../../contracts/lib/Multiproof.sol";
import {SegmentProofs} from "../../contracts/proof/SegmentProof.sol";
import {vm} from "../Vm.sol";
import {WholeState} from "./WholeState.sol";
import {Witnesses} from "../../contracts/proof/Witness.sol";

contract FraudVerifierTest is EngineCase {
    function test_execute_emptyBatch_succeeds() public {
        expectRoot("", 0, 0);
    }

    function test_execute_unknownType_succeeds() public {
        bytes memory data = hex"ff0002abcd";
        expectRoot(data, 1, sha256(abi.encodePacked(bytes32(0), data)));
    }

    function test_execute_malformedFrame_skipsTheRest() public {
        bytes memory data = hex"01ffff0102030405";
        expectRoot(data, 1, sha256(abi.encodePacked(bytes32(0), hex"01ffff")));
    }

    function test_execute_truncatedFrame_readsWhatIsThere() public {
        bytes memory data = hex"0100";
        expectRoot(data, 1, sha256(abi.encodePacked(bytes32(0), data)));
    }

    function test_isFraud_honestRoot_isNot() public {
        WholeState.Cell[] memory cells = genesis();
        BatchHeader memory header = headerOf("", WholeState.root(afterBatch("", 0, 0)));
        Check.isTrue(!verifier.isFraud(header, WholeState.root(cells), 0, proofOf(cells, "")), "honest");
    }

    function test_isFraud_wrongRoot_is() public {
        WholeState.Cell[] memory cells = genesis();
        BatchHeader memory header = headerOf("", keccak256("a lie"));
        Check.isTrue(verifier.isFraud(header, WholeState.root(cells), 0, proofOf(cells, "")), "a lie");
    }

    /// One segment too many: batch end falls before the last one.
    function test_isFraud_batchEndsEarly_isInvalid() public {
        WholeState.Cell[] memory cells = genesis();
        bytes32 honest = WholeState.root(afterBatch("", 0, 0));
        bytes memory data = abi.encodePacked(honest);
        BatchHeader memory header = headerOf(data, honest);
        header.segments = 2;
        Check.isTrue(verifier.isFraud(header, WholeState.root(cells), 0, proofOf(cells, data)), "one segment too many");
    }

    function test_isFraud_secondProofInTransaction_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        BatchHeader memory header = headerOf("", keccak256("a lie"));
        Twice twice = new Twice();
        bytes32 root = WholeState.root(cells);
        bytes memory proof = proofOf(cells, "");
        vm.expectRevert(abi.encodeWithSelector(HeaderFacts.SecondProofInTransaction.selector));
        twice.prove(verifier, header, root, proof);
    }

    function test_isFraud_wrongParentRoot_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        bytes32 proven = WholeState.root(cells);
        expectRevert(
            abi.encodeWithSelector(FraudVerifier.WrongPreRoot.selector, proven, bytes32("other")),
            headerOf("", 0),
            "other",
            0,
            proofOf(cells, "")
        );
    }

    function test_isFraud_missingCell_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        WholeState.Cell[] memory less = new WholeState.Cell[](1);
        less[0] = cells[0];
        expectRevert(
            abi.encodeWithSelector(Cells.MissingCell.selector, CellAddresses.config()),
            headerOf("", 0),
            WholeState.root(cells),
            0,
            proofOf(less, "")
        );
    }

    function test_isFraud_duplicateCell_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        bytes32 root = WholeState.root(cells);
        cells[1] = cells[0];
        expectRevert(
            abi.encodeWithSelector(Witnesses.CellsNotAscending.selector, 1),
            headerOf("", 0),
            root,
            0,
            proofOf(cells, "")
        );
    }

    function test_isFraud_missingChunk_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        expectRevert(
            abi.encodeWithSelector(Item.MissingData.selector, 0, 3),
            headerOf(hex"ff0002abcd", 0),
            WholeState.root(cells),
            0,
            proofOf(cells, "")
        );
    }

    function test_isFraud_otherData_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        bytes memory other = hex"ff0002abce";
        bytes32 computed = keccak256(abi.encodePacked(uint8(0), other));
        BatchHeader memory header = headerOf(hex"ff0002abcd", 0);
        expectRevert(
            abi.encodeWithSelector(DataWindows.WrongDataRoot.selector, computed, header.dataRoot),
            header,
            WholeState.root(cells),
            0,
            proofOf(cells, other)
        );
    }

    function test_isFraud_noSuchSegment_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        expectRevert(
            abi.encodeWithSelector(SegmentProofs.NoSuchSegment.selector, 1, 1),
            headerOf("", 0),
            WholeState.root(cells),
            1,
            proofOf(cells, "")
        );
    }

    function test_isFraud_bytesLeftOver_reverts() public {
        WholeState.Cell[] memory cells = genesis();
        expectRevert(
            abi.encodeWithSelector(Multiproof.SiblingsLeftOver.selector),
            headerOf("", 0),
            WholeState.root(cells),
            0,
            abi.encodePacked(proofOf(cells, ""), uint8(0))
        );
    }

    /// With less gas the answer is never another one: the call reverts or is right.
    function test_isFraud_starved_revertsOrIsRight() public {
        WholeState.Cell[] memory cells = genesis();
        bytes memory data = hex"ff0002abcd";
        bytes32 honest = WholeState.root(afterBatch(data, 1, sha256(abi.encodePacked(bytes32(0), data))));
        bytes memory call =
            abi.encodeCall(verifier.isFraud, (headerOf(data, honest), WholeState.root(cells), 0, proofOf(cells, data)));
        uint256 answers = 0;
        for (uint256 gas_ = 20_000; gas_ < 150_000; gas_ += 500) {
            (bool done, bytes memory result) = address(verifier).call{gas: gas_}(call);
            if (!done) continue;
            answers++;
            Check.isTrue(!abi.decode(result, (bool)), "an honest segment is never fraud");
        }
        Check.isTrue(answers > 0, "enough gas somewhere in the sweep");
    }

    function test_constructor_wrongEngineCode_reverts() public {
        FraudVerifier.Engine[5] memory engines = Engines.deploy();
        for (uint256 i = 0; i < engines.length; i++) {
            bytes32 right = engines[i].codeHash;
            engines[i].codeHash = "another";
            vm.expectRevert(
                abi.encodeWithSelector(FraudVerifier.WrongEngineCode.selector, engines[i].target, bytes32("another"))
            );
            new FraudVerifier(BRIDGE, engines);
            engines[i].codeHash = right;
        }
    }

    /// The arguments are all made before, so that the next call is the verifier's.
    function expectRevert(
        bytes memory error_,
        BatchHeader memory header,
        bytes32 parentRoot,
        uint256 segment,
        bytes memory proof
    ) private {
        vm.expectRevert(error_);
        verifier.isFraud(header, parentRoot, segment, proof);
    }

    function expectRoot(bytes memory data, uint256 items, bytes32 chainHash) private {
        WholeState.Cell[] memory cells = genesis();
        (bytes32 postRoot, bool invalid) =
            verifier.execute(headerOf(data, 0), WholeState.root(cells), 0, proofOf(cells, data));
        Check.isTrue(!invalid, "valid");
        Check.equal(postRoot, WholeState.root(afterBatch(data, items, chainHash)), "post-root");
    }
}

/// Two proofs in one transaction.
contract Twice {
    function prove(FraudVerifier verifier, BatchHeader memory header, bytes32 parentRoot, bytes memory proof) external {
        verifier.isFraud(header, parentRoot, 0, proof);
        verifier.isFraud(header, parentRoot, 0, proof);
    }
}
