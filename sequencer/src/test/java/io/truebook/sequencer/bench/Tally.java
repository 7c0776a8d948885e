package io.truebook.sequencer.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Answers that came in a span of time. Written by the thread of the clients, read by others when that has stopped. */
final class Tally {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<String, Long> rejected = new TreeMap<>();
    private volatile long confirmed;

    /** @param micros from the moment the item should have been sent */
    void add(Ack ack, long micros) {
        if (ack.sequenced()) {
            confirmed = confirmed + 1;
            latency.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
        }
        if (!ack.reason().equals("OK")) {
            (ack.sequenced() ? rejected : refused).merge(ack.reason(), 1L, Long::sum);
        }
    }

    /** Items with a durable place in the chain, whatever the engine made of them. */
    long confirmed() {
        return confirmed;
    }

    /** Microseconds from the intended sending to the answer. */
    Histogram latency() {
        return latency;
    }

    /** Items that got no place, by reason. */
    Map<String, Long> refused() {
        return refused;
    }

    /** Items that got a place and were not carried out in full, by reason. */
    Map<String, Long> rejected() {
        return rejected;
    }
}
