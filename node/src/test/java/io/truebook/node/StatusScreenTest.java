package io.truebook.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.DivergenceJson;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.DivergenceFigures.Books;
import io.truebook.sequencer.divergence.DivergenceFigures.Change;
import io.truebook.sequencer.divergence.DivergenceFigures.Unposted;
import io.truebook.sequencer.divergence.PriceDifference;
import io.truebook.sequencer.divergence.PriceUnknown;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;

class StatusScreenTest {
    private static final long USDC = 1_000_000_000L;

    @Test
    void aScreenShowsModeDivergenceDelaysAndBatches() {
        String screen = new StatusScreen(Ansi.OFF).screen(look(12 * USDC, 0, "ACTIVE", ""));
        assertThat(screen)
                .startsWith("ACTIVE\n")
                .containsPattern("equity that stands otherwise +12 +345")
                .containsPattern("accounts +3 +40")
                .containsPattern("bytes +1234")
                .containsPattern("age +2.5 s")
                .containsPattern("newest +7 posted")
                .containsPattern("soft +1.5 ms +17.8 ms +30.0 ms")
                .doesNotContain("\u001b");
    }

    @Test
    void theCourseIsDrawnRelativeToItsGreatest() {
        StatusScreen screen = new StatusScreen(Ansi.OFF);
        screen.screen(look(0, 0, "ACTIVE", ""));
        screen.screen(look(7 * USDC, 0, "ACTIVE", ""));
        assertThat(screen.screen(look(3 * USDC, 0, "ACTIVE", ""))).contains("▁█▄  greatest 7");
        for (int i = 0; i < 60; i++) {
            screen.screen(look(1, 0, "ACTIVE", ""));
        }
        assertThat(screen.screen(look(1, 0, "ACTIVE", ""))).contains("█".repeat(60) + "  greatest 0.000000001");
    }

    @Test
    void whatIsWrongIsRed() {
        StatusScreen screen = new StatusScreen(Ansi.ON);
        assertThat(screen.screen(look(0, 0, "ACTIVE", ""))).doesNotContain("\u001b[31m");
        assertThat(screen.screen(look(0, -1, "ACTIVE", ""))).contains("\u001b[31m-0.000000001");
        String halted = screen.screen(look(0, 0, "HALTED", "a check failed"));
        assertThat(halted).contains("HALTED").contains("a check failed").contains("\u001b[31m");
    }

    @Test
    void withoutATerminalItIsOneLine() {
        String line = new StatusScreen(Ansi.OFF).line(look(12 * USDC, 0, "ACTIVE", ""));
        assertThat(line)
                .isEqualTo("ACTIVE  since posted 12  since final 345  not on L1 2 batches 1234 bytes 2.5 s"
                        + "  gap 0  bad debt 0  sealed 7");
    }

    @Test
    void anIndexIsShownBesideItsFeedAndWhatIsUnknownIsSaidToBe() {
        StatusScreen screen = new StatusScreen(Ansi.OFF);
        StatusScreen.Look look = look(
                0,
                0,
                "ACTIVE",
                "",
                List.of(
                        new PriceDifference(0, Optional.empty(), 60_000 * USDC, 60_030 * USDC, 500, 3_000),
                        new PriceDifference(
                                1,
                                Optional.of(PriceUnknown.STALE),
                                PriceDifference.NONE,
                                5 * USDC,
                                PriceDifference.NONE,
                                1_000)));
        assertThat(screen.screen(look))
                .containsPattern("0 +60030 +60000 +\\+500 ppm +7 s")
                .containsPattern("1 +5 +unknown +unknown: STALE +9 s");
        assertThat(screen.line(look)).endsWith("  index 0 +500 ppm  index 1 unknown: STALE");
        assertThat(screen.screen(look(0, 0, "ACTIVE", ""))).doesNotContain("price feeds");
    }

    private static StatusScreen.Look look(long value, long gap, String mode, String reason) {
        return look(value, gap, mode, reason, List.of());
    }

    private static StatusScreen.Look look(
            long value, long gap, String mode, String reason, List<PriceDifference> prices) {
        DivergenceFigures figures = new DivergenceFigures(
                9,
                10_000,
                new Change(value, -5, 3, 6 * USDC, 0),
                new Change(345 * USDC, 0, 40, 0, 0),
                new Unposted(1_234, 2, 77 * USDC, 7_500),
                new Books(5, 0, 5, gap, 0, 9),
                prices);
        JsonNode divergence = Json.read(Json.object(json -> DivergenceJson.figures(json, figures)));
        JsonNode status = Json.read(Json.object(json -> {
            json.writeStringProperty("mode", mode);
            json.writeStringProperty("reason", reason);
            json.writeNumberProperty("sealedBatch", 7);
        }));
        JsonNode batch = Json.read(Json.object(json -> {
            json.writeNumberProperty("index", 7);
            json.writeStringProperty("status", "posted");
        }));
        return new StatusScreen.Look(status, divergence, batch, """
                # HELP truebook_delay_seconds delays
                truebook_delay_seconds{delay="soft",quantile="0.5",span="interval"} 0.0015
                truebook_delay_seconds{delay="soft",quantile="0.99",span="interval"} 0.0178
                truebook_delay_seconds{delay="soft",quantile="1",span="interval"} 0.03
                truebook_delay_seconds{delay="soft",quantile="1",span="total"} 9.0
                """);
    }
}
