package io.truebook.l1;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.WalletUtils;

class SignerTest {
    @TempDir
    Path folder;

    @Test
    void aKeystoreOpensWithItsPasswordOnly() throws Exception {
        Credentials credentials = Credentials.create(TestSigners.key(3).hex());
        String name = WalletUtils.generateWalletFile("correct", credentials.getEcKeyPair(), folder.toFile(), false);
        SignerSource source = new SignerSource.Keystore(folder.resolve(name), "PASSWORD");

        assertThat(source.load(Map.of("PASSWORD", "correct")))
                .isInstanceOfSatisfying(
                        SignerSource.Result.Loaded.class,
                        loaded -> assertThat(loaded.signer().address())
                                .isEqualTo(Signer.of(TestSigners.key(3)).address()));
        assertThat(source.load(Map.of("PASSWORD", "wrong"))).isInstanceOf(SignerSource.Result.Failed.class);
        assertThat(source.load(Map.of())).isInstanceOf(SignerSource.Result.Failed.class);
        assertThat(new SignerSource.Keystore(folder.resolve("none"), "PASSWORD").load(Map.of("PASSWORD", "x")))
                .isInstanceOf(SignerSource.Result.Failed.class);
    }

    @Test
    void aNewKeyOpensWithItsPasswordAndIsNeverOverwritten() throws Exception {
        Path file = folder.resolve("keys/sequencer.json");
        EthAddress address = KeystoreFile.create(file, "correct");
        SignerSource source = new SignerSource.Keystore(file, "PASSWORD");
        assertThat(source.load(Map.of("PASSWORD", "correct")))
                .isInstanceOfSatisfying(
                        SignerSource.Result.Loaded.class,
                        loaded -> assertThat(loaded.signer().address()).isEqualTo(address));
        assertThat(Files.getPosixFilePermissions(file)).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> KeystoreFile.create(file, "other")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasBinaryContent(before);
        assertThat(folder.resolve("keys")).isDirectoryContaining(entry -> entry.equals(file));
    }

    @Test
    void anEnvironmentVariableMustHoldAKey() {
        SignerSource source = new SignerSource.Environment("KEY");
        assertThat(source.load(Map.of("KEY", TestSigners.key(1).hex()))).isInstanceOf(SignerSource.Result.Loaded.class);
        for (String bad : new String[] {"", "0x12", "not a key"}) {
            assertThat(source.load(Map.of("KEY", bad)))
                    .isInstanceOfSatisfying(
                            SignerSource.Result.Failed.class,
                            failed ->
                                    assertThat(failed.problem()).contains("KEY").doesNotContain("not a key"));
        }
    }

    @Test
    void compactSignaturesRecoverToTheSigner() {
        RandomBytes random = new RandomBytes();
        for (int round = 0; round < 50; round++) {
            Signer signer = Signer.of(random.word());
            Bytes32 digest = random.word();
            byte[] compact = signer.sign(digest);
            int parity = compact[32] >>> 7 & 1;
            compact[32] &= 0x7f;
            ECDSASignature signature =
                    new ECDSASignature(new BigInteger(1, compact, 0, 32), new BigInteger(1, compact, 32, 32));
            assertThat(signature.isCanonical()).isTrue();
            BigInteger publicKey = Sign.recoverFromSignature(parity, signature, digest.bytes());
            assertThat(new EthAddress("0x" + Keys.getAddress(publicKey))).isEqualTo(signer.address());
        }
    }

    @Test
    void theAddressOfAContractFollowsFromDeployerAndNonce() {
        EthAddress deployer = new EthAddress("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0");
        assertThat(EthAddress.created(deployer, 0).hex()).isEqualTo("0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d");
        assertThat(EthAddress.created(deployer, 1).hex()).isEqualTo("0x343c43a37d37dff08ae8c4a11544c718abb4fcf8");
    }
}
