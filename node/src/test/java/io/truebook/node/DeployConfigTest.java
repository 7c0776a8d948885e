package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.Messages;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What node.conf says of markets and fees stands in the state after the first messages: a mistake would only show in their reasons. */
class DeployConfigTest {
    private static final Path SHIPPED = Path.of("..", "node.conf");

    @TempDir
    private Path folder;

    @Test
    void theEngineTakesEveryMessageOfTheShippedFile() {
        Trial trial = deployed(ConfigFile.load(
                SHIPPED, Map.of(), Map.of("deploy.publishers", "[\"0x00000000000000000000000000000000000000aa\"]")));
        assertThat(trial.cells().listed().markets[0] >>> 62).isEqualTo(3);
        assertThat(trial.cells().market(0).impactNotional).isEqualTo(10_000);
        assertThat(trial.cells().market(0).fundingCapPpb).isEqualTo(20_000_000);
        assertThat(trial.cells().risk(1).tierBound1).isEqualTo(1_000_000);
        assertThat(trial.cells().risk(1).tierImr1).isEqualTo(1_000);
        assertThat(trial.cells().risk(1).tierMmr1).isEqualTo(500);
        assertThat(trial.cells().feeTiers().volume2).isEqualTo(25_000);
        assertThat(trial.cells().feeTiers().makerDiscount2).isEqualTo(40);
        assertThat(trial.cells().publisher(0).key[19]).isEqualTo((byte) 0xaa);
    }

    @Test
    void aTierIsInWholeUnits() throws IOException {
        Path broken = folder.resolve("broken.conf");
        Files.writeString(
                broken, Files.readString(SHIPPED).replace("initial-margin = 100000,", "initial-margin = 100050,"));
        assertThatThrownBy(() -> ConfigFile.load(broken, Map.of(), Map.of())).hasMessageContaining("initial-margin");
    }

    private static Trial deployed(NodeConfig config) {
        Trial trial = new Trial();
        for (Bytes body : config.deploy().genesisMessages()) {
            trial.consume(Messages.message(MESSAGE_GOVERNANCE, body.bytes()));
            assertThat(Reason.of(trial.cells().cursor().reason))
                    .as("action %d", body.bytes()[0])
                    .isEqualTo(Reason.OK);
        }
        return trial;
    }
}
