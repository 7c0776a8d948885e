package io.truebook.sequencer.bench;

import static io.truebook.engine.protocol.Protocol.FRAME_LENGTH;

import io.truebook.engine.Digests;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.signing.NativeRecovery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What no exchange on these cores can beat: native recoveries of the same signatures per second, with nothing else going on. Digests
 * are made ahead.
 */
final class RecoveryFloor {
    private static final int SIGNATURES = 2_000;

    static double perSecond(SignedFlow flow, int seconds) throws InterruptedException {
        List<byte[]> digests = new ArrayList<>();
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < SIGNATURES; i++) {
            byte[] item = flow.item(i % flow.traders(), i / flow.traders());
            digests.add(Digests.item(TestExchange.DOMAIN, SignedItem.decode(item[0] & 0xff, item, FRAME_LENGTH)));
            signatures.add(java.util.Arrays.copyOfRange(item, item.length - 64, item.length));
        }
        AtomicLong recovered = new AtomicLong();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            threads.add(Thread.ofPlatform().start(() -> {
                NativeRecovery recovery = new NativeRecovery();
                long own = 0;
                for (int i = 0; System.nanoTime() < end; i = (i + 1) % SIGNATURES) {
                    if (recovery.recover(digests.get(i), signatures.get(i), 0) == null) {
                        throw new IllegalStateException("a signature of the flow is nobody's");
                    }
                    own++;
                }
                recovered.addAndGet(own);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return recovered.get() * 1e9 / (System.nanoTime() - start);
    }

    private RecoveryFloor() {}
}
