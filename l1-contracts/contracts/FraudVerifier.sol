// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccountEngine} from "./engine/AccountEngine.sol";
import {AccountItems} from "./engine/AccountItems.sol";
import {AdmissionEngine} from "./engine/AdmissionEngine.sol";
import {Bundle} from "./engine/Bundle.sol";
import {BatchHeader} from "./BatchHeader.sol";
import {Cells} from "./engine/Cells.sol";
import {DataWindow, DataWindows} from "./proof/DataWindow.sol";
import {Delegate} from "./proof/Delegate.sol";
import {FRAME_LENGTH, MAX_ITEM_BODY} from "./engine/generated/Protocol.sol";
import {HeaderFacts} from "./engine/HeaderFacts.sol";
import {IFraudVerifier} from "./interfaces/IFraudVerifier.sol";
import {Inbox} from "./engine/Inbox.sol";
import {InboxWitness, InboxWitnesses} from "./proof/InboxWitness.sol";
import {MatchingEngine} from "./engine/MatchingEngine.sol";
import {OrderEngine} from "./engine/OrderEngine.sol";
import {OrderItems} from "./engine/OrderItems.sol";
import {RiskEngine} from "./engine/RiskEngine.sol";
import {RiskItems} from "./engine/RiskItems.sol";
import {SegmentProof, SegmentProofs} from "./proof/SegmentProof.sol";
import {Step} from "./engine/Step.sol";
import {Witness, Witnesses} from "./proof/Witness.sol";

