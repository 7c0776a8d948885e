package io.truebook.sequencer.posting;

import io.truebook.l1.BatchHeader;

/** A batch as it goes to L1. @param header as the Rollup will hash it @param data interior roots, then transactions */
public record StagedBatch(BatchHeader header, byte[] data) {}
