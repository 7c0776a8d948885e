package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FIRST_USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AccountCell;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drained is what was changed, by address, however much it is. */
class ChangedCellsTest {
    /** More than have their places beside their addresses is sorted another way. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 1 << 16, (1 << 16) + 1})
    void areDrainedByAddressWithTheirOwnWords(int count) {
        SplittableRandom random = new SplittableRandom(Seeds.next("changed cells"));
        Cells cells = new Cells(address -> null);
        Set<Long> wanted = new HashSet<>();
        while (wanted.size() < count) {
            Account account = cells.account(FIRST_USER_ACCOUNT + random.nextInt(1 << 20));
            if (wanted.add(account.address)) {
                account.collateral = account.address;
                cells.changed(account);
            }
        }
        ChangedCells drained = cells.drain();
        assertThat(drained.addresses()).hasSize(count).isSorted();
        AccountCell read = new AccountCell(0);
        for (int i = 0; i < count; i++) {
            read.decode(drained.values()[i], 0);
            assertThat(read.collateral).isEqualTo(drained.addresses()[i]);
            assertThat(wanted.remove(drained.addresses()[i])).isTrue();
        }
    }

    @Test
    void highAddressesComeLast() {
        Cells cells = new Cells(address -> null);
        cells.changed(cells.cursor());
        cells.changed(cells.account(FIRST_USER_ACCOUNT));
        cells.changed(cells.publisher(3));
        assertThat(cells.drain().addresses()).hasSize(3).isSorted();
        assertThat(cells.drain().addresses()).isEmpty();
    }
}
