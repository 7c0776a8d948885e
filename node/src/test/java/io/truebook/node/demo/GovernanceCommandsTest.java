package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.node.GatewayClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A change of a market by its governor: announced, waited for, carried out by anybody. */
class GovernanceCommandsTest {
    @Test
    void marginsAreChanged(@TempDir Path folder) {
        DemoKeys alice = DemoKeys.trader(0);
        DemoKeys anybody = DemoKeys.trader(1);
        try (DemoL1 l1 = new DemoL1();
                CommandLine truebook = new CommandLine(l1, folder, alice, anybody)) {
            truebook.open(false, alice);
            String proposal = propose(truebook);
            execute(truebook, proposal);
        }
    }

    /** The margins that gap risk might ask for, announced. The deployer is the governor. */
    private static String propose(CommandLine truebook) {
        DemoKeys governor = DemoKeys.DEPLOYER;
        assertThat(truebook.fails(governor, "govern set-market --market 0 --mmr 60000 --yes"))
                .contains("the engine would not take it");
        assertThat(truebook.fails(governor, "govern set-market --market 0 --mmr 25000 --yes"))
                .contains("has these margins already");
        assertThat(truebook.fails(governor, "govern set-market --market 9 --mmr 30000 --yes"))
                .contains("does not list market 9");
        assertThat(truebook.fails(governor, "govern set-market --market 0 --mmr 30000"))
                .contains("announce it on L1? yes or no")
                .contains("nothing was sent");
        assertThat(truebook.fails(DemoKeys.trader(0), "govern set-market --market 0 --mmr 30000 --yes"))
                .contains("NotGovernor");
        String said = truebook.says(governor, "govern set-market --market 0 --mmr 30000 --imr 120000 --yes");
        assertThat(said)
                .contains("imrPpm 50000 120000")
                .contains("mmrPpm 25000 30000")
                .contains("above 1000000 USDC, imrPpm 100000 120000");
        String proposal = said.replaceAll("(?s).*proposal (\\d+)\\s.*", "$1");
        assertThat(truebook.fails(governor, "govern execute 99")).contains("there is no proposal 99");
        return proposal;
    }

    /** Its time has come: anybody carries it out, and the market has the margins. */
    private static void execute(CommandLine truebook, String proposal) {
        DemoKeys anybody = DemoKeys.trader(1);
        String early = truebook.fails(anybody, "govern execute " + proposal);
        assertThat(early).contains("may be executed from");
        Pause.of(Duration.ofSeconds(Long.parseLong(early.replaceAll("(?s).* in (\\d+) s.*", "$1"))));
        truebook.await(
                "the public delay",
                () -> truebook.run(anybody, "govern execute " + proposal).status() == 0);
        assertThat(truebook.fails(anybody, "govern execute " + proposal)).contains("was executed or cancelled");
        assertThat(truebook.says(anybody, "govern list")).contains(proposal + " executed or cancelled");
        try (GatewayClient client = truebook.client()) {
            truebook.await("the new margins", () -> {
                JsonNode market = client.get("/v1/markets").body().at("/markets/0");
                return market.path("baseImrPpm").asInt() == 120_000
                        && market.path("mmrPpm").asInt() == 30_000
                        && market.at("/tiers/0/imrPpm").asInt() == 120_000;
            });
        }
    }
}
