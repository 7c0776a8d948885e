package io.truebook.l1;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/** Makes new keys, encrypted from the first moment they are on disk. */
public final class KeystoreFile {
    /**
     * Writes a new key into a keystore of version 3 with scrypt, readable by its owner only.
     *
     * @return its address
     * @throws IOException when the file is there already or cannot be written; no key is overwritten
     */
    public static EthAddress create(Path file, String password) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path scratch = Files.createTempDirectory(folder, "key");
        try {
            ECKeyPair key = Keys.createEcKeyPair();
            Path written = scratch.resolve(WalletUtils.generateWalletFile(password, key, scratch.toFile(), true));
            if (Files.getFileAttributeView(written, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(written, file);
            return new EthAddress(Credentials.create(key).getAddress());
        } catch (GeneralSecurityException | CipherException failure) {
            throw new IOException("no key could be made: " + failure.getMessage(), failure);
        } finally {
            Files.delete(scratch);
        }
    }

    private KeystoreFile() {}
}
