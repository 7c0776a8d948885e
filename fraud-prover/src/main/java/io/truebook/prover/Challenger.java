package io.truebook.prover;

import io.truebook.l1.Agreement;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CallResult;
import io.truebook.l1.CommitmentsContract;
import io.truebook.l1.ContractCall;
import io.truebook.l1.L1Client;
import io.truebook.l1.RollupContract;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carries a challenge to its end: reads the situation, lets {@link Move} decide, sends. Called once a block; holds no state but what the
 * sender and the salts keep on disk, so it goes on after a restart wherever it was.
 */
public final class Challenger {
    private static final int ATTEMPTS = 5;

    private final L1Client client;
    private final TransactionSender sender;
    private final Salts salts;
    private final RollupContract rollup;
    private final boolean sends;

    public Challenger(L1Client client, TransactionSender sender, Salts salts, RollupContract rollup) {
        this(client, sender, salts, rollup, true);
    }

    /** @param sends false for one that finds out what it would do, and leaves the sending to others */
    public Challenger(L1Client client, TransactionSender sender, Salts salts, RollupContract rollup, boolean sends) {
        this.client = client;
        this.sender = sender;
        this.salts = salts;
        this.rollup = rollup;
        this.sends = sends;
    }

    /** Takes the next move against a wrong batch and says which it was. */
    public Move pursue(Evidence evidence) {
        return pursue(new WrongBatch(rollup, evidence));
    }

    /** Takes the next move and says which it was. */
    public Move pursue(Charge charge) {
        Bytes32 salt = salts.of(charge.subject());
        Bytes32 commitment =
                CommitmentsContract.commitment(sender.address(), charge.subject(), charge.proofHash(), salt);
        ContractCall proof = charge.reveal(salt);
        Optional<Situation> situation = situation(charge, proof, commitment);
        if (situation.isEmpty()) {
            return new Move.Wait("the endpoints give no agreed answer about it");
        }
        Move move = Move.in(situation.get());
        if (!sends && (move instanceof Move.Commit || move instanceof Move.Reveal)) {
            return new Move.Wait("L1 finds the proof good; this challenger sends nothing");
        }
        return switch (move) {
            case Move.Commit _ ->
                sent(move, "commit", commitment, charge.contract().commit(commitment));
            case Move.Reveal _ -> sent(move, "reveal", commitment, proof);
            default -> move;
        };
    }

    private Move sent(Move move, String step, Bytes32 commitment, ContractCall call) {
        sender.poll();
        String failures = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String key = step + "." + commitment.hex().substring(2) + "." + attempt;
            switch (sender.submit(call.keyed(key))) {
                case TransactionOutcome.Confirmed _, TransactionOutcome.Pending _ -> {
                    return move;
                }
                case TransactionOutcome.Refused(String reason) -> {
                    return new Move.Wait(reason);
                }
                // The situation asks for this move all the same, as when the batch had left the chain for a while: once
                // more.
                case TransactionOutcome.Reverted(var _, Bytes error) -> failures += " reverted " + error.hex();
                case TransactionOutcome.Lost(long nonce) -> failures += " lost nonce " + nonce;
            }
        }
        return new Move.GiveUp(step + " failed " + ATTEMPTS + " times:" + failures);
    }

    /** Everything at one block, so that no two answers are of different chains. */
    private Optional<Situation> situation(Charge charge, ContractCall proof, Bytes32 commitment) {
        if (!(client.agreedHead(BlockId.LATEST) instanceof Agreement.Agreed<Block>(Block head))) {
            return Optional.empty();
        }
        BlockId block = BlockId.of(head.number());
        if (!(client.agree(charge.status(block)) instanceof Agreement.Agreed<BatchStatus>(BatchStatus status))
                || !(client.agree(charge.contract().committedAt(commitment, block))
                        instanceof Agreement.Agreed<OptionalLong>(OptionalLong committedAt))) {
            return Optional.empty();
        }
        Situation.Check check = status == BatchStatus.PENDING ? check(proof, block) : Situation.Check.UNKNOWN;
        return Optional.of(new Situation(status, check, committedAt));
    }

    private Situation.Check check(ContractCall proof, BlockId block) {
        return switch (client.agree(proof.dryRun(sender.address(), block))) {
            case Agreement.Agreed<CallResult>(CallResult.Returned(Bytes result)) ->
                new BigInteger(1, result.bytes()).signum() != 0 ? Situation.Check.GOOD : Situation.Check.UNKNOWN;
            case Agreement.Agreed<CallResult>(CallResult.Reverted _) -> Situation.Check.REFUSED;
            default -> Situation.Check.UNKNOWN;
        };
    }
}
