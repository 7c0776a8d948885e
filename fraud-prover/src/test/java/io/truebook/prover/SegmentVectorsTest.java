package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Flow;
import io.truebook.l1.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Recorded segments that the forge tests run without Java. The file is kept true here; {@code -Dtruebook.update=true} writes it
 * anew after a change of the protocol.
 */
class SegmentVectorsTest {
    private static final Path FILE = Path.of("../l1-contracts/test-forge/vectors/segments.json");
    private static final long SEED = 12;
    private static final int EVERY = 7;
    private static final int VECTORS = 12;

    @Test
    void theVectorsAreWhatTheEngineGives() throws IOException {
        CurveRecovery recovery = new CurveRecovery();
        Flow.Shape shape = new Flow.Shape(5, 2, 3, 80, 20);
        RandomBatches batches =
                new RandomBatches(SEED, domain -> ItemSource.of(new Flow(SEED, shape, domain)), 120, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery);
        List<RecordedSegment> segments = new ArrayList<>(recorder.record(batches.opening()));
        for (int i = 0; i < 4; i++) {
            segments.addAll(recorder.record(batches.next(100)));
        }
        StringBuilder json = new StringBuilder("{\"segments\": [\n");
        for (int i = 0; i < VECTORS; i++) {
            json.append(vector(segments.get(EVERY * i))).append(i + 1 < VECTORS ? ",\n" : "\n");
        }
        json.append("]}\n");
        if (Boolean.getBoolean("truebook.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json);
        }
        assertThat(Files.readString(FILE)).isEqualTo(json.toString());
    }

    private static String vector(RecordedSegment segment) {
        int k = segment.proof().segment();
        byte[] call = DeployedVerifier.executeCall(
                segment.header(), segment.parentRoot(), k, segment.proof().encode());
        return String.format(
                "{\"name\": \"segment %d of batch %d\", \"postRoot\": \"%s\", \"execute\": \"%s\"}",
                k,
                segment.batch().index(),
                segment.postRoot().hex(),
                Bytes.of(call).hex());
    }
}
