package io.truebook.sequencer;

import io.truebook.derivation.Receipt;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.protocol.Protocol;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Makes the receipt of any item whose bytes are still here: in the open batch, in one that is being sealed, or in one that is not final. */
final class Receipts {
    /** Asks the writer for its open batch, and tells it together with what is durable. */
    @FunctionalInterface
    interface OpenBatch {
        void ask(Consumer<Optional<ChainedBatch>> answer);
    }

    private final Eip712Domain domain;
    private final State state;
    private final BatchLog batches;
    private final Heads heads;
    private final OpenBatch open;
    private final Map<Long, ChainedBatch> closed = new ConcurrentHashMap<>();

    Receipts(Eip712Domain domain, State state, BatchLog batches, Heads heads, OpenBatch open) {
        this.domain = domain;
        this.state = state;
        this.batches = batches;
        this.heads = heads;
        this.open = open;
    }

    void closed(ChainedBatch batch) {
        closed.put(batch.index(), batch);
    }

    void sealed(long index) {
        closed.remove(index);
    }

    /** The receipt of an item, as soon as a head covers it; empty when there is no such item, or its bytes are not here. */
    void of(long sequence, Consumer<Optional<Receipt>> answer) {
        if (isSealed(sequence)) {
            answer.accept(fromSealed(sequence));
            return;
        }
        heads.covering(sequence).thenAccept(head -> {
            if (head.isEmpty() || isSealed(sequence)) {
                answer.accept(fromSealed(sequence));
            } else {
                open.ask(batch -> answer.accept(fromUnsealed(sequence, head.get(), batch)));
            }
        });
    }

    private boolean isSealed(long sequence) {
        BatchLog.Entry entry = batches.ofSequence(sequence);
        return entry != null && entry.sealed() != null;
    }

    private Optional<Receipt> fromUnsealed(long sequence, SignedHead head, Optional<ChainedBatch> open) {
        return open.flatMap(batch -> receipt(batch, sequence, head))
                .or(() -> closed.values().stream()
                        .flatMap(batch -> receipt(batch, sequence, head).stream())
                        .findAny())
                .or(() -> fromSealed(sequence));
    }

    private Optional<Receipt> fromSealed(long sequence) {
        BatchLog.Entry entry = batches.ofSequence(sequence);
        if (entry == null || entry.sealed() == null) {
            return Optional.empty();
        }
        Optional<BatchHeads> kept = state.heads(entry.index());
        return kept.flatMap(found -> found.covering(sequence))
                .flatMap(head -> receipt(entry.sealed().chained(kept.get().before()), sequence, head));
    }

    private Optional<Receipt> receipt(ChainedBatch batch, long sequence, SignedHead head) {
        return batch.path(sequence, head)
                .map(path -> new Receipt(
                        Protocol.PROTOCOL_VERSION,
                        domain.chainId(),
                        EthAddress.of(domain.verifyingContract()),
                        sequence,
                        path.previousHash(),
                        path.frames(),
                        head));
    }
}
