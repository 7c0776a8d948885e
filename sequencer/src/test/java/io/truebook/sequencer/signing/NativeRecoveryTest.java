package io.truebook.sequencer.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Signatures;
import io.truebook.engine.SignedMessage;
import io.truebook.engine.protocol.Protocol;
import io.truebook.sequencer.TestExchange;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

class NativeRecoveryTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final NativeRecovery recovery = new NativeRecovery();

    @Test
    void agreesWithWeb3jOnHonestSignatures() {
        System.out.println("seed " + SEED);
        for (int i = 0; i < 100; i++) {
            ECKeyPair pair =
                    ECKeyPair.create(new BigInteger(1, bytes(32)).shiftRight(1).add(BigInteger.ONE));
            byte[] digest = bytes(32);
            Sign.SignatureData signed = Sign.signMessage(digest, pair, false);
            byte[] compact = new byte[64];
            System.arraycopy(signed.getR(), 0, compact, 0, 32);
            System.arraycopy(signed.getS(), 0, compact, 32, 32);
            compact[32] |= (byte) (signed.getV()[0] == 28 ? 0x80 : 0);

            byte[] expected = HexFormat.of().parseHex(Keys.getAddress(pair));
            assertThat(recovery.recover(digest, compact, 0)).isEqualTo(expected);
            byte[] shifted = new byte[70];
            System.arraycopy(compact, 0, shifted, 5, 64);
            assertThat(recovery.recover(digest, shifted, 5)).isEqualTo(expected);
        }
    }

    @Test
    void aSignerSignsWhatRecoversToIt() {
        System.out.println("seed " + SEED);
        for (int i = 0; i < 50; i++) {
            Signer signer = new Signer(bytes(32));
            byte[] digest = bytes(32);
            byte[] signature = signer.sign(digest);
            assertThat(Signatures.canonical(signature, 0)).isTrue();
            assertThat(recovery.recover(digest, signature, 0)).isEqualTo(signer.address());
        }
    }

    @Test
    void theAddressOfAKnownKeyIsTheKnownOne() {
        byte[] key = HexFormat.of().parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
        assertThat(HexFormat.of().formatHex(new Signer(key).address()))
                .isEqualTo("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    }

    @Test
    void garbageRecoversToNobodyOrToSomeoneElseAndNeverThrows() {
        System.out.println("seed " + SEED);
        Signer signer = new Signer(bytes(32));
        for (int i = 0; i < 300; i++) {
            byte[] digest = bytes(32);
            byte[] signature = signer.sign(digest);
            signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            byte[] found = recovery.recover(digest, signature, 0);
            assertThat(found == null || !Arrays.equals(found, signer.address())).isTrue();
        }
        assertThat(recovery.recover(bytes(32), new byte[64], 0)).isNull();
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(recovery.recover(bytes(32), ones, 0)).isNull();
    }

    @Test
    void whatWasRecoveredAheadIsNotRecoveredAgain() {
        int[] calls = {0};
        RecoveredSignatures ahead = new RecoveredSignatures((d, s, at) -> {
            calls[0]++;
            return recovery.recover(d, s, at);
        });
        byte[] owner = TestExchange.trader(0).address();
        byte[] item = TestExchange.place(0, 7, 0, TestExchange.MARK, 5);
        ahead.add(new RecoveredSignatures.Recovered(message(item), owner));
        assertThat(ahead.signerOf(message(item.clone()))).isEqualTo(owner);
        assertThat(calls[0]).isZero();

        for (int at = Protocol.FRAME_LENGTH; at < item.length; at++) {
            byte[] other = item.clone();
            other[at] ^= (byte) (1 << random.nextInt(8));
            calls[0] = 0;
            assertThat(ahead.signerOf(message(other))).isNotEqualTo(owner);
            assertThat(ahead.signerOf(message(other))).isNotEqualTo(owner);
            assertThat(calls[0])
                    .as("recovered once, then remembered: byte " + at)
                    .isOne();
        }
    }

    private static SignedMessage message(byte[] item) {
        return SignedMessage.item(TestExchange.DOMAIN, item[0], item, Protocol.FRAME_LENGTH);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
