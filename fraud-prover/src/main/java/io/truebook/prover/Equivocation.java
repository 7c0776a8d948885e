package io.truebook.prover;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.Deployment;
import io.truebook.l1.EquivocationContract;
import io.truebook.l1.EquivocationContract.Placed;
import io.truebook.l1.L1Query;

/** Two orders of items under one lease, signed by its holder. It can be shown for as long as the bond of that time is there. */
public sealed interface Equivocation extends Charge {
    Deployment deployment();

    /** The head whose lease it is. */
    Placed head();

    /** Against another head of the same item. */
    record TwoHeads(Deployment deployment, Placed head, Placed other) implements Equivocation {
        @Override
        public Bytes32 proofHash() {
            return EquivocationContract.proofHash(head, other);
        }

        @Override
        public ContractCall reveal(Bytes32 salt) {
            return contract().proveHeads(head, other, salt);
        }
    }

    /** Against a batch. @param proof docs/segment-proof.md, of the cursor before the segment and the data up to the end of the item */
    record HeadAndBatch(
            Deployment deployment, Placed head, BatchHeader header, BatchHeader parent, int segment, Bytes proof)
            implements Equivocation {
        @Override
        public Bytes32 proofHash() {
            return EquivocationContract.proofHash(head, header.hash());
        }

        @Override
        public ContractCall reveal(Bytes32 salt) {
            return contract().proveBatch(head, header, parent, segment, proof, salt);
        }
    }

    @Override
    default EquivocationContract contract() {
        return deployment().equivocation();
    }

    @Override
    default Bytes32 subject() {
        return head().head().leaseId();
    }

    @Override
    default L1Query<BatchStatus> status(BlockId block) {
        return deployment()
                .sequencers()
                .isLiable(subject(), block)
                .map(liable -> liable ? BatchStatus.PENDING : BatchStatus.DELETED);
    }
}
