package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SegmentProof;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final Bytes32 ROOT = Bytes32.fromHex("0x" + "11".repeat(32));
    private static final BatchHeader PARENT = BatchHeader.genesis(1_700_000_000L, ROOT);
    private static final BatchHeader HEADER =
            new BatchHeader(1, PARENT.hash(), 1, 1_700_000_001L, 0, Bytes32.ZERO, ROOT, 64, 3, ROOT, ROOT);

    @Test
    void aFileOfEvidenceReadsBackAsItWasWritten() {
        Evidence evidence = new Evidence(HEADER, PARENT, 2, Bytes.of(new byte[] {1, 2, 3}));
        assertThat(Evidence.decode(evidence.encode())).isEqualTo(evidence);
        assertThat(evidence.batchHash()).isEqualTo(HEADER.hash());
    }

    @Test
    void bytesThatAreNoEvidenceAreRefused() {
        byte[] bytes = new Evidence(HEADER, PARENT, 2, Bytes.EMPTY).encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Evidence.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int at : new int[] {0, 4, 4 + 352 + 40, bytes.length - 1}) {
            byte[] altered = bytes.clone();
            altered[at] ^= 0x40;
            assertThatThrownBy(() -> Evidence.decode(altered))
                    .as("byte %d", at)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatTheContractCouldNotTakeIsNotEvidence() {
        assertThatThrownBy(() -> new Evidence(HEADER, HEADER, 0, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Evidence(HEADER, PARENT, 3, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        Bytes tooLong = Bytes.of(new byte[SegmentProof.MAX_LENGTH + 1]);
        assertThatThrownBy(() -> new Evidence(HEADER, PARENT, 0, tooLong)).isInstanceOf(IllegalArgumentException.class);
    }
}
