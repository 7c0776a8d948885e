package io.truebook.sequencer.posting;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Divergence;
import io.truebook.derivation.Families;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.RpcSource;
import io.truebook.derivation.SegmentRecord;
import io.truebook.derivation.Verdict;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Witness;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.l1.Agreement;
import io.truebook.l1.BatchData;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Keccak;
import io.truebook.l1.SegmentProof;
import io.truebook.sequencer.signing.NativeRecovery;
import io.truebook.tree.CellStore;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What anybody makes of L1 alone: every batch executed again, and the chain of items. */
final class ReplayedL1 implements AutoCloseable {
    private final DeployedExchange exchange;
    private final CellStore store;
    private final L1Chain chain;
    private final Replay replay;

    ReplayedL1(DeployedExchange exchange, Path folder) {
        this.exchange = exchange;
        store = Families.open(folder);
        RpcSource source = new RpcSource(exchange.client, exchange.deployment, BlockId.LATEST, 0);
        BlockRef origin = ((Agreement.Agreed<BlockRef>) source.origin(exchange.deployment)).value();
        chain = new L1Chain(store, source, origin, exchange.deployment.genesis());
        replay = new Replay(store, chain, exchange.domain, new NativeRecovery(), EngineListener.NONE);
    }

    /** The first wrong batch as L1 is now; empty when all are right. */
    Optional<Divergence> divergence() {
        if (chain.advance() instanceof Progress.Unknown(String reason)) {
            throw new AssertionError(reason);
        }
        for (Optional<Judged> next = replay.next(); next.isPresent(); next = replay.next()) {
            switch (next.get().verdict()) {
                case Verdict.Valid valid -> {}
                case Verdict.Invalid(Divergence divergence) -> {
                    return Optional.of(divergence);
                }
                case Verdict.Unknown(String reason) -> throw new AssertionError(reason);
            }
        }
        return Optional.empty();
    }

    /** The batches as followed last, genesis first; each stands on the one before. */
    List<LoggedBatch> batches() {
        List<LoggedBatch> batches = new ArrayList<>();
        for (long index = 0; index <= chain.batches().tip().index(); index++) {
            batches.add(chain.batches().batch(index).orElseThrow());
        }
        return batches;
    }

    /** H_n for each n from 1, from the bytes of all batches. */
    List<String> itemChain() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        List<String> hashes = new ArrayList<>();
        byte[] hash = new byte[32];
        for (LoggedBatch batch : batches().subList(1, batches().size())) {
            byte[] data = chain.batches().data(batch);
            byte[] bytes = BatchData.split(data, batch.header().segments()).transactions();
            for (int at = 0; at < bytes.length; ) {
                int end = at + Protocol.FRAME_LENGTH + (int) BigEndian.get(bytes, at + 1, 2);
                sha256.update(hash);
                hash = sha256.digest(Arrays.copyOfRange(bytes, at, end));
                hashes.add(HexFormat.of().formatHex(hash));
                at = end;
            }
        }
        return hashes;
    }

    /** The lease of the batch of each item, from item 1. */
    List<Bytes32> itemLeases() {
        List<Bytes32> leases = new ArrayList<>();
        for (LoggedBatch batch : batches().subList(1, batches().size())) {
            byte[] data = chain.batches().data(batch);
            byte[] bytes = BatchData.split(data, batch.header().segments()).transactions();
            for (int at = 0; at < bytes.length; at += Protocol.FRAME_LENGTH + (int) BigEndian.get(bytes, at + 1, 2)) {
                leases.add(batch.header().leaseId());
            }
        }
        return leases;
    }

    /** The transaction that deletes the wrong batch. */
    ContractCall proof(Divergence divergence) {
        SegmentRecord segment = divergence.record();
        Witness witness = segment.witness();
        List<byte[]> consumed = new ArrayList<>();
        List<Bytes32> later = new ArrayList<>();
        int first = witness.messageCount() == 0
                ? 0
                : (int) (witness.firstMessage() - segment.parent().inboxEnd());
        for (int i = first; witness.messageCount() > 0 && i < segment.messages().size(); i++) {
            byte[] message = segment.messages().get(i).bytes();
            if (i < first + witness.messageCount()) {
                consumed.add(message);
            } else {
                later.add(Keccak.hash(message));
            }
        }
        SegmentProof proof = new SegmentProof(
                segment.header(),
                segment.segment(),
                witness.cells(),
                segment.multiproof().bytes(),
                new DataChunks(segment.data().bytes()),
                witness.fromOffset(),
                witness.toOffset(),
                consumed,
                later);
        return exchange.deployment
                .rollup()
                .prove(segment.header(), segment.parent(), segment.segment(), Bytes.of(proof.encode()), Bytes32.ZERO);
    }

    @Override
    public void close() {
        store.close();
    }
}
