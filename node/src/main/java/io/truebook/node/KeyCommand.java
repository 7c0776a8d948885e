package io.truebook.node;

import io.truebook.l1.EthAddress;
import io.truebook.l1.KeystoreFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "key",
        description = {
            "Makes a new key in an encrypted keystore file, and prints its address.",
            "Name the file in keys.<role>.keystore of the configuration."
        })
final class KeyCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "the keystore to write; never overwritten")
    private Path file;

    @Option(
            names = "--password-variable",
            required = true,
            paramLabel = "NAME",
            description = "environment variable that holds the password")
    private String passwordVariable;

    @Override
    public void run() {
        String password = System.getenv(passwordVariable);
        if (password == null || password.isEmpty()) {
            throw new CommandFailure("a password is expected in the environment variable " + passwordVariable);
        }
        try {
            EthAddress address = KeystoreFile.create(file, password);
            System.out.print(new Table().row("address", address).row("written to", file));
        } catch (FileAlreadyExistsException exists) {
            throw new CommandFailure(file + " is there already; no key is overwritten");
        } catch (IOException failure) {
            throw new CommandFailure(file + ": " + failure.getMessage());
        }
    }
}
