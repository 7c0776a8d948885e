package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.BACKSTOP_BASE;
import static io.truebook.engine.protocol.Protocol.SUBACCOUNT_BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccountTableTest {
    private static final long[] EDGES = {
        0,
        1,
        255,
        256,
        (1 << 22) - 1,
        1 << 22,
        SUBACCOUNT_BASE - 1,
        SUBACCOUNT_BASE,
        SUBACCOUNT_BASE + 1,
        BACKSTOP_BASE - 1,
        BACKSTOP_BASE,
        BACKSTOP_BASE + 255,
        1L << 31,
        (1L << 31) + SUBACCOUNT_BASE,
        (1L << 32) - 1
    };

    @Test
    void anyNumberHasOnePlaceOfItsOwn() {
        long seed = Seeds.next("account table");
        SplittableRandom random = new SplittableRandom(seed);
        AccountTable table = new AccountTable(new CellTable());
        Map<Long, Account> known = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long number = EDGES[random.nextInt(EDGES.length)] + random.nextInt(600);
            Account account = table.get(number);
            assertThat(account.number).isEqualTo(number);
            assertThat(account.address).isEqualTo(CellAddresses.account(number));
            Account before = known.putIfAbsent(number, account);
            assertThat(account).isSameAs(before == null ? account : before);
        }
    }
}
