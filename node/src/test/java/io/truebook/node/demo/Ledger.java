package io.truebook.node.demo;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.l1.BatchData;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What L1 says of a story, by its events. */
record Ledger(DemoL1 l1, Deployment deployment) {
    private static final Set<Integer> SIGNED =
            Set.of(ITEM_PLACE, ITEM_MARKET_ORDER, ITEM_CANCEL, ITEM_CANCEL_ALL, ITEM_AMEND, ITEM_WITHDRAW);

    Optional<L1Event.Slashed> slash() {
        return of(L1Event.Slashed.class).stream().findFirst();
    }

    L1Event.WithdrawalClaimed claim() {
        return of(L1Event.WithdrawalClaimed.class).getFirst();
    }

    long tip() {
        List<L1Event.BatchAppended> standing = batches();
        return standing.isEmpty() ? 0 : standing.getLast().index();
    }

    Outcome outcome(long accepted, long fills, long segments, long paid, long gap) {
        L1Event.BatchDeleted deleted = of(L1Event.BatchDeleted.class).getFirst();
        L1Event.Slashed slash = slash().orElseThrow();
        L1Event.BatchAppended lie = of(L1Event.BatchAppended.class).stream()
                .filter(batch -> batch.batchHash().equals(deleted.batchHash()))
                .findFirst()
                .orElseThrow();
        List<L1Event.BatchAppended> standing = batches();
        DemoL1.Cost batches = l1.cost(standing);
        DemoL1.Cost proof = l1.cost(List.of(deleted));
        DemoL1.Cost claim = l1.cost(of(L1Event.WithdrawalClaimed.class));
        long lieBlock = lie.log().blockNumber();
        long slashBlock = slash.log().blockNumber();
        return new Outcome(
                accepted,
                fills,
                standing.size(),
                standing.stream().mapToLong(Ledger::signedItems).sum(),
                batches.bytes(),
                batches.gas(),
                segments,
                lieBlock,
                slashBlock,
                l1.block(slashBlock).timestamp() - l1.block(lieBlock).timestamp(),
                proof.bytes(),
                proof.gas(),
                claim.gas(),
                paid,
                gap);
    }

    /** The batches that stand, in order: of several with one number the last, and none that was deleted and not replaced. */
    List<L1Event.BatchAppended> batches() {
        java.util.TreeMap<Long, L1Event.BatchAppended> standing = new java.util.TreeMap<>();
        for (L1Event event : l1.events(deployment)) {
            switch (event) {
                case L1Event.BatchAppended batch when batch.index() > 0 -> standing.put(batch.index(), batch);
                case L1Event.BatchDeleted deleted ->
                    standing.tailMap(deleted.index(), true).clear();
                default -> {}
            }
        }
        return List.copyOf(standing.values());
    }

    private <T extends L1Event> List<T> of(Class<T> kind) {
        return l1.events(deployment).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static long signedItems(L1Event.BatchAppended batch) {
        byte[] items =
                BatchData.split(batch.data().bytes(), batch.header().segments()).transactions();
        long count = 0;
        for (int at = 0;
                at + FRAME_LENGTH <= items.length;
                at += FRAME_LENGTH + (int) BigEndian.get(items, at + 1, 2)) {
            count += SIGNED.contains((int) items[at]) ? 1 : 0;
        }
        return count;
    }
}
