package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.node.Truebook;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trading by hand: deposits, orders, everything else that an account can do, and what the node says of itself. */
class TradingCommandsTest {
    @Test
    void trade(@TempDir Path folder) {
        DemoKeys alice = DemoKeys.trader(0);
        DemoKeys bob = DemoKeys.trader(1);
        try (DemoL1 l1 = new DemoL1();
                CommandLine truebook = new CommandLine(l1, folder, alice, bob)) {
            truebook.open(false, alice, bob);
            truebook.says(DemoKeys.PUBLISHER, "price 0 600000");
            assertThat(truebook.says(alice, "order sell 0 5 --tick 600000")).contains("restingLots 5");
            assertThat(truebook.says(bob, "order buy 0 2 --tick 600000 --time-in-force ioc"))
                    .contains("filledLots 2");
            assertThat(truebook.fails(bob, "order buy 0 1000000000 --tick 600000"))
                    .contains("rejected");
            truebook.says(alice, "cancel --all");
            assertThat(truebook.says(alice, "withdraw 10")).contains("withdrawal 0");
            assertThat(truebook.says(alice, "status")).contains("lease").contains("solvency_gap 0");
            assertThat(truebook.says(alice, "status --watch --times 2 --every PT0.2S"))
                    .containsPattern("(ACTIVE since posted \\S+ since final \\S+ not on L1 .* gap 0 .*\\s+){2}");
            completeExchange(truebook, alice, bob);
            gapRisk(truebook);
            truebook.awaitBatch(1);
            assertThat(truebook.says(alice, "verify --batch 1")).contains("right");
            assertThat(truebook.says(alice, "audit"))
                    .contains("solvent")
                    .contains("insurance fund")
                    .contains("bad debt 0 USDC");
        }
    }

    /** Everything but plain orders: sub-accounts, agents, margin, orders that wait, and what needs no key. */
    private static void completeExchange(CommandLine truebook, DemoKeys alice, DemoKeys bob) {
        long sub = 1L << 30;
        assertThat(truebook.says(alice, "subaccount")).contains("opened " + sub);
        assertThat(truebook.says(alice, "transfer " + sub + " 20")).contains("reason OK");
        assertThat(truebook.says(alice, "margin isolate 0 5 --account " + sub)).contains("reason OK");
        assertThat(truebook.says(alice, "account " + sub))
                .contains("isolated, margin 5 USDC, HEALTHY")
                .contains("HEALTHY");
        assertThat(truebook.says(alice, "agent 2 " + bob.address() + " --trade"))
                .contains("reason OK");
        // Commands take their time, and the price must not be too old for an order.
        truebook.says(DemoKeys.PUBLISHER, "price 0 600000");
        assertThat(truebook.says(bob, "order buy 0 1 --tick 500000 --account 16 --key 2"))
                .contains("restingLots 1");
        assertThat(truebook.fails(bob, "withdraw 1 --account 16 --key 2")).contains("OUT_OF_SCOPE");
        assertThat(truebook.says(alice, "agent 2")).contains("reason OK");
        assertThat(truebook.fails(bob, "order buy 0 1 --tick 500000 --account 16 --key 2"))
                .contains("UNKNOWN_KEY");
        // What waits is still there when the same key has signed on: its commands number one by one.
        String waits = truebook.says(bob, "trigger sell 0 2 --below 500000 --reduce-only");
        assertThat(waits).contains("status accepted");
        String nonce = waits.replaceAll("(?s).*nonce (\\d+) names the trigger.*", "$1");
        assertThat(truebook.says(bob, "twap buy 0 1 --slices 3 --interval 1000"))
                .contains("status accepted");
        assertThat(truebook.says(bob, "cancel --all")).contains("reason OK");
        assertThat(truebook.says(bob, "cancel --all")).contains("reason OK");
        assertThat(truebook.says(bob, "account")).contains("trigger nonce " + nonce + " market 0 sell BELOW 500000");
        assertThat(truebook.says(bob, "order status --nonce " + nonce)).contains("trigger 1 " + nonce + " accepted");
        assertThat(truebook.says(bob, "void " + nonce)).contains("reason OK");
        assertThat(truebook.says(bob, "account")).doesNotContain("trigger nonce " + nonce + " market");
        assertThat(truebook.says(bob, "schedule-cancel 3600")).contains("reason OK");
        assertThat(truebook.says(bob, "schedule-cancel 0")).contains("reason OK");
        assertThat(truebook.fails(bob, "liquidate 16 0")).contains("NOT_LIQUIDATABLE");
        assertThat(truebook.fails(bob, "settle " + sub + " 0")).contains("NOTHING_TO_SETTLE");
        assertThat(truebook.fails(bob, "expire 16 0")).contains("NOT_DUE");
        assertThat(truebook.fails(bob, "unwind 0")).contains("NOTHING_TO_UNWIND");
        assertThat(truebook.says(alice, "status --account 16"))
                .contains("ACTIVE 600000 600000")
                .contains("insurance fund")
                .contains("health HEALTHY");
    }

    /** From what the sequencer has measured so far: the margins of its market and its prices. */
    private static void gapRisk(CommandLine truebook) {
        String from = truebook.url();
        assertThat(Truebook.run("risk", "--from", from, "--market", "7", "--delay", "60"))
                .isEqualTo(1);
        for (int price = 600_000; price < 600_004; price++) {
            truebook.says(DemoKeys.PUBLISHER, "price 0 " + price);
            Pause.of(Duration.ofSeconds(5));
        }
        assertThat(Truebook.run("risk", "--from", from, "--delay", "60")).isZero();
        assertThat(Truebook.run("risk", "--from", "http://127.0.0.1:1", "--delay", "60"))
                .isEqualTo(1);
    }
}
