package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.STATUS_UNLISTED;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.sequencer.market.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What became of markets since one last looked: prices, and the terms by which positions are judged. Told by comparing the
 * state with what was remembered, so that nothing that moves a price or an index can be forgotten. For the writer's thread.
 */
final class MarketChanges {
    private static final int MARKETS = 256;

    /**
     * @param market that has a new price, mark, or terms
     * @param price whether a price was accepted
     * @param terms whether something else by which health is reckoned has changed: payment indices, margin rates, status
     */
    record Change(int market, boolean price, boolean terms) {}

    private final RiskCell[] seen = new RiskCell[MARKETS];

    /** Forgets what was seen; the next look tells of nothing that is so already. */
    void load(Cells cells) {
        java.util.Arrays.fill(seen, null);
        since(cells, event -> {});
    }

    /**
     * Looks at all listed markets.
     *
     * @param events told what watchers want to know
     */
    List<Change> since(Cells cells, Consumer<EngineEvent> events) {
        List<Change> changes = List.of();
        long[] listed = cells.listed().markets;
        for (int word = 0; word < listed.length; word++) {
            for (long rest = listed[word]; rest != 0; rest ^= Long.highestOneBit(rest)) {
                int market = 64 * word + Long.numberOfLeadingZeros(rest);
                Change change = look(cells, market, events);
                if (change != null) {
                    changes = changes.isEmpty() ? new ArrayList<>() : changes;
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    private Change look(Cells cells, int market, Consumer<EngineEvent> events) {
        RiskCell now = cells.risk(market);
        RiskCell before = seen[market];
        if (now.status == STATUS_UNLISTED || (before != null && samePrice(before, now) && sameTerms(before, now))) {
            return null;
        }
        seen[market] = copy(now);
        if (before == null) {
            events.accept(new EngineEvent.Marked(market, now.status, now.index, now.mark, now.publishTime));
            return new Change(market, true, true);
        }
        if (before.mark != now.mark || before.index != now.index || before.status != now.status) {
            events.accept(new EngineEvent.Marked(market, now.status, now.index, now.mark, now.publishTime));
        }
        return new Change(market, !samePrice(before, now), !sameTerms(before, now));
    }

    private static boolean samePrice(RiskCell a, RiskCell b) {
        return a.publishTime == b.publishTime && a.mark == b.mark && a.index == b.index && a.jumping == b.jumping;
    }

    /** The initial margin is of no interest here: nobody is liquidated by it. */
    private static boolean sameTerms(RiskCell a, RiskCell b) {
        return a.longIndex == b.longIndex
                && a.shortIndex == b.shortIndex
                && a.status == b.status
                && a.multiplier == b.multiplier
                && a.mmrPpm == b.mmrPpm
                && a.tierBound1 == b.tierBound1
                && a.tierBound2 == b.tierBound2
                && a.tierBound3 == b.tierBound3
                && a.tierMmr1 == b.tierMmr1
                && a.tierMmr2 == b.tierMmr2
                && a.tierMmr3 == b.tierMmr3;
    }

    private static RiskCell copy(RiskCell risk) {
        RiskCell copy = new RiskCell(risk.address);
        byte[] words = new byte[32 * risk.words()];
        risk.encode(words, 0);
        copy.decode(words, 0);
        return copy;
    }
}
