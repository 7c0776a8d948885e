package io.truebook.sequencer;

import io.truebook.sequencer.controller.DivergencePolicy;

/**
 * What an operator can set.
 *
 * @param maxBatchBytes a batch is closed before it grows beyond this; at most 86,000, so that one item that matches to the limit still fits
 * @param heartbeatMillis an empty batch is made when there was none for so long, or the lease would be lost to silence; 0 for never
 * @param timeStepMillis engine time follows the clock in steps of this
 * @param headMillis a head is signed at most this often
 * @param queueLength items that may wait for the writer
 * @param dataBytesPerSecond bytes accepted in the long run: no more than L1 carries
 * @param dataBurstBytes bytes accepted above that rate at once
 * @param policy when a batch is closed, and what is taken when L1 is behind
 */
public record SequencerOptions(
        int maxBatchBytes,
        long heartbeatMillis,
        long timeStepMillis,
        long headMillis,
        int queueLength,
        long dataBytesPerSecond,
        long dataBurstBytes,
        DivergencePolicy policy) {
    static final int HIGHEST_BATCH_BYTES = 86_000;

    public static final SequencerOptions DEFAULT =
            new SequencerOptions(HIGHEST_BATCH_BYTES, 2_000, 0, 100, 5, 16_384, 63_000, 16_000_000, 300_000);

    /** Batches by age alone: {@link DivergencePolicy#byAge}. */
    public SequencerOptions(
            int maxBatchBytes,
            long maxBatchMillis,
            long heartbeatMillis,
            long timeStepMillis,
            long headMillis,
            int queueLength,
            long dataBytesPerSecond,
            long dataBurstBytes,
            long haltMillis) {
        this(
                maxBatchBytes,
                heartbeatMillis,
                timeStepMillis,
                headMillis,
                queueLength,
                dataBytesPerSecond,
                dataBurstBytes,
                DivergencePolicy.byAge(maxBatchMillis, haltMillis));
    }

    public SequencerOptions {
        if (maxBatchBytes < 8_192 || maxBatchBytes > HIGHEST_BATCH_BYTES) {
            throw new IllegalArgumentException("max-batch-bytes must lie between 8192 and " + HIGHEST_BATCH_BYTES);
        }
        if (timeStepMillis <= 0 || headMillis < 0 || queueLength <= 0) {
            throw new IllegalArgumentException("intervals and lengths must be positive");
        }
        if (dataBytesPerSecond <= 0 || dataBurstBytes < 4_200) {
            throw new IllegalArgumentException("data rate and burst must be positive, the burst at least one item");
        }
    }
}
