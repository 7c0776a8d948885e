package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchDataTest {
    private final RandomBytes random = new RandomBytes();

    @Test
    void rootsAndTransactionsComeApartAgainUnderTheSameNumberOfSegmentsOnly() {
        for (int round = 0; round < 200; round++) {
            List<Bytes32> roots =
                    Stream.generate(random::word).limit(random.below(50)).toList();
            BatchData data = new BatchData(roots, random.bytes(random.below(5_000)));
            byte[] encoded = data.encode();
            assertThat(BatchData.split(encoded, data.segments())).isEqualTo(data);
            if (encoded.length >= 32 * data.segments()) {
                assertThat(BatchData.split(encoded, data.segments() + 1)).isNotEqualTo(data);
            }
        }
    }

    @Test
    void whatTheContractWouldRefuseIsRefused() {
        assertThatThrownBy(() -> BatchData.split(new byte[31], 2)).isInstanceOf(MalformedEncodingException.class);
        assertThatThrownBy(() -> BatchData.split(new byte[0], 0)).isInstanceOf(MalformedEncodingException.class);
        assertThatThrownBy(() -> BatchData.split(new byte[70_000], BatchData.MAX_SEGMENTS + 1))
                .isInstanceOf(MalformedEncodingException.class);
        assertThatThrownBy(() -> new BatchData(List.of(), new byte[BatchData.MAX_LENGTH + 1]))
                .isInstanceOf(MalformedEncodingException.class);
        assertThat(new BatchData(List.of(), new byte[BatchData.MAX_LENGTH]).segments())
                .isOne();
    }
}