/// Executes any one segment of a batch from a proof of the cells, data and messages that it touches. Fraud is a segment that does
/// not lead to the root its batch claims, or that is INVALID. Whatever the proof lacks makes the call revert, so that a false
/// challenge costs only its sender. Immutable: no owner, no storage; the engines' code is fixed at construction.
contract FraudVerifier is IFraudVerifier {
    using DataWindows for DataWindow;
    using InboxWitnesses for InboxWitness;
    using Witnesses for Witness;

    /// An engine contract and the hash its code must have.
    struct Engine {
        address target;
        bytes32 codeHash;
    }

    error WrongEngineCode(address target, bytes32 codeHash);
    error WrongPreRoot(bytes32 proven, bytes32 expected);

    AdmissionEngine public immutable ADMISSION;
    OrderEngine public immutable ORDERS;
    AccountEngine public immutable ACCOUNTS;
    MatchingEngine public immutable MATCHING;
    RiskEngine public immutable RISK;

    /// EIP-712 domain of everything that is signed.
    bytes32 public immutable DOMAIN_SEPARATOR;

    /// @param engines admission, orders, accounts, matching, risk
    constructor(address bridge, Engine[5] memory engines) {
        ADMISSION = AdmissionEngine(checked(engines[0]));
        ORDERS = OrderEngine(checked(engines[1]));
        ACCOUNTS = AccountEngine(checked(engines[2]));
        MATCHING = MatchingEngine(checked(engines[3]));
        RISK = RiskEngine(checked(engines[4]));
        DOMAIN_SEPARATOR = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Truebook"),
                keccak256("1"),
                block.chainid,
                bridge
            )
        );
    }

    /// @inheritdoc IFraudVerifier
    function isFraud(BatchHeader calldata header, bytes32 parentRoot, uint256 segment, bytes calldata proof)
        external
        returns (bool fraud)
    {
        (SegmentProof memory loaded, bytes32 postRoot, bool invalid) = run(header, parentRoot, segment, proof);
        return invalid || postRoot != claimedRoot(header, loaded.data, segment);
    }

    /// The root a segment really leads to, and whether it is INVALID; for eth_call: differential runs and the watcher's audits.
    function execute(BatchHeader calldata header, bytes32 parentRoot, uint256 segment, bytes calldata proof)
        external
        returns (bytes32 postRoot, bool invalid)
    {
        (, postRoot, invalid) = run(header, parentRoot, segment, proof);
    }

    function run(BatchHeader calldata header, bytes32 parentRoot, uint256 segment, bytes calldata proof)
        private
        returns (SegmentProof memory loaded, bytes32 postRoot, bool invalid)
    {
        HeaderFacts.lock();
        uint256 rootsLength = SegmentProofs.rootsLength(header);
        bytes calldata multiproof;
        (loaded, multiproof) = SegmentProofs.load(header, segment, proof);
        HeaderFacts.set(header, header.dataLength - rootsLength, DOMAIN_SEPARATOR);
        bool ended = runSteps(loaded, rootsLength);
        loaded.inbox.requireEnd();
        bytes32 proven;
        (proven, postRoot) = loaded.witness.roots(multiproof);
        bytes32 preRoot = segment == 0 ? parentRoot : loaded.data.interiorRoot(segment - 1);
        if (proven != preRoot) revert WrongPreRoot(proven, preRoot);
        invalid = ended != (segment + 1 == header.segments);
    }

    /// Micro-steps until the segment ends; true when the batch ends with it.
    function runSteps(SegmentProof memory loaded, uint256 rootsLength) private returns (bool ended) {
        uint256 work = 0;
        do {
            Step.Kind kind = Step.step();
            work += step(kind, loaded, rootsLength);
            if (kind == Step.Kind.BATCH_END) return true;
        } while (work < Cells.config().workLimit());
        return false;
    }

    function step(Step.Kind kind, SegmentProof memory loaded, uint256 rootsLength) private returns (uint256 weight) {
        if (kind == Step.Kind.ITEM) {
            bytes calldata bytes_ = supplied(loaded.data, rootsLength, FRAME_LENGTH + MAX_ITEM_BODY);
            address target = bytes_.length == 0 ? address(ADMISSION) : engineOf(uint8(bytes_[0]));
            return Delegate.run(target, AdmissionEngine.item.selector, bytes_);
        }
        if (kind == Step.Kind.MESSAGE) {
            bytes calldata message = loaded.inbox.next();
            address target = Inbox.isForced(message) ? engineOf(uint8(Inbox.frame(message)[0])) : address(ADMISSION);
            return Delegate.run(target, AdmissionEngine.message.selector, message);
        }
        if (kind == Step.Kind.BATCH_START) {
            return Delegate.run(address(ADMISSION), AdmissionEngine.batchStart.selector);
        }
        if (kind == Step.Kind.BATCH_END) return Delegate.run(address(ADMISSION), AdmissionEngine.batchEnd.selector);
        if (kind == Step.Kind.BUNDLE) {
            bytes calldata bytes_ = supplied(loaded.data, rootsLength, Bundle.MAX_OPERATION_LENGTH);
            return Delegate.run(address(ORDERS), OrderEngine.bundleNext.selector, bytes_);
        }
        if (kind == Step.Kind.MATCH) return Delegate.run(address(MATCHING), MatchingEngine.matchBest.selector);
        if (kind == Step.Kind.FILL) return Delegate.run(address(MATCHING), MatchingEngine.fill.selector);
        if (kind == Step.Kind.DUE) return Delegate.run(address(RISK), RiskEngine.due.selector);
        if (kind == Step.Kind.SAMPLE) return Delegate.run(address(RISK), RiskEngine.sample.selector);
        if (kind == Step.Kind.DUE_START) return Delegate.run(address(RISK), RiskEngine.dueStart.selector);
        if (kind == Step.Kind.TIME_END) return Delegate.run(address(ADMISSION), AdmissionEngine.timeEnd.selector);
        if (kind == Step.Kind.REST) return Delegate.run(address(MATCHING), MatchingEngine.rest.selector);
        if (kind == Step.Kind.CANCEL_NEXT) return Delegate.run(address(MATCHING), MatchingEngine.cancelNext.selector);
        if (kind == Step.Kind.LIQUIDATE_CANCEL) {
            return Delegate.run(address(RISK), RiskEngine.liquidateCancel.selector);
        }
        if (kind == Step.Kind.LIQUIDATE) return Delegate.run(address(RISK), RiskEngine.liquidate.selector);
        return Delegate.run(address(RISK), RiskEngine.backstop.selector);
    }

    /// The contract that carries out items of a type. All have the same two functions for them.
    function engineOf(uint256 itemType) private view returns (address) {
        if (OrderItems.owns(itemType)) return address(ORDERS);
        if (AccountItems.owns(itemType)) return address(ACCOUNTS);
        return RiskItems.owns(itemType) ? address(RISK) : address(ADMISSION);
    }

    /// Transaction bytes from the cursor's offset on, as many of those wanted as the proof supplies without a gap.
    function supplied(DataWindow memory data, uint256 rootsLength, uint256 wanted)
        private
        view
        returns (bytes calldata bytes_)
    {
        (uint256 start, uint256 length) = data.locate(rootsLength + Cells.cursor().offset(), wanted);
        assembly ("memory-safe") {
            bytes_.offset := start
            bytes_.length := length
        }
    }

    function claimedRoot(BatchHeader calldata header, DataWindow memory data, uint256 segment)
        private
        pure
        returns (bytes32)
    {
        return segment + 1 == header.segments ? header.finalRoot : data.interiorRoot(segment);
    }

    function checked(Engine memory engine) private view returns (address) {
        if (engine.target.codehash != engine.codeHash) revert WrongEngineCode(engine.target, engine.codeHash);
        return engine.target;
    }
}
