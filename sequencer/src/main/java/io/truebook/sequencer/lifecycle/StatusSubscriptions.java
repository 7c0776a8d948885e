package io.truebook.sequencer.lifecycle;

import io.truebook.sequencer.market.Subscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Who wants to know of the items of an account, or of one item. For one thread at a time. */
final class StatusSubscriptions {
    /** Items that are told at the beginning. */
    static final int AT_FIRST = 256;

    /** Items of one message; more come in the next. */
    private static final int AT_ONCE = 256;

    private final Map<Long, Set<Subscriber>> byAccount = new HashMap<>();
    private final Map<Long, Set<Subscriber>> byItem = new HashMap<>();

    boolean isEmpty() {
        return byAccount.isEmpty() && byItem.isEmpty();
    }

    void addAccount(long account, Subscriber subscriber) {
        add(byAccount, account, subscriber);
    }

    void addItem(long sequence, Subscriber subscriber) {
        add(byItem, sequence, subscriber);
    }

    void removeAccount(long account, Subscriber subscriber) {
        remove(byAccount, account, subscriber);
    }

    void removeItem(long sequence, Subscriber subscriber) {
        remove(byItem, sequence, subscriber);
    }

    void removeAll(Subscriber subscriber) {
        List.copyOf(byAccount.keySet()).forEach(account -> remove(byAccount, account, subscriber));
        List.copyOf(byItem.keySet()).forEach(sequence -> remove(byItem, sequence, subscriber));
    }

    /** One item; the report is made only when somebody listens. */
    void changed(long account, long sequence, Supplier<ItemReport> report) {
        if (byAccount.containsKey(account) || byItem.containsKey(sequence)) {
            changed(List.of(report.get()));
        }
    }

    /** Many at once: one message for each account, however many of its items there are. */
    void changed(List<ItemReport> reports) {
        Map<Long, List<ItemReport>> ofAccounts = new LinkedHashMap<>();
        for (ItemReport report : reports) {
            long account = report.name().account();
            if (byAccount.containsKey(account)) {
                ofAccounts.computeIfAbsent(account, key -> new ArrayList<>()).add(report);
            }
            send(byItem.get(report.sequence()), List.of(report));
        }
        ofAccounts.forEach((account, items) -> send(byAccount.get(account), items));
    }

    private static void send(Set<Subscriber> subscribers, List<ItemReport> items) {
        for (int from = 0; subscribers != null && from < items.size(); from += AT_ONCE) {
            byte[] message = StatusJson.changed(items.subList(from, Math.min(items.size(), from + AT_ONCE)));
            subscribers.forEach(subscriber -> subscriber.send(message));
        }
    }

    private static void add(Map<Long, Set<Subscriber>> to, long key, Subscriber subscriber) {
        to.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(subscriber);
    }

    private static void remove(Map<Long, Set<Subscriber>> from, long key, Subscriber subscriber) {
        from.computeIfPresent(key, (same, set) -> set.remove(subscriber) && set.isEmpty() ? null : set);
    }
}
