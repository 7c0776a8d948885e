package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Items and messages whose costs are their bytes. */
final class CostlyBytes {
    private static final int UNKNOWN_TYPE = 200;

    /** Deposits to accounts that do not exist yet. */
    static List<Runnable> deposits(Stage stage, int units) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            messages.add(Messages.deposit(
                    stage.random.nextInt(1 << 28), stage.key(i % 30).address(), 1_000));
        }
        return List.of(() -> stage.consume(messages));
    }

    /** Forced messages as long as they may be. */
    static List<Runnable> forcedGarbage(Stage stage, int units) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            messages.add(Messages.forced(Items.frame(UNKNOWN_TYPE, bytes(stage, 1_000))));
        }
        return List.of(() -> stage.consume(messages));
    }

    /** Items of no type, as long as they may be. */
    static List<Runnable> garbage(Stage stage, int units) {
        return Collections.nCopies(units, () -> stage.execute(Items.frame(UNKNOWN_TYPE, bytes(stage, MAX_ITEM_BODY))));
    }

    /** Items of no type without a body. */
    static List<Runnable> emptyItems(Stage stage, int units) {
        return Collections.nCopies(units, () -> stage.execute(Items.frame(UNKNOWN_TYPE, new byte[0])));
    }

    private static byte[] bytes(Stage stage, int length) {
        byte[] bytes = new byte[length];
        stage.random.nextBytes(bytes);
        return bytes;
    }

    private CostlyBytes() {}
}
