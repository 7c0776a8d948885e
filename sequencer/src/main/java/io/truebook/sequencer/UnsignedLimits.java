package io.truebook.sequencer;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often clients may submit items that need no signature. Such an item uses up no nonce, so nothing else keeps the same one from
 * filling L1. For the writer's thread.
 */
final class UnsignedLimits {
    /** The same item again only after this. */
    static final long AGAIN_MILLIS = 1_000;

    /** All together, in the long run and at once. */
    static final int PER_SECOND = 100;

    private static final int REMEMBERED = 10_000;

    private final Map<ByteBuffer, Long> taken = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final DataRateBucket all;

    UnsignedLimits(long nowMillis) {
        all = new DataRateBucket(PER_SECOND, PER_SECOND, nowMillis);
    }

    boolean take(byte[] item, long nowMillis) {
        ByteBuffer key = ByteBuffer.wrap(item);
        Long before = taken.get(key);
        if ((before != null && nowMillis - before < AGAIN_MILLIS) || !all.take(1, nowMillis)) {
            return false;
        }
        taken.remove(key);
        taken.put(key, nowMillis);
        return true;
    }
}
