package io.truebook.derivation;

import io.truebook.l1.Agreement;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.Inbox;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Events;
import io.truebook.l1.L1Query;
import io.truebook.l1.Log;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** L1 by JSON-RPC, in what all endpoints that answer agree on. */
public final class RpcSource implements L1Source {
    private final L1Client client;
    private final L1Events events;
    private final Deployment deployment;
    private final BlockId tag;
    private final int depth;

    /**
     * @param tag up to which block to follow: latest, safe or finalized
     * @param depth and how many blocks behind it
     */
    public RpcSource(L1Client client, Deployment deployment, BlockId tag, int depth) {
        this.client = client;
        this.events = new L1Events(deployment);
        this.deployment = deployment;
        this.tag = tag;
        this.depth = depth;
    }

    /** The block before a deployment, where following it begins. */
    public Agreement<BlockRef> origin(Deployment deployment) {
        return block(client.agree(L1Query.block(BlockId.of(deployment.block() - 1))));
    }

    @Override
    public Agreement<BlockRef> head() {
        Agreement<Block> head = client.agreedHead(tag);
        if (depth > 0 && head instanceof Agreement.Agreed<Block>(Block block)) {
            head = client.agree(L1Query.block(BlockId.of(Math.max(0, block.number() - depth))));
        }
        return block(head);
    }

    @Override
    public Agreement<Bytes32> hashOf(long number) {
        return map(client.agree(L1Query.block(BlockId.of(number))), Block::hash);
    }

    @Override
    public Agreement<List<ChainEvent>> events(long fromBlock, long toBlock) {
        return map(
                client.agree(events.between(fromBlock, toBlock)),
                read -> read.stream().flatMap(RpcSource::chainEvent).toList());
    }

    @Override
    public Agreement<Ends> endsAt(long number) {
        BlockId block = BlockId.of(number);
        return then(
                client.agree(deployment.rollup().tip(block)),
                tip -> then(
                        client.agree(deployment.bridge().inboxLength(block)),
                        length -> map(
                                client.agree(deployment.bridge().inboxAcc(length, block)),
                                accumulator -> new Ends(tip.batchHash(), new Inbox(length, accumulator)))));
    }

    private static Stream<ChainEvent> chainEvent(L1Event event) {
        return switch (event) {
            case L1Event.MessageEnqueued message ->
                Stream.of(new ChainEvent.MessageEnqueued(
                        at(message.log()),
                        message.index(),
                        message.message(),
                        message.inbox().accumulator()));
            case L1Event.BatchAppended batch ->
                Stream.of(
                        new ChainEvent.BatchAppended(at(batch.log()), batch.header(), batch.batchHash(), batch.data()));
            case L1Event.BatchDeleted batch ->
                Stream.of(new ChainEvent.BatchDeleted(at(batch.log()), batch.index(), batch.batchHash()));
            default -> Stream.empty();
        };
    }

    private static L1Position at(Log log) {
        return new L1Position(log.blockNumber(), log.logIndex());
    }

    private static Agreement<BlockRef> block(Agreement<Block> answer) {
        return map(answer, block -> new BlockRef(block.number(), block.hash()));
    }

    private static <T, R> Agreement<R> map(Agreement<T> answer, Function<T, R> function) {
        return then(answer, value -> new Agreement.Agreed<>(function.apply(value)));
    }

    private static <T, R> Agreement<R> then(Agreement<T> answer, Function<T, Agreement<R>> function) {
        return switch (answer) {
            case Agreement.Agreed<T>(T value) -> function.apply(value);
            case Agreement.Unavailable<T>(List<String> reasons) -> new Agreement.Unavailable<>(reasons);
            case Agreement.Disagree<T> _ -> new Agreement.Disagree<>(Map.of());
        };
    }
}
