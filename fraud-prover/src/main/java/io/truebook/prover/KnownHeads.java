package io.truebook.prover;

import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SignedHead;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Signed heads that may yet be contradicted, in the order of lease and item, kept over restarts. When there are too many, those of the
 * items furthest ahead go first: what is near can be compared soon, and a signer can make up any number of items.
 */
final class KnownHeads {
    static final String FAMILY = "signed-heads";
    static final int LIMIT = 50_000;

    private static final int LEASE_AND_SEQUENCE = Bytes32.LENGTH + Long.BYTES;

    private final CellStore store;
    private final NavigableMap<byte[], SignedHead> heads = new TreeMap<>(Arrays::compareUnsigned);
    private final int limit;

    KnownHeads(CellStore store, int limit) {
        this.store = store;
        this.limit = limit;
        store.forEachRecord(FAMILY, new byte[0], (key, signature) -> {
            heads.put(key, decode(key, signature));
            return true;
        });
    }

    /** Keeps heads, and is durable when it returns. */
    void add(Collection<SignedHead> more) {
        Records records = new Records();
        for (SignedHead head : more) {
            byte[] key = key(head);
            if (heads.putIfAbsent(key, head) == null) {
                records.put(FAMILY, key, head.signature().bytes());
            }
        }
        while (heads.size() > limit) {
            records.delete(FAMILY, furthest());
        }
        store.write(records);
    }

    void forget(Collection<SignedHead> done) {
        if (!done.isEmpty()) {
            Records records = new Records();
            for (SignedHead head : done) {
                byte[] key = key(head);
                heads.remove(key);
                records.delete(FAMILY, key);
            }
            store.write(records);
        }
    }

    int size() {
        return heads.size();
    }

    /** The leases of which heads are kept. */
    List<Bytes32> leases() {
        List<Bytes32> leases = new ArrayList<>();
        for (byte[] key = first(new byte[0]); key != null; ) {
            Bytes32 lease = Bytes32.of(Arrays.copyOf(key, Bytes32.LENGTH));
            leases.add(lease);
            key = heads.higherKey(end(lease));
        }
        return leases;
    }

    /** Heads of a lease by item. */
    Collection<SignedHead> of(Bytes32 lease) {
        return new ArrayList<>(
                heads.subMap(lease.bytes(), true, end(lease), true).values());
    }

    private byte[] first(byte[] from) {
        return heads.ceilingKey(from);
    }

    /** Takes the head of the furthest item of the lease that has most. */
    private byte[] furthest() {
        Bytes32 crowded = null;
        int most = 0;
        for (Bytes32 lease : leases()) {
            int count = heads.subMap(lease.bytes(), true, end(lease), true).size();
            if (count > most) {
                most = count;
                crowded = lease;
            }
        }
        byte[] last = heads.floorKey(end(java.util.Objects.requireNonNull(crowded)));
        heads.remove(last);
        return last;
    }

    private static byte[] end(Bytes32 lease) {
        byte[] end = new byte[LEASE_AND_SEQUENCE + 2 * Bytes32.LENGTH + 1];
        Arrays.fill(end, (byte) 0xff);
        System.arraycopy(lease.bytes(), 0, end, 0, Bytes32.LENGTH);
        return end;
    }

    private static byte[] key(SignedHead head) {
        return ByteBuffer.allocate(LEASE_AND_SEQUENCE + 2 * Bytes32.LENGTH)
                .put(head.leaseId().bytes())
                .putLong(head.sequence())
                .put(head.chainHash().bytes())
                .put(head.inboxAcc().bytes())
                .array();
    }

    private static SignedHead decode(byte[] key, byte[] signature) {
        ByteBuffer in = ByteBuffer.wrap(key);
        Bytes32 lease = word(in);
        long sequence = in.getLong();
        Bytes32 chainHash = word(in);
        return new SignedHead(lease, sequence, chainHash, word(in), Bytes.of(signature));
    }

    private static Bytes32 word(ByteBuffer in) {
        byte[] bytes = new byte[Bytes32.LENGTH];
        in.get(bytes);
        return Bytes32.of(bytes);
    }
}
