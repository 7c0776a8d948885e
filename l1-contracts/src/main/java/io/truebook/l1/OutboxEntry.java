package io.truebook.l1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one request: its nonce, and every signed form in which it has gone out. Only one of them can ever be included,
 * because they share the nonce.
 *
 * @param attempts oldest first, never empty
 * @param settled the attempt that is buried deep enough to be forgotten about
 */
public record OutboxEntry(TransactionRequest request, long nonce, List<Attempt> attempts, Optional<Bytes32> settled) {
    /**
     * @param signed raw transaction; empty once settled
     * @param sinceBlock head of the chain when it was signed
     */
    public record Attempt(Bytes32 hash, Bytes signed, BigInteger maxFee, BigInteger tip, long sinceBlock) {}

    public OutboxEntry {
        attempts = List.copyOf(attempts);
    }

    Attempt latest() {
        return attempts.getLast();
    }

    OutboxEntry with(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        return new OutboxEntry(request, nonce, more, settled);
    }

    /** Keeps what answers "was this ever sent?" and drops the bytes. */
    OutboxEntry settledAs(Bytes32 hash) {
        TransactionRequest light =
                new TransactionRequest(request.key(), request.to(), Bytes.EMPTY, request.value(), request.gasLimit());
        return new OutboxEntry(light, nonce, List.of(), Optional.of(hash));
    }

    boolean isOpen() {
        return settled.isEmpty();
    }
}
