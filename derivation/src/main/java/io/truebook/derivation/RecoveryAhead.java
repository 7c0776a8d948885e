package io.truebook.derivation;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Signatures;
import io.truebook.engine.SignedMessage;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Recovers the signatures of batches on all cores before they are executed: framing alone finds them, so the next batch's are under way
 * while one is executed. Only results of recovery itself are remembered, under the signed bytes, so an execution meets the same
 * answers as without; what was not found ahead is recovered then.
 */
final class RecoveryAhead implements SignatureRecovery {
    private static final byte[] NOBODY = new byte[0];
    private static final int ORACLE_HEAD = 8;
    private static final int ORACLE_ENTRY = 4 + Signatures.LENGTH;

    /** The signatures of one batch; whoever has time takes the next one. */
    final class Signatories {
        private final List<SignedMessage> messages = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private final Map<SignedMessage, byte[]> known = new ConcurrentHashMap<>();
        private final CountDownLatch open;

        private Signatories(byte[] transactions) {
            frames(transactions, messages);
            open = new CountDownLatch(messages.size());
        }

        private void work() {
            for (int i = next.getAndIncrement(); i < messages.size(); i = next.getAndIncrement()) {
                try {
                    find(messages.get(i), known);
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
    private Map<SignedMessage, byte[]> known = Map.of();

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
    public byte[] signerOf(SignedMessage message) {
        byte[] address = known.get(message);
        if (address == null) {
            return recovery.signerOf(message);
        }
        return address.length == 0 ? null : address.clone();
    }

    @Override
    public byte[] recover(byte[] digest, byte[] signature, int at) {
        return recovery.recover(digest, signature, at);
    }

    private void frames(byte[] bytes, List<SignedMessage> messages) {
        int end = bytes.length;
        int at = 0;
        while (end - at >= Protocol.FRAME_LENGTH) {
            int type = bytes[at] & 0xff;
            int length = (int) BigEndian.get(bytes, at + 1, 2);
            int body = at + Protocol.FRAME_LENGTH;
            if (length > Protocol.MAX_ITEM_BODY || body + length > end) {
                return;
            }
            SignedMessage message = SignedMessage.ofFrame(domain, bytes, at, length);
            if (message != null) {
                messages.add(message);
            } else if (type == Protocol.ITEM_ORACLE && length >= ORACLE_HEAD) {
                prices(bytes, body, length, messages);
            }
            at = body + length;
        }
    }

    private void prices(byte[] bytes, int body, int length, List<SignedMessage> messages) {
        int market = bytes[body] & 0xff;
        long publishTime = BigEndian.get(bytes, body + 1, 6);
        int count = Math.min(bytes[body + 7] & 0xff, (length - ORACLE_HEAD) / ORACLE_ENTRY);
        for (int i = 0; i < count; i++) {
            int entry = body + ORACLE_HEAD + i * ORACLE_ENTRY;
            int tick = (int) BigEndian.get(bytes, entry + 1, 3);
            messages.add(SignedMessage.price(domain, market, tick, publishTime, bytes, entry + 4));
        }
    }

    private void find(SignedMessage message, Map<SignedMessage, byte[]> found) {
        if (message.canonical()) {
            byte[] address = recovery.signerOf(message);
            found.put(message, address == null ? NOBODY : address);
        }
    }
}
