package io.truebook.l1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;
import tools.jackson.core.JacksonException;

/** Where a private key comes from: never from an argument, which other users of the machine can read. */
public sealed interface SignerSource {
    /** An encrypted keystore file (version 3, as Geth and web3j write it), its password in an environment variable. */
    record Keystore(Path file, String passwordVariable) implements SignerSource {
        @Override
        public Result load(Map<String, String> environment) {
            String password = environment.get(passwordVariable);
            if (password == null) {
                return new Result.Failed("the keystore's password is expected in " + passwordVariable);
            }
            try {
                Credentials credentials = WalletUtils.loadCredentials(password, file.toFile());
                return new Result.Loaded(Signer.of(credentials));
            } catch (IOException | JacksonException unreadable) {
                return new Result.Failed("keystore " + file + " cannot be read: " + unreadable.getMessage());
            } catch (CipherException wrong) {
                return new Result.Failed("keystore " + file + " does not open: " + wrong.getMessage());
            }
        }
    }

    /** The key itself, 0x and 64 digits, in an environment variable: for tests and for secret stores that work so. */
    record Environment(String variable) implements SignerSource {
        @Override
        public Result load(Map<String, String> environment) {
            String key = environment.get(variable);
            if (key == null) {
                return new Result.Failed("a private key is expected in " + variable);
            }
            if (!WalletUtils.isValidPrivateKey(key)) {
                return new Result.Failed(variable + " does not hold 0x and 64 hexadecimal digits");
            }
            return new Result.Loaded(Signer.of(Credentials.create(key)));
        }
    }

    sealed interface Result {
        record Loaded(Signer signer) implements Result {}

        record Failed(String problem) implements Result {}
    }

    Result load(Map<String, String> environment);
}
