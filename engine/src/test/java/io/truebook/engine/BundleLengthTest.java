package io.truebook.engine;

import static io.truebook.engine.BundleStage.*;
import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an operation of a full bundle takes on L1. */
class BundleLengthTest {
    /** Of each way to quote; orders of as many bundles fit an account. */
    private static final int ROUNDS = 4;

    /** The first slot of the orders that the last of the rounds placed. */
    private static final int LAST = MAX_BUNDLE * (ROUNDS - 1);

    private static final int MOST = 12;

    private final BundleStage stage = new BundleStage();
    private long nonce = 100;

    /** 64 quotes made, moved and replaced again and again: what each way of doing it takes on L1, the segments' roots included. */
    @Test
    void anOperationTakesAtMostTwelveBytes() {
        SplittableRandom random = new SplittableRandom(3);
        stage.trial.consume(Messages.deposit(MAKER, key(MAKER).address(), 40 * FUNDS));
        perOperation("new orders", (bundle, i, slot, before) -> bundle.place(0, side(i), quote(i, 0), lots(random)));
        perOperation("cancels", (bundle, i, slot, before) -> bundle.cancel(slot, before - ROUNDS + 1));
        perOperation(
                "new post-only orders",
                (bundle, i, slot, before) -> bundle.place(0, side(i) | FLAG_TIF_POST_ONLY, quote(i, 0), lots(random)));
        perOperation("moves", (bundle, i, slot, before) -> bundle.move(LAST + i, before, random.nextInt(-9, 10)));
        perOperation(
                "moves with new sizes",
                (bundle, i, slot, before) -> bundle.move(LAST + i, before, random.nextInt(-9, 10), lots(random)));
        perOperation(
                "wide moves with new sizes",
                (bundle, i, slot, before) -> bundle.move(LAST + i, before, side(i) == BUY ? -200 : 200, lots(random)));
        perOperation(
                "amends",
                (bundle, i, slot, before) -> bundle.amend(LAST + i, before, quote(i, random.nextInt(-9, 10))));
        perOperation("cancels and new orders", (bundle, i, slot, before) -> {
            if (i < MAX_BUNDLE / 2) {
                int tick = quote(i, random.nextInt(-9, 10));
                bundle.cancel(LAST + i, before).place(0, side(i) | FLAG_TIF_POST_ONLY, tick, lots(random));
            }
        });
    }

    private interface Requote {
        void add(BundleBuilder bundle, int quote, int slotOfRound, long nonceBefore);
    }

    private void perOperation(String what, Requote requote) {
        int before = stage.trial.batch().dataLength();
        int own = 0;
        for (int round = 0; round < ROUNDS; round++) {
            BundleBuilder operations = operations();
            for (int i = 0; i < MAX_BUNDLE; i++) {
                requote.add(operations, i, MAX_BUNDLE * round + i, nonce - 1);
            }
            byte[] bundle = stage.bundle(MAKER, nonce++, operations.operations());
            assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.OK);
            assertThat(stage.operations).as(what).hasSize(MAX_BUNDLE).containsOnly(Reason.OK);
            own += bundle.length;
        }
        double operations = MAX_BUNDLE * ROUNDS;
        double posted = (stage.trial.batch().dataLength() - before) / operations;
        System.out.printf("%s: %.2f bytes an operation, %.2f with the roots%n", what, own / operations, posted);
        assertThat(posted).as(what).isLessThanOrEqualTo(MOST);
    }

    private static int side(int quote) {
        return quote % 2 == 0 ? BUY : SELL;
    }

    private static int quote(int i, int moved) {
        int away = (1 + i / 2) * 40 + 1_000;
        return 50_000 + moved + (side(i) == BUY ? -away : away);
    }

    private static long lots(SplittableRandom random) {
        return 300 + random.nextInt(500);
    }
}
