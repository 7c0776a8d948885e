package io.truebook.sequencer.posting;

import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.L1Client;
import io.truebook.l1.PriceFeedContract.Round;
import io.truebook.sequencer.divergence.FeedReading;
import io.truebook.sequencer.divergence.PriceFeed;
import io.truebook.sequencer.divergence.PriceUnknown;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the price feeds at each new block of L1. Nothing that a feed does keeps the link from its work. */
final class PriceFeeds {
    private final List<PriceFeed> feeds;
    private final L1Client client;
    private final Consumer<List<FeedReading>> told;
    private Block seen;

    /** @param told at each new block, and whenever L1 does not answer */
    PriceFeeds(List<PriceFeed> feeds, L1Client client, Consumer<List<FeedReading>> told) {
        this.feeds = feeds;
        this.client = client;
        this.told = told;
        told.accept(all(PriceUnknown.NOT_ASKED));
    }

    void look() {
        if (feeds.isEmpty()) {
            return;
        }
        Block head;
        try {
            head = L1Answers.agreed(client.agreedHead(BlockId.LATEST));
        } catch (UnknownAnswerException unknown) {
            seen = null;
            told.accept(all(PriceUnknown.NO_ANSWER));
            return;
        }
        if (seen == null || !seen.hash().equals(head.hash())) {
            seen = head;
            told.accept(feeds.stream().map(feed -> read(feed, head)).toList());
        }
    }

    private FeedReading read(PriceFeed feed, Block head) {
        BlockId block = BlockId.of(head.number());
        try {
            Optional<Round> round =
                    L1Answers.agreed(client.agree(feed.contract().latestRound(block)));
            Optional<Integer> decimals =
                    L1Answers.agreed(client.agree(feed.contract().decimals(block)));
            return round.isPresent() && decimals.isPresent()
                    ? new FeedReading.Answered(feed, round.get(), decimals.get(), BigInteger.valueOf(head.timestamp()))
                    : new FeedReading.Unanswered(feed, PriceUnknown.FEED_FAILS);
        } catch (UnknownAnswerException unknown) {
            return new FeedReading.Unanswered(feed, PriceUnknown.NO_ANSWER);
        }
    }

    private List<FeedReading> all(PriceUnknown why) {
        return feeds.stream()
                .<FeedReading>map(feed -> new FeedReading.Unanswered(feed, why))
                .toList();
    }
}
