package io.truebook.prover;

import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.L1Query;
import io.truebook.l1.RollupContract;

/** A batch with a wrong root, which the Rollup deletes. */
record WrongBatch(RollupContract contract, Evidence evidence) implements Charge {
    @Override
    public Bytes32 subject() {
        return evidence.batchHash();
    }

    @Override
    public Bytes32 proofHash() {
        return evidence.proofHash();
    }

    @Override
    public ContractCall reveal(Bytes32 salt) {
        return contract.prove(evidence.header(), evidence.parent(), evidence.segment(), evidence.proof(), salt);
    }

    @Override
    public L1Query<BatchStatus> status(BlockId block) {
        return contract.statusOf(evidence.header().index(), evidence.batchHash(), block);
    }
}
