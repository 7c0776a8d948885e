package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CellMap;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.PostedBatch;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SegmentProof;
import io.truebook.prover.DeployedVerifier.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the costliest segments cost: bytes and gas, in a tree where every cell that can exist does, with 2^31 accounts. The figures are
 * kept in l1-contracts/gas/segments.txt; {@code -Dtruebook.update=true} writes them anew.
 */
class WorstSegmentsTest {
    private static final long SEED = 1;
    private static final int ACCOUNT_BITS = 30;
    private static final int TREE_BITS = 31;
    private static final int MARKETS = 256;
    private static final long MOST_GAS = 12_000_000;
    private static final String HEAD =
            String.format("%-26s %5s %6s %8s %9s  %s%n", "scenario", "steps", "cells", "bytes", "gas", "mostly");

    @Test
    void everyScenarioFitsOneTransactionAndCostsWhatIsWrittenDown() throws IOException {
        CurveRecovery recovery = new CurveRecovery();
        StringBuilder table = new StringBuilder(HEAD);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO)) {
            for (Scenario scenario : Scenario.values()) {
                WorstSegment worst = worst(scenario, recovery);
                byte[] proof = worst.segment().proof().encode();
                long gas = DeployedVerifier.transactionGas(proof, executionGas(verifier, worst.segment(), proof));
                table.append(String.format(
                        "%-26s %5d %6d %8d %9d  %s%n",
                        scenario,
                        worst.segment().steps().size(),
                        worst.segment().witness().cells().size(),
                        proof.length,
                        gas,
                        mostly(worst.segment().steps())));
                assertThat(gas).as(scenario.name()).isLessThan(MOST_GAS);
                assertThat(proof.length).as(scenario.name()).isLessThanOrEqualTo(SegmentProof.MAX_LENGTH);
                // A segment that is not the last has W units or more.
                assertThat(worst.weighed())
                        .as(scenario + ": bytes that weights stand for")
                        .isLessThanOrEqualTo(WORK_UNIT * INITIAL_WORK_LIMIT);
            }
        }
        Path file = snapshot();
        if (Boolean.getBoolean("truebook.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, table);
        }
        assertThat(table.toString()).isEqualTo(Files.readString(file));
    }

    private static WorstSegment worst(Scenario scenario, CurveRecovery recovery) {
        Stage stage = new Stage(SEED, scenario.accounts, ACCOUNT_BITS, recovery);
        stage.complicate(MARKETS);
        List<Runnable> work = scenario.prepare(stage);
        stage.nextBatch();
        CellMap before = stage.state();
        work.forEach(Runnable::run);
        PostedBatch batch = stage.nextBatch();
        return WorstSegment.of(before, batch, stage.domain, recovery, TREE_BITS);
    }

    private static long executionGas(DeployedVerifier verifier, RecordedSegment segment, byte[] proof) {
        Outcome outcome = verifier.execute(
                segment.header(), segment.parentRoot(), segment.proof().segment(), proof);
        assertThat(outcome).isInstanceOf(Outcome.Executed.class);
        Outcome.Executed executed = (Outcome.Executed) outcome;
        assertThat(executed.postRoot()).isEqualTo(segment.postRoot());
        return executed.gasUsed();
    }

    /** The step and outcome that occur most often: that a scenario is of the kind that its name says. */
    private static String mostly(List<ExecutedStep> steps) {
        Map<String, Long> counts = steps.stream()
                .collect(Collectors.groupingBy(
                        step -> step.name() + ": " + step.reason(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static Path snapshot() {
        return Path.of("../l1-contracts/gas/segments.txt").toAbsolutePath().normalize();
    }
}
