package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.L1Event;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.SequencerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data that are older than what was signed, or another folder altogether, with the same key and the same lease: nothing is signed under it,
 * it is given back, and trading goes on under another one.
 */
class LeaseFenceTest {
    private static final int KEY = 2;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    /** Batches so old that what follows the backup is not on L1 when the first process ends. */
    private static final SequencerOptions SLOW =
            new SequencerOptions(20_000, 60_000, 0, 100, 2, 10_000, 1_000_000_000L, 1_000_000_000L, 60_000);

    @TempDir
    Path folder;

    private final Promises promises = new Promises();

    @Test
    void aBackupFromBeforeWhatWasSigned() throws Exception {
        try (DeployedExchange exchange = exchange()) {
            backedUp(exchange, LinkedSequencer.OPTIONS);
            try (LinkedSequencer again = linked(exchange, "backup", LinkedSequencer.OPTIONS, false)) {
                goOn(exchange, again);
            }
        }
    }

    @Test
    void aMachineSetBackAsAWholeWhoseOperatorSaysSo() throws Exception {
        try (DeployedExchange exchange = exchange()) {
            backedUp(exchange, SLOW);
            forgeMark("backup");
            try (LinkedSequencer again = linked(exchange, "backup", LinkedSequencer.OPTIONS, true)) {
                goOn(exchange, again);
            }
        }
    }

    @Test
    void aMachineSetBackAsAWholeWithBatchesOnL1ThatItDoesNotKnow() throws Exception {
        try (DeployedExchange exchange = exchange()) {
            backedUp(exchange, LinkedSequencer.OPTIONS);
            forgeMark("backup");
            try (LinkedSequencer again = linked(exchange, "backup", LinkedSequencer.OPTIONS, false)) {
                goOn(exchange, again);
            }
        }
    }

    @Test
    void anEmptyFolderWithTheSameKey() throws Exception {
        try (DeployedExchange exchange = exchange()) {
            backedUp(exchange, SLOW);
            try (LinkedSequencer standby = linked(exchange, "standby", LinkedSequencer.OPTIONS, false)) {
                goOn(exchange, standby);
            }
        }
    }

    @Test
    void theSameFolderAgainKeepsItsLease() throws Exception {
        try (DeployedExchange exchange = exchange()) {
            backedUp(exchange, LinkedSequencer.OPTIONS);
            Acknowledged acknowledged = new Acknowledged();
            try (LinkedSequencer again = linked(exchange, "node", LinkedSequencer.OPTIONS, false)) {
                trade(exchange, again, acknowledged);
            }
            assertThat(exchange.events(L1Event.LeaseStarted.class)).hasSize(1);
            assertThat(promises.leases()).isEqualTo(1);
        }
    }

    private DeployedExchange exchange() {
        System.out.println("lease fence: replay with -Dtruebook.seed=" + SEED);
        return new DeployedExchange(DeployedExchange.quick(90, 4), KEY);
    }

    /** Trades, is copied while it stands still, trades on, and ends. */
    private void backedUp(DeployedExchange exchange, SequencerOptions options) throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (LinkedSequencer first = linked(exchange, "node", options, false)) {
            first.trading();
            try (OrderFlow flow = new OrderFlow(first, SEED, acknowledged)) {
                first.await("orders", () -> acknowledged.count() > 50);
            }
            promises.add(first.heads);
        }
        copy(folder.resolve("node"), folder.resolve("backup"));
        try (LinkedSequencer first = linked(exchange, "node", options, false)) {
            first.trading();
            int before = acknowledged.count();
            try (OrderFlow flow = new OrderFlow(first, SEED + 1, acknowledged)) {
                first.await("orders", () -> acknowledged.count() > before + 50);
            }
            if (options == LinkedSequencer.OPTIONS) {
                first.await("all posted", () -> first.has(acknowledged.last(), BatchStatus.POSTED));
            }
            promises.add(first.heads);
        }
        assertThat(promises.leases()).isEqualTo(1);
    }

    private void goOn(DeployedExchange exchange, LinkedSequencer again) throws Exception {
        again.await(
                "another lease",
                () -> exchange.events(L1Event.LeaseStarted.class).size() == 2
                        && again.sequencer.standing().mode() == Mode.ACTIVE);
        trade(exchange, again, new Acknowledged());
        assertThat(promises.leases()).isEqualTo(2);
    }

    private void trade(DeployedExchange exchange, LinkedSequencer again, Acknowledged acknowledged) throws Exception {
        again.trading();
        try (OrderFlow flow = new OrderFlow(again, SEED + 2, acknowledged)) {
            again.await("orders", () -> acknowledged.count() > 50);
        }
        again.await("all posted", () -> again.has(acknowledged.last(), BatchStatus.POSTED));
        promises.add(again.heads);
        try (ReplayedL1 replayed = new ReplayedL1(exchange, folder.resolve("replay"))) {
            promises.requireKept(exchange, replayed);
        }
    }

    private LinkedSequencer linked(DeployedExchange exchange, String name, SequencerOptions options, boolean restored) {
        return new LinkedSequencer(
                folder.resolve(name),
                exchange.anvil.url(),
                exchange.deployment,
                exchange.parameters,
                KEY,
                options,
                OptionalInt.of(2),
                List.of(),
                UnaryOperator.identity(),
                restored);
    }

    /** As if the copy had the inodes of the original. */
    private void forgeMark(String name) throws IOException {
        Path mark = folder.resolve(name).resolve("folder-mark");
        Files.writeString(mark, Files.getAttribute(mark, "unix:ino").toString(), StandardCharsets.US_ASCII);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
