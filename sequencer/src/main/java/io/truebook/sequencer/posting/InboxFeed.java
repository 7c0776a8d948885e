package io.truebook.sequencer.posting;

import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.Inbox;
import io.truebook.l1.InboxMessage;
import io.truebook.l1.L1Client;
import io.truebook.sequencer.Sequencer;
import java.util.List;

/**
 * Delivers inbox messages once a reorg is not to be expected to swap them, or when waiting longer would make them overdue: a batch that
 * leaves out an overdue message is not taken by L1.
 */
final class InboxFeed {
    private final Sequencer sequencer;
    private final L1Client client;
    private final Deployment deployment;
    private final L1Options options;
    private final L1Answers l1;

    InboxFeed(Sequencer sequencer, L1Client client, Deployment deployment, L1Options options) {
        this.sequencer = sequencer;
        this.client = client;
        this.deployment = deployment;
        this.options = options;
        l1 = new L1Answers(client);
    }

    void deliver(L1View view) throws InterruptedException {
        long next = sequencer.inboxNext();
        long known = view.chain().inbox().end().length();
        if (next >= known) {
            return;
        }
        long end = Math.min(known, Math.max(buried(view), urgent(view, next, known)));
        if (next < end) {
            long most = Math.min(end, next + Inbox.MAX_MESSAGES_PER_BATCH);
            List<byte[]> messages = view.chain().inbox().messages(next, most);
            sequencer.deliver(next, messages);
        }
    }

    /** Messages that lie deep enough. */
    private long buried(L1View view) {
        BlockId block;
        if (options.inboxDepth().isPresent()) {
            block = view.below(options.inboxDepth().getAsInt());
        } else {
            Block finalized = L1Answers.agreed(client.agreedHead(BlockId.FINALIZED));
            block = BlockId.of(finalized.number());
        }
        return deployedAt(block) ? l1.ask(deployment.bridge().inboxLength(block)) : 0;
    }

    private boolean deployedAt(BlockId block) {
        return Long.decode(block.rpcName()) >= deployment.block();
    }

    /** Messages that have waited for half the time in which they must be consumed. */
    private long urgent(L1View view, long next, long known) {
        long since = view.head().timestamp() - options.parameters().inclusionDelay() / 2;
        long end = next;
        while (end < known && InboxMessage.decode(message(view, end)).enqueuedAt() <= since) {
            end++;
        }
        return end;
    }

    private static byte[] message(L1View view, long index) {
        return view.chain().inbox().messages(index, index + 1).getFirst();
    }
}
