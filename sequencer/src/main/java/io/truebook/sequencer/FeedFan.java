package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.divergence.DivergenceFigures;
import java.util.List;

/** Tells several listeners, in their order. */
public final class FeedFan implements Feed {
    private final List<Feed> feeds;

    public FeedFan(List<Feed> feeds) {
        this.feeds = List.copyOf(feeds);
    }

    @Override
    public void startsFrom(Cells cells) {
        feeds.forEach(feed -> feed.startsFrom(cells));
    }

    @Override
    public void named(long account, long nonce, String clientOrderId) {
        feeds.forEach(feed -> feed.named(account, nonce, clientOrderId));
    }

    @Override
    public void happened(Outcome.Sequenced item) {
        feeds.forEach(feed -> feed.happened(item));
    }

    @Override
    public void signed(SignedHead head) {
        feeds.forEach(feed -> feed.signed(head));
    }

    @Override
    public void reverted(long sequence) {
        feeds.forEach(feed -> feed.reverted(sequence));
    }

    @Override
    public void diverged(DivergenceFigures figures) {
        feeds.forEach(feed -> feed.diverged(figures));
    }
}
