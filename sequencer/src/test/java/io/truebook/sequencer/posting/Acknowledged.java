package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.Outcome;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a sequencer has acknowledged: the place of each item, and the chain of all items up to it. */
final class Acknowledged implements Consumer<Outcome> {
    private final ConcurrentSkipListMap<Long, String> hashes = new ConcurrentSkipListMap<>();
    private final AtomicInteger contradictions = new AtomicInteger();

    @Override
    public void accept(Outcome outcome) {
        if (outcome instanceof Outcome.Sequenced item) {
            note(item.sequence(), HexFormat.of().formatHex(item.chainHash()));
        }
    }

    void note(long sequence, String hash) {
        if (hashes.put(sequence, hash) != null) {
            contradictions.incrementAndGet();
        }
    }

    int count() {
        return hashes.size();
    }

    /** The last place acknowledged, 0 before the first. */
    long last() {
        return hashes.isEmpty() ? 0 : hashes.lastKey();
    }

    /** @param chain H_n for each n from 1 */
    void requireAllIn(List<String> chain) {
        assertThat(contradictions).hasValue(0);
        hashes.forEach((sequence, hash) -> assertThat(chain.get((int) (sequence - 1)))
                .as("item " + sequence)
                .isEqualTo(hash));
    }
}
