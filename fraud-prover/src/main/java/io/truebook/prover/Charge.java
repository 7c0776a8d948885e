package io.truebook.prover;

import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CommitmentsContract;
import io.truebook.l1.ContractCall;
import io.truebook.l1.L1Query;

/** Something wrong that can be shown to L1: a batch, or an equivocation. Whoever shows it commits first, waits a block, and reveals. */
public interface Charge {
    /** Where it is shown. */
    CommitmentsContract contract();

    /** What commitments name as their subject; salts are kept under it. */
    Bytes32 subject();

    Bytes32 proofHash();

    ContractCall reveal(Bytes32 salt);

    /** Whether it can still be shown: PENDING; was shown by somebody: DELETED; too late: FINAL; not of this chain: UNKNOWN. */
    L1Query<BatchStatus> status(BlockId block);
}
