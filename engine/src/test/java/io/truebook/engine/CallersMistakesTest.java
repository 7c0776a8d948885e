package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TotalsCell;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine's callers can get wrong is an exception, never a different state. */
class CallersMistakesTest {
    private final Trial trial = new Trial();

    @Test
    void aLiveBatchTakesWholeFramesOnly() {
        byte[] time = Items.time(trial.now());
        refused(() -> trial.execute(new byte[2]), "not one framed item");
        refused(() -> trial.execute(java.util.Arrays.copyOf(time, time.length + 1)), "not one framed item");
        byte[] long4097 = new byte[FRAME_LENGTH + MAX_ITEM_BODY + 1];
        io.truebook.engine.protocol.BigEndian.put(long4097, 1, 2, MAX_ITEM_BODY + 1);
        refused(() -> trial.execute(long4097), "not one framed item");
    }

    @Test
    void itemsGoToThoseWhoKnowThem() {
        byte[] none = new byte[0];
        refused(() -> OrderItems.operation(null, ITEM_WITHDRAW, none, 0, 0, 0), "not an order item");
        refused(() -> AccountItems.operation(null, ITEM_PLACE, none, 0, 0), "not an account item");
    }

    @Test
    void aBatchCannotEndBeforeItsTimeNorBeginTwice() {
        trial.time(trial.now() + 1);
        LiveBatch open = trial.batch();
        refused(() -> open.close(Trial.GENESIS), "past the header time");
        assertThatThrownBy(() -> new LiveBatch(trial.engine, 2, new byte[32], end -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open already");
    }

    /** A replay knows the later messages: there the refused item would be accepted, and consume them where the live batch did not. */
    @Test
    void noMessageFollowsAnInboxItemThatAskedForTooMany() {
        assertThat(trial.execute(Items.inbox(1))).isEqualTo(Reason.INBOX_BEYOND_HEADER);
        assertThatThrownBy(() -> trial.batch().consume(List.of(Messages.quorum(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused INBOX item");
    }

    @Test
    void aPostedBatchSaysWhichBytesAndMessagesItLacks() {
        byte[] message = Messages.quorum(1);
        PostedBatch batch = new PostedBatch(1, new byte[32], Trial.GENESIS, new byte[10], 5, List.of(message));
        assertThat(batch.at(4, 6)).isEqualTo(4);
        assertThat(batch.message(5)).isSameAs(message);
        for (int[] range : new int[][] {{-1, 2}, {4, -1}, {4, 7}}) {
            assertThatThrownBy(() -> batch.at(range[0], range[1])).isInstanceOf(MissingDataException.class);
        }
        for (long number : new long[] {4, 6}) {
            assertThatThrownBy(() -> batch.message(number)).isInstanceOf(MissingDataException.class);
        }
    }

    @Test
    void itemsActionsAndDomainsAreMadeOfFieldsThatFit() {
        refused(() -> Items.frame(1, new byte[MAX_ITEM_BODY + 1]), "more than 4096");
        refused(() -> Items.signed(new WithdrawItem(16, 1, 0, 1, 0), new byte[65]), "64 bytes");
        refused(() -> Messages.list(listing("THIRTEENCHARS")), "12 characters");
        assertThat(Messages.list(listing("TWELVE CHARS"))).containsSequence("TWELVE CHARS".getBytes(US_ASCII));
        MarginTier tier = new MarginTier(1, 1, 1);
        refused(() -> Messages.list(listing("").withTiers(tier, tier, tier, tier)), "more than 3");
        FeeTierTerms fees = new FeeTierTerms(1, 1, 1);
        refused(() -> Messages.feeTiers(fees, fees, fees, fees, fees, fees), "more than 5");
        refused(() -> new Eip712Domain(1, new byte[19]), "20 bytes");
    }

    @Test
    void changedCellsAreAllWrittenInOrderAndNeverForgotten() {
        Cells cells = new Cells(address -> null);
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            TotalsCell cell = new TotalsCell(CellAddresses.withdrawal(1_000 - i));
            cells.changed(cell);
            cells.changed(cell);
            expected.add(cell.address);
        }
        assertThatThrownBy(cells::forget).isInstanceOf(IllegalStateException.class);
        List<Long> written = new ArrayList<>();
        cells.drain((address, words) -> written.add(address));
        assertThat(written).as("by address").isEqualTo(expected.reversed());
        cells.account(7);
        assertThat(cells.size()).isOne();
        cells.forget();
        assertThat(cells.size()).isZero();
    }

    private static Messages.Listing listing(String symbol) {
        return new Messages.Listing(0, 1, 10, 10, 10, 0, 0, 0, 2, 1, 1, 1, symbol);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }
}
