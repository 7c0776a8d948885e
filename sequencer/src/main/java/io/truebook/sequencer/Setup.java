package io.truebook.sequencer;

import io.truebook.engine.Eip712Domain;
import io.truebook.sequencer.journal.Journal;
import io.truebook.sequencer.signing.HeadSigner;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What a sequencer is made from.
 *
 * @param folder of journal and state
 * @param genesisTime header time of batch 0, seconds
 * @param signer signs heads; the address that holds the lease
 * @param clock ms since the Unix epoch
 */
public record Setup(
        Path folder,
        Eip712Domain domain,
        long genesisTime,
        HeadSigner signer,
        SequencerOptions options,
        Journal.Options journal,
        LongSupplier clock) {
    public Setup(Path folder, Eip712Domain domain, long genesisTime, HeadSigner signer, SequencerOptions options) {
        this(folder, domain, genesisTime, signer, options, Journal.Options.DEFAULT, System::currentTimeMillis);
    }
}
