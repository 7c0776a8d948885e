package io.truebook.prover;

import io.truebook.derivation.Producer;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One change of one thing in a real batch.
 *
 * @param fate what has to come of it
 */
record Mutation(
        String name,
        Fate fate,
        Bytes32 parentHash,
        Bytes32 leaseId,
        long time,
        long inboxEnd,
        Bytes32 inboxAcc,
        int segments,
        Bytes32 finalRoot,
        byte[] data) {
    enum Fate {
        /** The contract does not take it. */
        REFUSED,
        /** It is taken and right. */
        VALID,
        /** It is taken, and proven wrong in one transaction. */
        FRAUD
    }

    private static final Bytes32 OTHER = Bytes32.fromHex("0x" + "5a".repeat(32));

    static Mutation none(Producer.Built batch) {
        BatchHeader h = batch.header();
        return new Mutation(
                "none",
                Fate.VALID,
                h.parentHash(),
                h.leaseId(),
                h.time(),
                h.inboxEnd(),
                h.inboxAcc(),
                h.segments(),
                h.finalRoot(),
                batch.data());
    }

    /** All of them. @param accBefore accumulator one message earlier @param accAfter one message later */
    static List<Mutation> all(Producer.Built batch, Bytes32 accBefore, Bytes32 accAfter) {
        Mutation none = none(batch);
        List<Mutation> all = new ArrayList<>(List.of(none));
        all.addAll(ofRoots(none));
        all.addAll(ofTransactions(none));
        all.addAll(ofHeader(none, accBefore, accAfter));
        return all;
    }

    private static List<Mutation> ofHeader(Mutation m, Bytes32 accBefore, Bytes32 accAfter) {
        return List.of(
                m.named("parent", Fate.REFUSED).with(OTHER, m.time, m.inboxEnd, m.inboxAcc),
                m.named("lease", Fate.REFUSED).with(OTHER),
                m.named("time + 1", Fate.FRAUD).with(m.parentHash, m.time + 1, m.inboxEnd, m.inboxAcc),
                m.named("time - 1", Fate.FRAUD).with(m.parentHash, m.time - 1, m.inboxEnd, m.inboxAcc),
                m.named("time of the future", Fate.REFUSED).with(m.parentHash, m.time + 1_000, m.inboxEnd, m.inboxAcc),
                m.named("time of the past", Fate.REFUSED).with(m.parentHash, m.time - 1_000, m.inboxEnd, m.inboxAcc),
                m.named("a message less", Fate.FRAUD).with(m.parentHash, m.time, m.inboxEnd - 1, accBefore),
                m.named("a message more", Fate.FRAUD).with(m.parentHash, m.time, m.inboxEnd + 1, accAfter),
                m.named("a message less, accumulator kept", Fate.REFUSED)
                        .with(m.parentHash, m.time, m.inboxEnd - 1, m.inboxAcc),
                m.named("messages that are not there", Fate.REFUSED)
                        .with(m.parentHash, m.time, m.inboxEnd + 100, m.inboxAcc),
                m.named("accumulator", Fate.REFUSED).with(m.parentHash, m.time, m.inboxEnd, OTHER),
                m.named("no segments", Fate.REFUSED).with(0, m.finalRoot, m.data),
                m.named("more segments than data", Fate.REFUSED).with(m.data.length / 32 + 2, m.finalRoot, m.data),
                m.named("too many segments", Fate.REFUSED).with(2_049, m.finalRoot, new byte[2_048 * 32]),
                m.named("too much data", Fate.REFUSED).with(m.segments, m.finalRoot, new byte[120_001]));
    }

    private static List<Mutation> ofRoots(Mutation m) {
        List<Mutation> all = new ArrayList<>();
        BatchData data = BatchData.split(m.data, m.segments);
        byte[] lastBit = m.finalRoot.bytes();
        lastBit[31] ^= 1;
        all.add(m.named("final root", Fate.FRAUD).with(m.segments, Bytes32.of(lastBit), m.data));
        all.add(m.named("final root zero", Fate.FRAUD).with(m.segments, Bytes32.ZERO, m.data));
        for (int i = 0; i < data.interiorRoots().size(); i++) {
            byte[] flipped = m.data.clone();
            flipped[32 * i + i % 32] ^= 1;
            all.add(m.named("root " + i, Fate.FRAUD).with(m.segments, m.finalRoot, flipped));
            List<Bytes32> fewer = new ArrayList<>(data.interiorRoots());
            fewer.remove(i);
            all.add(m.named("root " + i + " missing", Fate.FRAUD)
                    .with(m.segments - 1, m.finalRoot, new BatchData(fewer, data.transactions()).encode()));
            List<Bytes32> more = new ArrayList<>(data.interiorRoots());
            more.add(i, more.get(i));
            all.add(m.named("root " + i + " twice", Fate.FRAUD)
                    .with(m.segments + 1, m.finalRoot, new BatchData(more, data.transactions()).encode()));
        }
        return all;
    }

    private static List<Mutation> ofTransactions(Mutation m) {
        List<Mutation> all = new ArrayList<>();
        int start = 32 * (m.segments - 1);
        all.add(m.named("last byte missing", Fate.FRAUD)
                .with(m.segments, m.finalRoot, Arrays.copyOf(m.data, m.data.length - 1)));
        all.add(m.named("a byte more", Fate.FRAUD)
                .with(m.segments, m.finalRoot, Arrays.copyOf(m.data, m.data.length + 1)));
        Set<Integer> seen = new HashSet<>();
        List<Integer> frames = new ArrayList<>();
        for (int at = start; at < m.data.length; ) {
            int length = Protocol.FRAME_LENGTH + (int) BigEndian.get(m.data, at + 1, 2);
            frames.add(at);
            if (seen.add((int) m.data[at])) {
                for (int offset : places(length)) {
                    byte[] flipped = m.data.clone();
                    flipped[at + offset] ^= 1;
                    all.add(m.named("type " + m.data[at] + " byte " + offset, Fate.FRAUD)
                            .with(m.segments, m.finalRoot, flipped));
                }
            }
            at += length;
        }
        int middle = frames.get(frames.size() / 2);
        all.add(m.named("first half of a batch split in two", Fate.FRAUD)
                .with(m.segments, m.finalRoot, Arrays.copyOf(m.data, middle)));
        return all;
    }

    /** Type, length, first and last of the fields and of a signature's parts, as far as an item has them. */
    private static int[] places(int length) {
        return Arrays.stream(new int[] {
                    0, 1, 2, 3, 4, 7, 9, 14, length - 65, length - 64, length - 33, length - 32, length - 1
                })
                .filter(place -> place >= 0 && place < length)
                .distinct()
                .toArray();
    }

    private Mutation named(String newName, Fate newFate) {
        return new Mutation(newName, newFate, parentHash, leaseId, time, inboxEnd, inboxAcc, segments, finalRoot, data);
    }

    private Mutation with(Bytes32 newLease) {
        return new Mutation(name, fate, parentHash, newLease, time, inboxEnd, inboxAcc, segments, finalRoot, data);
    }

    private Mutation with(Bytes32 newParent, long newTime, long newInboxEnd, Bytes32 newAcc) {
        return new Mutation(name, fate, newParent, leaseId, newTime, newInboxEnd, newAcc, segments, finalRoot, data);
    }

    private Mutation with(int newSegments, Bytes32 newRoot, byte[] newData) {
        return new Mutation(name, fate, parentHash, leaseId, time, inboxEnd, inboxAcc, newSegments, newRoot, newData);
    }
}
