package io.truebook.node;

import io.truebook.l1.SignedHead;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All the gateways whose heads a watcher hears. */
final class HeadFeeds implements AutoCloseable {
    private final List<HeadFeed> feeds = new ArrayList<>();

    void hear(URI gateway, Predicate<SignedHead> heads) {
        feeds.add(new HeadFeed(gateway, heads));
    }

    @Override
    public void close() {
        feeds.forEach(HeadFeed::close);
    }
}
