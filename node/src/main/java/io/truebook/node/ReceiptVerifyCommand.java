package io.truebook.node;

import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Receipt;
import io.truebook.derivation.ReceiptJudge;
import io.truebook.derivation.ReceiptJudge.Judgement;
import io.truebook.derivation.ReceiptJudge.Standing;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.lifecycle.MalformedReceiptException;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import io.truebook.sequencer.signing.NativeRecovery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "verify",
        description = {
            "Compares receipts with what L1 holds, and with each other. The sequencer is not asked.",
            "soft: not posted yet; posted, final: in a batch; reverted: its batch is gone, or it was never posted in time;",
            "CONTRADICTED: the sequencer has promised one thing and posted or signed another. What shows that to L1 is written beside the receipt.",
            "Exit status: 0 none is worse than reverted, 3 one is contradicted, 4 one is no good receipt."
        })
final class ReceiptVerifyCommand implements Callable<Integer> {
    private static final int CONTRADICTED = 3;
    private static final int INVALID = 4;

    /** @param receipt {@code null} when the file holds none @param heads files whose heads show a contradiction to L1 */
    private record Checked(Path file, Receipt receipt, Judgement judgement, boolean slashable, List<Path> heads) {}

    @Mixin
    private CommonOptions common;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "receipts")
    private List<Path> files;

    @Option(names = "--json", description = "one JSON object a receipt instead of the table")
    private boolean json;

    @Override
    public Integer call() {
        NodeConfig config = common.config();
        List<Checked> checked = new ArrayList<>();
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            try (FollowedChain followed =
                    new FollowedChain(l1, deployment, config.dataFolder().resolve("verify"), 0)) {
                followed.follow();
                LeasesOnL1 leases =
                        new LeasesOnL1(l1, deployment, followed.chain().tip());
                ReceiptJudge judge =
                        new ReceiptJudge(l1.domain(deployment), new NativeRecovery(), followed.chain(), leases);
                files.forEach(file -> checked.add(check(file, judge, leases)));
            }
        }
        compareWithEachOther(checked);
        print(checked);
        return exitStatus(checked);
    }

    private static Checked check(Path file, ReceiptJudge judge, LeasesOnL1 leases) {
        Receipt receipt;
        try {
            receipt = ReceiptFile.read(file);
        } catch (MalformedReceiptException malformed) {
            Judgement judgement = new Judgement(
                    Standing.INVALID, "MALFORMED", malformed.getMessage(), Optional.empty(), Optional.empty());
            return new Checked(file, null, judgement, false, List.of());
        }
        Judgement judgement = judge.judge(receipt);
        boolean slashable =
                judgement.holder().isPresent() && leases.isLiable(receipt.head().leaseId());
        boolean contradicted = judgement.standing() == Standing.CONTRADICTED;
        return new Checked(
                file,
                receipt,
                judgement,
                slashable,
                contradicted
                        ? List.of(writeEvidence(
                                file, receipt.head(), judgement.batch().orElseThrow()))
                        : List.of());
    }

    private static void compareWithEachOther(List<Checked> checked) {
        for (int i = 0; i < checked.size(); i++) {
            Checked one = checked.get(i);
            Optional<Checked> other = checked.stream()
                    .filter(that -> that != one && isGood(one) && isGood(that))
                    .filter(that -> ReceiptJudge.contradict(one.receipt(), that.receipt()))
                    .findFirst();
            if (other.isPresent() && one.heads().isEmpty()) {
                Judgement judgement = new Judgement(
                        Standing.CONTRADICTED,
                        "",
                        "by the head in " + other.get().file(),
                        one.judgement().batch(),
                        one.judgement().holder());
                List<Path> both = List.of(one.file(), other.get().file());
                checked.set(i, new Checked(one.file(), one.receipt(), judgement, one.slashable(), both));
            }
        }
    }

    private static boolean isGood(Checked checked) {
        return checked.receipt() != null && checked.judgement().standing() != Standing.INVALID;
    }

    /** The head, with the batch that contradicts it beside its fields. */
    private static Path writeEvidence(Path receipt, SignedHead head, LoggedBatch batch) {
        Path file = receipt.resolveSibling(receipt.getFileName() + ".contradiction");
        byte[] text = Json.object(json -> {
            ReceiptJson.write(json, head);
            batch(json, batch);
        });
        ReceiptFile.write(file, new String(text, StandardCharsets.UTF_8) + "\n");
        return file;
    }

    private static void batch(JsonGenerator json, LoggedBatch batch) {
        json.writeNumberProperty("batch", batch.index());
        json.writeStringProperty("batchHash", batch.hash().hex());
    }

    private void print(List<Checked> checked) {
        if (json) {
            checked.forEach(one -> System.out.println(new String(json(one), StandardCharsets.UTF_8)));
            return;
        }
        Table table = new Table().row("file", "item", "status", "batch", "L1 block", "holder", "bond", "why");
        for (Checked one : checked) {
            Judgement judgement = one.judgement();
            table.row(
                    one.file(),
                    one.receipt() == null ? "" : one.receipt().sequence(),
                    word(judgement.standing()),
                    judgement
                            .batch()
                            .map(batch -> String.valueOf(batch.index()))
                            .orElse(""),
                    judgement
                            .batch()
                            .map(batch -> String.valueOf(batch.at().block()))
                            .orElse(""),
                    judgement.holder().map(EthAddress::hex).orElse(""),
                    judgement.holder().isEmpty() ? "" : one.slashable() ? "slashable" : "gone",
                    (judgement.fault() + " " + judgement.detail()).strip());
        }
        System.out.print(table);
        for (Checked one : checked) {
            if (!one.heads().isEmpty()) {
                System.out.println("to show it to L1: truebook equivocation --head " + words(one.heads()));
            }
        }
    }

    private static byte[] json(Checked one) {
        return Json.object(json -> {
            json.writeStringProperty("file", one.file().toString());
            if (one.receipt() != null) {
                json.writeNumberProperty("sequence", one.receipt().sequence());
            }
            Judgement judgement = one.judgement();
            json.writeStringProperty("status", word(judgement.standing()));
            if (!judgement.fault().isEmpty()) {
                json.writeStringProperty("fault", judgement.fault());
            }
            json.writeStringProperty("detail", judgement.detail());
            judgement.batch().ifPresent(batch -> batch(json, batch));
            judgement.holder().ifPresent(holder -> json.writeStringProperty("holder", holder.hex()));
            json.writeBooleanProperty("slashable", one.slashable());
            if (!one.heads().isEmpty()) {
                json.writeStringProperty("heads", words(one.heads()));
            }
        });
    }

    private static String words(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(" "));
    }

    private static String word(Standing standing) {
        boolean loud = standing == Standing.CONTRADICTED || standing == Standing.INVALID;
        return loud ? standing.name() : standing.name().toLowerCase(Locale.ROOT);
    }

    private static int exitStatus(List<Checked> checked) {
        if (checked.stream().anyMatch(one -> one.judgement().standing() == Standing.CONTRADICTED)) {
            return CONTRADICTED;
        }
        return checked.stream().allMatch(ReceiptVerifyCommand::isGood) ? 0 : INVALID;
    }
}
