package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignerCell;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private static final long SEED = Long.getLong("seed", 5L);

    @Test
    void agreesWithASetOfAllNoncesEverUsed() {
        SplittableRandom random = new SplittableRandom(SEED);
        SignerCell signer = new SignerCell(CellAddresses.signer(16, 1));
        Set<Long> used = new HashSet<>();
        long base = 0;
        for (int round = 0; round < 200_000; round++) {
            long nonce = Math.max(0, base + random.nextLong(-20, 300) + (round % 997 == 0 ? random.nextInt(2000) : 0));
            Reason expected =
                    nonce < base ? Reason.NONCE_TOO_OLD : used.contains(nonce) ? Reason.NONCE_USED : Reason.OK;
            assertThat(Nonces.consume(signer, nonce))
                    .as("seed %d round %d nonce %d", SEED, round, nonce)
                    .isEqualTo(expected);
            if (expected == Reason.OK) {
                used.add(nonce);
                base = Math.max(base, nonce - 255);
            }
            assertThat(signer.nonceBase).isEqualTo(base);
        }
    }

    @Test
    void aReplayAfterAnyJumpIsCaughtAndAJumpTooFarChangesNothing() {
        for (long jump : new long[] {1, 63, 64, 255, 256, 257, 511, 512, 513, Protocol.NONCE_JUMP - 1}) {
            SignerCell signer = new SignerCell(CellAddresses.signer(16, 1));
            assertThat(Nonces.consume(signer, 0)).isEqualTo(Reason.OK);
            assertThat(Nonces.consume(signer, jump)).isEqualTo(Reason.OK);
            assertThat(Nonces.consume(signer, jump)).isEqualTo(Reason.NONCE_USED);
            assertThat(Nonces.consume(signer, 0)).isEqualTo(jump > 255 ? Reason.NONCE_TOO_OLD : Reason.NONCE_USED);
            long base = signer.nonceBase;
            assertThat(Nonces.consume(signer, base + Protocol.NONCE_JUMP)).isEqualTo(Reason.NONCE_TOO_FAR);
            assertThat(signer.nonceBase).isEqualTo(base);
        }
    }

    @Test
    void noNonceHasMoreThanFortyEightBits() {
        SignerCell signer = new SignerCell(CellAddresses.signer(16, 1));
        signer.nonceBase = (1L << 48) - 300;
        assertThat(Nonces.consume(signer, 1L << 48)).isEqualTo(Reason.NONCE_TOO_FAR);
        assertThat(Nonces.consume(signer, (1L << 48) - 1)).isEqualTo(Reason.OK);
        assertThat(Nonces.consume(signer, 1L << 48)).isEqualTo(Reason.NONCE_TOO_FAR);
        assertThat(signer.nonceBase).isEqualTo((1L << 48) - 256);
    }
}
