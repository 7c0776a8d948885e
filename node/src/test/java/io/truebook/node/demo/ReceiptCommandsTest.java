package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.HeadSignature;
import io.truebook.derivation.ItemChain;
import io.truebook.derivation.Receipt;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Bytes;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user keeps of a promise: compared with L1 alone, and, when it was broken, the bond. */
class ReceiptCommandsTest {
    private static final int WRONG = 3;
    private static final int INVALID = 4;

    @Test
    void keptAndBroken(@TempDir Path folder) throws Exception {
        DemoKeys alice = DemoKeys.trader(0);
        DemoKeys watcher = DemoKeys.watcher(1);
        try (DemoL1 l1 = new DemoL1();
                CommandLine truebook = new CommandLine(l1, folder, alice, watcher)) {
            truebook.open(false, alice);
            verify(truebook, alice);
            takeTheBond(truebook, alice, watcher);
        }
    }

    /** What a user keeps, compared with L1 alone: a posted item, a file that was tampered with, and a sequencer that promised something else. */
    private static void verify(CommandLine truebook, DemoKeys alice) throws Exception {
        Path file = truebook.folder.resolve("receipt");
        truebook.says(DemoKeys.PUBLISHER, "price 0 600000");
        assertThat(truebook.says(alice, "order sell 0 1 --tick 700000 --wait posted --receipt " + file))
                .contains("status posted");
        assertThat(truebook.says(alice, "receipt verify " + file))
                .contains(" posted ")
                .contains("slashable");
        Receipt good = ReceiptJson.read(Files.readAllBytes(file));

        Path bad = truebook.folder.resolve("tampered");
        Files.writeString(bad, Files.readString(file).replaceFirst("\"sequence\":\\d+", "\"sequence\":1"));
        NodeProcess.Finished invalid = truebook.run(alice, "receipt verify " + bad + " " + file);
        assertThat(invalid.status()).isEqualTo(INVALID);
        assertThat(invalid.said()).contains("PATH_LENGTH").contains(" posted ");

        Receipt lie = promiseOfAnother(good);
        Path promise = truebook.folder.resolve("promise");
        Files.write(promise, Json.object(json -> ReceiptJson.write(json, lie)));
        NodeProcess.Finished contradicted = truebook.run(alice, "receipt verify --json " + promise);
        assertThat(contradicted.status()).isEqualTo(WRONG);
        assertThat(contradicted.said()).contains("\"CONTRADICTED\"");
        assertThat(SignedHead.parse(Files.readAllBytes(truebook.folder.resolve("promise.contradiction"))))
                .isEqualTo(lie.head());
        NodeProcess.Finished both = truebook.run(alice, "receipt verify " + file + " " + promise);
        assertThat(both.status()).isEqualTo(WRONG);
        assertThat(both.said()).contains("by the head in " + promise).contains("--head " + file + " " + promise);
    }

    /** The bond goes by the receipt and the promise of something else. */
    private static void takeTheBond(CommandLine truebook, DemoKeys alice, DemoKeys watcher) throws Exception {
        Path kept = truebook.folder.resolve("kept");
        truebook.says(alice, "cancel --all --wait posted --receipt " + kept);
        Receipt good = ReceiptJson.read(Files.readAllBytes(kept));
        Path promise = truebook.folder.resolve("broken");
        Files.write(promise, Json.object(json -> ReceiptJson.write(json, promiseOfAnother(good))));

        Path unsigned = truebook.folder.resolve("unsigned");
        Files.writeString(unsigned, Files.readString(promise).replace("\"leaseId\":\"0x", "\"leaseId\":\"0x00"));
        assertThat(truebook.fails(watcher, "equivocation --head " + unsigned)).contains("is no head");
        Files.writeString(
                unsigned,
                Files.readString(promise)
                        .replace(
                                good.head().inboxAcc().hex(),
                                good.head().leaseId().hex()));
        assertThat(truebook.fails(watcher, "equivocation --head " + unsigned)).contains("is not signed by");
        assertThat(truebook.fails(watcher, "equivocation --head " + kept)).contains("nothing on L1 contradicts it");
        Ledger ledger = truebook.ledger();
        assertThat(ledger.slash()).isEmpty();
        assertThat(truebook.says(watcher, "equivocation --head " + kept + " " + promise))
                .contains("item " + good.head().sequence())
                .contains("result slashed");
        assertThat(truebook.fails(watcher, "equivocation --head " + promise)).contains("is gone already");
    }

    /** What the sequencer would have given for another item in the place of a receipt's, had it promised both. */
    private static Receipt promiseOfAnother(Receipt good) {
        List<Bytes> frames = new ArrayList<>(good.frames());
        byte[] other = good.item();
        other[other.length - 1] ^= 1;
        frames.set(0, Bytes.of(other));
        ItemChain end = new ItemChain(good.sequence() - 1, good.previousHash())
                .after(frames.stream().map(Bytes::bytes).toList());
        Eip712Domain domain =
                new Eip712Domain(good.chainId(), good.verifyingContract().bytes());
        byte[] digest = HeadSignature.digest(
                domain,
                good.head().leaseId(),
                end.sequence(),
                end.hash(),
                good.head().inboxAcc());
        return new Receipt(
                good.version(),
                good.chainId(),
                good.verifyingContract(),
                good.sequence(),
                good.previousHash(),
                frames,
                new SignedHead(
                        good.head().leaseId(),
                        end.sequence(),
                        end.hash(),
                        good.head().inboxAcc(),
                        Bytes.of(DemoKeys.sequencer(1).signer().sign(digest))));
    }
}
