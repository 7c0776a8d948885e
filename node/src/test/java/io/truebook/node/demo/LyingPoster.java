package io.truebook.node.demo;

import io.truebook.engine.Eip712Domain;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Events;
import io.truebook.l1.L1Query;
import io.truebook.l1.Read;
import io.truebook.l1.TransactionOutcome;
import io.truebook.sequencer.SealedBatch;
import io.truebook.sequencer.posting.BatchPoster;
import io.truebook.sequencer.posting.Objection;
import io.truebook.sequencer.posting.StagedBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts what it is given until it is told to lie, then one batch of its own making. */
public final class LyingPoster implements BatchPoster {
    private static final Logger LOG = LoggerFactory.getLogger("liar");

    private final BatchPoster honest;
    private final L1Client client;
    private final Deployment deployment;
    private final Path order;
    private final LyingReplay replay;
    private final Map<Long, StagedBatch> staged = new HashMap<>();
    private BatchHeader parent;
    private boolean lied;

    /** @param order the file whose existence tells it to lie */
    public LyingPoster(BatchPoster honest, L1Client client, Deployment deployment, Eip712Domain domain, Path order) {
        this.honest = honest;
        this.client = client;
        this.deployment = deployment;
        this.order = order;
        parent = deployment.genesis();
        replay = new LyingReplay(domain, deployment.genesisTime());
    }

    @Override
    public StagedBatch stage(SealedBatch batch) {
        StagedBatch right = honest.stage(batch);
        if (lied || right.header().index() <= parent.index()) {
            return staged.getOrDefault(right.header().index(), right);
        }
        StagedBatch made = make(right, messages(right.header()));
        staged.put(made.header().index(), made);
        parent = right.header();
        return made;
    }

    private StagedBatch make(StagedBatch right, List<byte[]> messages) {
        if (Files.exists(order)) {
            LyingReplay.Lie lie = replay.lie(right.header(), right.data(), parent, messages);
            if (lie.segment() >= 0) {
                lied = true;
                LOG.warn(
                        "LYING in batch {}, segment {} of {}",
                        lie.header().index(),
                        lie.segment(),
                        lie.header().segments());
                return new StagedBatch(lie.header(), lie.data());
            }
        } else {
            replay.follow(right.header(), right.data(), parent, messages);
        }
        return right;
    }

    @Override
    public Optional<Objection> objection(StagedBatch batch) {
        return honest.objection(batch);
    }

    @Override
    public TransactionOutcome post(StagedBatch batch) {
        return honest.post(batch);
    }

    @Override
    public void poll() {
        honest.poll();
    }

    private List<byte[]> messages(BatchHeader header) {
        if (header.inboxEnd() == parent.inboxEnd()) {
            return List.of();
        }
        long head = read(L1Query.block(BlockId.LATEST)).number();
        return read(new L1Events(deployment).between(deployment.block(), head)).stream()
                .filter(event -> event instanceof L1Event.MessageEnqueued message
                        && message.index() >= parent.inboxEnd()
                        && message.index() < header.inboxEnd())
                .map(event -> ((L1Event.MessageEnqueued) event).message().bytes())
                .toList();
    }

    private <T> T read(L1Query<T> query) {
        return switch (client.read(query)) {
            case Read.Value<T>(T value, String endpoint) -> value;
            case Read.Unavailable<T>(List<String> reasons) -> throw new DemoFailure("L1 does not answer: " + reasons);
        };
    }
}
