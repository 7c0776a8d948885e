package io.truebook.sequencer.market;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Who listens to what. For one thread. */
final class Subscriptions {
    private final Map<Channel, Set<Subscriber>> byChannel = new HashMap<>();

    void add(Channel channel, Subscriber subscriber) {
        byChannel.computeIfAbsent(channel, key -> new LinkedHashSet<>()).add(subscriber);
    }

    void remove(Channel channel, Subscriber subscriber) {
        byChannel.computeIfPresent(channel, (key, set) -> set.remove(subscriber) && set.isEmpty() ? null : set);
    }

    void removeAll(Subscriber subscriber) {
        for (Channel channel : List.copyOf(byChannel.keySet())) {
            remove(channel, subscriber);
        }
    }

    /** Makes the message once, and only when somebody listens. */
    void send(Channel channel, Supplier<byte[]> message) {
        Set<Subscriber> subscribers = byChannel.get(channel);
        if (subscribers != null) {
            byte[] json = message.get();
            subscribers.forEach(subscriber -> subscriber.send(json));
        }
    }

    void sendToAll(byte[] json) {
        Set<Subscriber> all = new LinkedHashSet<>();
        byChannel.values().forEach(all::addAll);
        all.forEach(subscriber -> subscriber.send(json));
    }
}
