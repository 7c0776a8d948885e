package io.truebook.sequencer.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Seeds;
import io.truebook.engine.protocol.AccountCell;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Accounts that come and go in thousands, beside a map of the JDK. */
class HoldersTest {
    private static final int ROUNDS = 60_000;
    private static final int NUMBERS = 10_000;

    private final SplittableRandom random = new SplittableRandom(Seeds.next("holders"));
    private final Holders holders = new Holders();
    private final Map<Long, Holder> all = new HashMap<>();

    @Test
    void areThoseThatWereAddedAndNotRemoved() {
        for (int i = 0; i < ROUNDS; i++) {
            long number = random.nextInt(NUMBERS) << 1;
            assertThat(holders.get(number)).isSameAs(all.get(number));
            if (!all.containsKey(number)) {
                Holder holder = new Holder(number, new AccountCell(0));
                holder.touchedBy = random.nextInt(100);
                holders.add(holder);
                all.put(number, holder);
            }
            if (i % 5_000 == 0) {
                long settled = random.nextInt(100);
                holders.removeIf(holder -> holder.touchedBy <= settled);
                all.values().removeIf(holder -> holder.touchedBy <= settled);
                check();
            }
        }
        check();
        holders.clear();
        all.clear();
        check();
    }

    private void check() {
        Map<Long, Holder> found = new HashMap<>();
        holders.forEach(holder -> assertThat(found.put(holder.number, holder)).isNull());
        assertThat(found).isEqualTo(all);
        assertThat(holders.size()).isEqualTo(all.size());
    }
}
