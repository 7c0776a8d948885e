package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Cells;
import io.truebook.engine.Crisis;
import io.truebook.engine.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told from a state alone, in a crisis: the books, and the health of every account as the engine reckons it. */
class CrisisSolvencyTest {
    private static final int LOOKS = 60;
    private static final int OPERATIONS_PER_LOOK = 400;
    private static final int OWNERS = 30;

    @Test
    void theBooksAddUpAndEveryAccountIsAsHealthyAsTheEngineSays() {
        long seed = Seeds.next("crisis solvency");
        Crisis crisis = new Crisis(seed);
        long compared = 0;
        long isolated = 0;
        long unhealthy = 0;
        long insurance = 0;
        for (int look = 0; look < LOOKS; look++) {
            crisis.run(OPERATIONS_PER_LOOK);
            Solvency solvency = Solvency.of(crisis.state());
            assertThat(solvency.gap()).isZero();
            insurance = Math.max(insurance, solvency.insurance());
            Cells cells = new Cells(crisis.state());
            for (long account = FIRST_USER_ACCOUNT; account < FIRST_USER_ACCOUNT + OWNERS; account++) {
                List<Bucket> buckets = Bucket.of(cells, account);
                for (Crisis.Reckoned engine : crisis.reckon(account)) {
                    Bucket bucket = bucketOf(buckets, engine.slot());
                    assertThat(bucket.equity()).isEqualTo(engine.equity());
                    assertThat(bucket.initialMargin()).isEqualTo(engine.initialMargin());
                    assertThat(bucket.maintenanceMargin()).isEqualTo(engine.maintenanceMargin());
                    compared++;
                    isolated += bucket.isolated() ? 1 : 0;
                    unhealthy += bucket.healthy() ? 0 : 1;
                }
            }
        }
        System.out.println(
                compared + " buckets compared, " + isolated + " isolated, " + unhealthy + " below maintenance");
        assertThat(compared).isPositive();
        assertThat(isolated).isPositive();
        assertThat(unhealthy).isPositive();
        assertThat(insurance).isPositive();
    }

    private static Bucket bucketOf(List<Bucket> buckets, int slot) {
        return buckets.stream()
                .filter(bucket -> bucket.holdings().stream().anyMatch(holding -> holding.slot() == slot))
                .findFirst()
                .orElseThrow();
    }
}
