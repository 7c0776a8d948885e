package io.truebook.derivation;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Signatures;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.SignedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Recovers the signatures of batches on all cores before they are executed: framing alone finds them, so the next batch's are under way
 * while one is executed. Only results of recovery itself are remembered, under digest and signature, so an execution meets the same
 * answers as without; what was not found ahead is recovered then.
 */
final class RecoveryAhead implements SignatureRecovery {
    private static final byte[] NOBODY = new byte[0];
    private static final int ORACLE_HEAD = 8;
    private static final int ORACLE_ENTRY = 4 + Signatures.LENGTH;

    private record Signed(byte[] digest, byte[] signature) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Signed that
                    && Arrays.equals(digest, that.digest)
                    && Arrays.equals(signature, that.signature);
        }

        @Override
        public int hashCode() {
            return (int) BigEndian.get(digest, 0, 4);
        }
    }

    /** Where a signature stands and what item or price it is of. */
    private record Place(byte[] bytes, int body, int type, int entry) {}

    /** The signatures of one batch; whoever has time takes the next one. */
    final class Signatories {
        private final List<Place> places = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private final Map<Signed, byte[]> known = new ConcurrentHashMap<>();
        private final CountDownLatch open;

        private Signatories(byte[] transactions) {
            frames(transactions, places);
            open = new CountDownLatch(places.size());
        }

        private void work() {
            for (int i = next.getAndIncrement(); i < places.size(); i = next.getAndIncrement()) {
                try {
                    recoverAt(places.get(i), known);
                } finally {
                    open.countDown();
                }
            }
        }

        private void finish() {
            work();
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Signatures recovered, for tests. */
        int size() {
            return known.size();
        }
    }

    private final SignatureRecovery recovery;
    private final Eip712Domain domain;
    private Map<Signed, byte[]> known = Map.of();

    /** @param recovery may be called from several threads */
    RecoveryAhead(SignatureRecovery recovery, Eip712Domain domain) {
        this.recovery = recovery;
        this.domain = domain;
    }

    /** Starts on a batch's signatures in the background. */
    Signatories start(byte[] transactions) {
        Signatories signatories = new Signatories(transactions);
        for (int i = ForkJoinPool.getCommonPoolParallelism(); i > 0; i--) {
            ForkJoinPool.commonPool().execute(signatories::work);
        }
        return signatories;
    }

    /** Waits for a batch's signatures, helping, and answers from them until the next batch's are used. */
    void use(Signatories signatories) {
        signatories.finish();
        known = signatories.known;
    }

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        byte[] address = known.get(new Signed(digest, Arrays.copyOfRange(signature, at, at + Signatures.LENGTH)));
        if (address == null) {
            return recovery.recover(digest, signature, at);
        }
        return address.length == 0 ? null : address.clone();
    }

    private static void frames(byte[] bytes, List<Place> places) {
        int end = bytes.length;
        int at = 0;
        while (end - at >= Protocol.FRAME_LENGTH) {
            int type = bytes[at] & 0xff;
            int length = (int) BigEndian.get(bytes, at + 1, 2);
            int body = at + Protocol.FRAME_LENGTH;
            if (length > Protocol.MAX_ITEM_BODY || body + length > end) {
                return;
            }
            int fields = SignedItem.fieldsLength(type);
            if (fields >= 0 && length == fields + Signatures.LENGTH) {
                places.add(new Place(bytes, body, type, 0));
            } else if (type == Protocol.ITEM_ORACLE && length >= ORACLE_HEAD) {
                int count = Math.min(bytes[body + 7] & 0xff, (length - ORACLE_HEAD) / ORACLE_ENTRY);
                for (int entry = 0; entry < count; entry++) {
                    places.add(new Place(bytes, body, type, entry));
                }
            }
            at = body + length;
        }
    }

    private void recoverAt(Place place, Map<Signed, byte[]> found) {
        byte[] digest;
        int signature;
        if (place.type() == Protocol.ITEM_ORACLE) {
            int entry = place.body() + ORACLE_HEAD + place.entry() * ORACLE_ENTRY;
            int market = place.bytes()[place.body()] & 0xff;
            long publishTime = BigEndian.get(place.bytes(), place.body() + 1, 6);
            digest = Digests.price(domain, market, (int) BigEndian.get(place.bytes(), entry + 1, 3), publishTime);
            signature = entry + 4;
        } else {
            digest = Digests.item(new KeccakDigest(256), domain, place.type(), place.bytes(), place.body());
            signature = place.body() + SignedItem.fieldsLength(place.type());
        }
        if (Signatures.canonical(place.bytes(), signature)) {
            byte[] address = recovery.recover(digest, place.bytes(), signature);
            byte[] bytes = Arrays.copyOfRange(place.bytes(), signature, signature + Signatures.LENGTH);
            found.put(new Signed(digest, bytes), address == null ? NOBODY : address);
        }
    }
}
