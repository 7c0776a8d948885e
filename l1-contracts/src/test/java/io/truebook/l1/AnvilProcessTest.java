package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnvilProcessTest {
    @Test
    void twoRunSideBySideAndEachEndsWithItsObject() {
        AnvilProcess first = AnvilProcess.start(AnvilProcess.Options.INSTANT);
        try (AnvilProcess second = AnvilProcess.start(new AnvilProcess.Options(777, 0, List.of()))) {
            EthAddress account = new EthAddress("0x" + "12".repeat(20));
            second.setBalance(account, BigInteger.TEN);
            assertThat(second.call("eth_chainId").stringValue()).isEqualTo("0x309");
            assertThat(second.call("eth_getBalance", account.hex(), "latest").stringValue())
                    .isEqualTo("0xa");
            assertThat(first.url()).isNotEqualTo(second.url());
            first.close();
            assertThatThrownBy(() -> first.call("eth_chainId")).isInstanceOf(IllegalStateException.class);
            second.mine(2);
            assertThat(second.call("eth_blockNumber").stringValue()).isEqualTo("0x2");
        }
    }

    @Test
    void anOptionThatAnvilDoesNotKnowIsReportedInItsOwnWords() {
        assertThatThrownBy(() -> AnvilProcess.start(new AnvilProcess.Options(1, 0, List.of("--no-such-option"))))
                .rootCause()
                .hasMessageContaining("--no-such-option");
    }
}
