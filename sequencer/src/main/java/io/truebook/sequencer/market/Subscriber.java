package io.truebook.sequencer.market;

/** Takes messages without ever blocking; one that cannot keep up cuts itself off. */
@FunctionalInterface
public interface Subscriber {
    void send(byte[] json);
}
