package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Families;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Producer;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.SegmentSampler;
import io.truebook.derivation.Verdict;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.EthAddress;
import io.truebook.l1.Receipt;
import io.truebook.tree.CellStore;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a sequencer changes in a real batch, it changes nothing, is refused, or is proven wrong in one transaction. */
class MutationTest {
    private static final long MOST_GAS = 12_000_000;
    private static final EthAddress CHALLENGER = new EthAddress("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");

    @TempDir
    Path folder;

    @Test
    void everySingleChangeOfABatchIsRefusedOrProvenWrong() {
        long seed = Seeds.next("mutations");
        try (Truebook truebook = new Truebook(seed, folder.resolve("sequencer"));
                CellStore store = Families.open(folder.resolve("watcher"))) {
            truebook.post(40, Producer.Lie.NONE);
            truebook.deposit();
            truebook.deposit();
            Producer.Built batch = truebook.build(150);
            truebook.deposit();
            L1Chain chain = truebook.chain(store, truebook.client);
            Replay replay = truebook.replay(store, chain, SegmentSampler.NONE);
            long end = batch.header().inboxEnd();
            List<Mutation> all = Mutation.all(batch, accumulator(truebook, end - 1), accumulator(truebook, end + 1));
            Map<Mutation.Fate, Integer> fates = new EnumMap<>(Mutation.Fate.class);
            for (Mutation mutation : all) {
                String snapshot = truebook.anvil.call("evm_snapshot").stringValue();
                assertThat(fate(truebook, chain, replay, mutation))
                        .as("%s, seed %d", mutation.name(), seed)
                        .isEqualTo(mutation.fate());
                fates.merge(mutation.fate(), 1, Integer::sum);
                assertThat(truebook.anvil.call("evm_revert", snapshot).booleanValue())
                        .isTrue();
            }
            System.out.println("mutations of a batch of " + batch.header().segments() + " segments: " + fates);
            assertThat(batch.header().segments()).isGreaterThan(3);
        }
    }

    private static Mutation.Fate fate(Truebook truebook, L1Chain chain, Replay replay, Mutation m) {
        ContractCall append = truebook.deployment
                .rollup()
                .append(
                        m.parentHash(),
                        m.leaseId(),
                        m.time(),
                        m.inboxEnd(),
                        m.inboxAcc(),
                        m.segments(),
                        m.finalRoot(),
                        m.data());
        long now =
                Math.max(truebook.head().timestamp(), m.time() < truebook.head().timestamp() + 100 ? m.time() : 0);
        truebook.anvil.call("evm_setNextBlockTimestamp", now + 2);
        if (!truebook.impersonate(truebook.sender(Truebook.SEQUENCER).address(), append)
                .succeeded()) {
            return Mutation.Fate.REFUSED;
        }
        assertThat(chain.advance()).isInstanceOf(Progress.Followed.class);
        Optional<Judged> judged = replay.next();
        while (judged.isPresent() && judged.get().verdict() instanceof Verdict.Valid) {
            judged = replay.next();
        }
        if (judged.isEmpty()) {
            return Mutation.Fate.VALID;
        }
        Verdict.Invalid invalid = (Verdict.Invalid) judged.get().verdict();
        Evidence evidence = Evidence.of(invalid.divergence());
        Receipt proven = truebook.impersonate(
                CHALLENGER,
                truebook.deployment
                        .rollup()
                        .prove(
                                evidence.header(),
                                evidence.parent(),
                                evidence.segment(),
                                evidence.proof(),
                                Bytes32.ZERO));
        assertThat(proven.succeeded()).as(m.name()).isTrue();
        assertThat(proven.gasUsed()).isLessThan(MOST_GAS);
        assertThat(truebook.ask(truebook.deployment
                        .rollup()
                        .statusOf(evidence.header().index(), evidence.batchHash(), BlockId.LATEST)))
                .isEqualTo(BatchStatus.DELETED);
        return Mutation.Fate.FRAUD;
    }

    private static Bytes32 accumulator(Truebook truebook, long messages) {
        return truebook.ask(truebook.deployment.bridge().inboxAcc(messages, BlockId.LATEST));
    }
}
