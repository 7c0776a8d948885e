package io.truebook.node;

import io.truebook.derivation.Receipt;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Receipts as files. */
final class ReceiptFile {
    /** Fetches a receipt and keeps it under a name, or in a folder under its number. */
    static Path save(GatewayClient gateway, long sequence, Path to) {
        GatewayClient.Answer answer = gateway.get("/v1/receipts/" + sequence);
        if (!answer.ok()) {
            throw new CommandFailure(answer.text("message"));
        }
        Path file = Files.isDirectory(to) ? to.resolve(sequence + ".json") : to;
        write(file, answer.body() + "\n");
        return file;
    }

    /** @throws io.truebook.sequencer.lifecycle.MalformedReceiptException when the file holds none */
    static Receipt read(Path file) {
        try {
            return ReceiptJson.read(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new CommandFailure("cannot read " + file + ": " + failure);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new CommandFailure("cannot write " + file + ": " + failure);
        }
    }

    private ReceiptFile() {}
}
