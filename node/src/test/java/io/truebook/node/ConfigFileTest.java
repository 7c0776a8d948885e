package io.truebook.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.l1.EthAddress;
import io.truebook.l1.PriceFeedContract;
import io.truebook.l1.SignerSource;
import io.truebook.sequencer.divergence.PriceFeed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final Path SHIPPED = Path.of("..", "node.conf");
    private static final String ADDRESS = "0xf4030086522a5beea4988f8ca5b36dbc97bee88c";

    @TempDir
    private Path folder;

    @Test
    void theShippedFileIsComplete() {
        NodeConfig config = ConfigFile.load(SHIPPED, Map.of(), Map.of());
        assertThat(config.sequencer().httpPort()).isEqualTo(8080);
        assertThat(config.sequencer().inboxDepth()).isEmpty();
        assertThat(config.keys().trader()).isEqualTo(new SignerSource.Environment("TRUEBOOK_TRADER_KEY"));
    }

    @Test
    void environmentAndFlagsOverrideTheFileInThisOrder() {
        Map<String, String> environment =
                Map.of("TRUEBOOK_SEQUENCER_HTTP_PORT", "9000", "TRUEBOOK_WATCHER_CHALLENGE_DEPTH", "3");
        NodeConfig config = ConfigFile.load(
                SHIPPED,
                environment,
                Map.of("sequencer.http-port", "9001", "l1.endpoints", "[\"http://a:1\", \"http://b:2\"]"));
        assertThat(config.sequencer().httpPort()).isEqualTo(9001);
        assertThat(config.watcher().challengeDepth()).isEqualTo(3);
        assertThat(config.l1().endpoints()).hasSize(2);
    }

    @Test
    void priceFeedsAreReadExactlyAndWhatIsWrongWithOneIsNamed() {
        NodeConfig config = withFeeds("[{market: 3, address: \"" + ADDRESS + "\", lot: \"0.001\", max-age: 65 m}]");
        assertThat(config.sequencer().priceFeeds())
                .containsExactly(new PriceFeed(
                        3, new PriceFeedContract(new EthAddress(ADDRESS)), new BigDecimal("0.001"), 65 * 60_000));
        String good = "{market: 3, address: \"" + ADDRESS + "\", lot: \"0.001\", max-age: 65 m}";
        for (String wrong : List.of(
                "[" + good + "," + good + "]",
                "[" + good.replace("0.001", "1e3") + "]",
                "[" + good.replace("0.001", "0") + "]",
                "[" + good.replace("0.001", "-1") + "]",
                "[" + good.replace("65 m", "0 s") + "]",
                "[" + good.replace("3", "256") + "]",
                "[" + good.replace(ADDRESS, "0x12") + "]",
                "[" + good.replace("lot", "lots") + "]")) {
            assertThatThrownBy(() -> withFeeds(wrong)).as(wrong).hasMessageContaining("sequencer.price-feeds");
        }
    }

    private static NodeConfig withFeeds(String feeds) {
        return ConfigFile.load(SHIPPED, Map.of(), Map.of("sequencer.price-feeds", feeds));
    }

    @Test
    void everyProblemIsNamedAtOnce() throws IOException {
        Path broken = folder.resolve("broken.conf");
        Files.writeString(
                broken,
                Files.readString(SHIPPED)
                        .replace("http-port = 8080", "http-port = 80800")
                        .replace("challenge-depth = 0", "")
                        .replace("\"finalized\"", "\"soon\"")
                        .replace("\"http://127.0.0.1:8545\"", ""));
        assertThatThrownBy(() -> ConfigFile.load(broken, Map.of(), Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("sequencer.http-port")
                .hasMessageContaining("watcher.challenge-depth")
                .hasMessageContaining("sequencer.inbox-depth")
                .hasMessageContaining("l1.endpoints");
    }

    @Test
    void anUnknownKeyAndAMissingFileAreMistakes() {
        assertThatThrownBy(() -> ConfigFile.load(SHIPPED, Map.of(), Map.of("sequencer.htp-port", "1")))
                .hasMessageContaining("no such key");
        assertThatThrownBy(() -> ConfigFile.load(folder.resolve("none.conf"), Map.of(), Map.of()))
                .hasMessageContaining("there is no file");
    }
}
