package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.ITEM_PLACE;
import static io.truebook.engine.protocol.Protocol.OWNER_KEY;
import static io.truebook.sequencer.TestExchange.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Digests;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/api.md says is so. */
class ApiPageTest {
    @TempDir
    Path folder;

    private String page;

    @BeforeEach
    void read() throws Exception {
        page = Files.readString(Path.of("../docs/api.md"));
    }

    @Test
    void theExampleOfSigningHasTheNumbersOfTheEngine() {
        PlaceItem order = new PlaceItem(16, OWNER_KEY, 1_000, 0, 0, 10_000, 10, 4_000_000_000L);
        assertThat(example("separator")).isEqualTo(Json.hex(DOMAIN.separator()));
        assertThat(example("owner")).isEqualTo(Json.hex(trader(0).address()));
        assertThat(example("type hash"))
                .isEqualTo(Json.hex(
                        Digests.keccak(SignedItem.eip712Type(ITEM_PLACE).getBytes(UTF_8))));
        assertThat(example("digest")).isEqualTo(Json.hex(Digests.item(DOMAIN, order)));
        assertThat(example("item")).isEqualTo(Json.hex(sign(0, order)));
        assertThat(page).contains("verifyingContract " + Json.hex(BRIDGE)).contains("chainId " + CHAIN_ID);
    }

    @Test
    void theExampleIsTakenByTheGateway() throws Exception {
        Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(json.find()).isTrue();
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT)) {
            RunningExchange.Answer answer =
                    exchange.post("/v1/orders", json.group(1).getBytes(UTF_8));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.text("reason")).isEqualTo("OK");
            assertThat(answer.number("restingLots")).isEqualTo(10);
        }
    }

    @Test
    void everyErrorHasItsRow() {
        for (Refusal refusal : Refusal.values()) {
            assertHasRow(ApiError.of(refusal));
        }
        GatewayOptions options = GatewayOptions.DEFAULT;
        for (ApiError error : List.of(
                ApiError.badRequest(""),
                ApiError.notFound(""),
                ApiError.methodNotAllowed(""),
                ApiError.bodyTooLarge(options.maxBodyBytes()),
                ApiError.rateLimited(),
                ApiError.tooManyConnections())) {
            assertHasRow(error);
        }
        for (int limit : new int[] {
            options.maxBodyBytes(),
            options.requestsPerSecond(),
            options.burstRequests(),
            options.maxConnections(),
            options.maxConnectionsPerAddress()
        }) {
            assertThat(page).contains(String.format(java.util.Locale.ROOT, "%,d", limit));
        }
    }

    @Test
    void everyPathOfThePageIsThere() throws Exception {
        Matcher path = Pattern.compile("`(/v1/[^`]*|/metrics)`").matcher(page);
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT)) {
            int paths = 0;
            while (path.find()) {
                String filled = path.group(1)
                        .replace("markets/N", "markets/0")
                        .replace("accounts/N", "accounts/16")
                        .replace("batches/N", "batches/1")
                        .replace("owners/0x…", "owners/" + example("owner"))
                        .replace("=D", "=5")
                        .replace("?limit=L", "?limit=5")
                        .replace("SEQUENCE?chainHash=0x…", "1")
                        .replace("SEQUENCE", "1");
                String body = exchange.text(filled);
                assertThat(body).as(filled).doesNotContain("no resource");
                paths++;
            }
            assertThat(paths).isGreaterThan(18);
        }
    }

    private void assertHasRow(ApiError error) {
        assertThat(page).contains("| " + error.status() + " | " + error.code() + " | " + error.reason() + " |");
    }

    private String example(String name) {
        Matcher line = Pattern.compile("^    " + name + " +(0x[0-9a-f]+)$", Pattern.MULTILINE)
                .matcher(page);
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }
}
