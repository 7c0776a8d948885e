package io.truebook.sequencer.lifecycle;

import io.truebook.derivation.ItemChain;
import io.truebook.derivation.Receipt;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.protocol.Protocol;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.market.Subscriber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends the receipts of an account's items to whoever has asked for them, as soon as a head covers them. */
public final class ReceiptFeed implements Feed {
    private final Eip712Domain domain;
    private final Map<Long, Set<Subscriber>> subscribers = new HashMap<>();
    private final ArrayDeque<Outcome.Sequenced> unsigned = new ArrayDeque<>();
    private ItemChain before = ItemChain.START;

    public ReceiptFeed(Eip712Domain domain) {
        this.domain = domain;
    }

    @Override
    public synchronized void startsFrom(Cells cells) {
        before = new ItemChain(cells.cursor().sequence, Bytes32.of(cells.cursor().chainHash));
        unsigned.clear();
    }

    @Override
    public synchronized void happened(Outcome.Sequenced item) {
        unsigned.add(item);
    }

    @Override
    public synchronized void signed(SignedHead head) {
        List<Outcome.Sequenced> covered = new ArrayList<>();
        while (!unsigned.isEmpty() && unsigned.peek().sequence() <= head.sequence()) {
            covered.add(unsigned.poll());
        }
        if (!covered.isEmpty() && !subscribers.isEmpty()) {
            tell(covered, head);
        }
        before = new ItemChain(head.sequence(), head.chainHash());
    }

    private void tell(List<Outcome.Sequenced> covered, SignedHead head) {
        List<Bytes> frames = covered.stream().map(item -> Bytes.of(item.item())).toList();
        Bytes32 previous = before.hash();
        for (int i = 0; i < covered.size(); i++) {
            Outcome.Sequenced item = covered.get(i);
            Set<Subscriber> those = subscribers.get(ItemName.of(item.item()).account());
            if (those != null) {
                byte[] message = ReceiptJson.message(new Receipt(
                        Protocol.PROTOCOL_VERSION,
                        domain.chainId(),
                        EthAddress.of(domain.verifyingContract()),
                        item.sequence(),
                        previous,
                        frames.subList(i, frames.size()),
                        head));
                those.forEach(subscriber -> subscriber.send(message));
            }
            previous = Bytes32.of(item.chainHash());
        }
    }

    public synchronized void subscribe(long account, Subscriber subscriber) {
        subscribers.computeIfAbsent(account, key -> new LinkedHashSet<>()).add(subscriber);
    }

    public synchronized void unsubscribe(long account, Subscriber subscriber) {
        subscribers.computeIfPresent(account, (key, set) -> set.remove(subscriber) && set.isEmpty() ? null : set);
    }

    public synchronized void unsubscribeAll(Subscriber subscriber) {
        List.copyOf(subscribers.keySet()).forEach(account -> unsubscribe(account, subscriber));
    }
}
