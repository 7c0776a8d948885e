package io.truebook.node;

import io.truebook.engine.protocol.ScheduleCancelItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "schedule-cancel",
        description = {
            "From a moment on all orders of the account are as good as cancelled, unless it is moved before. Key: keys.trader.",
            "A trader who loses the connection then does not keep orders on the book."
        })
final class ScheduleCancelCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(index = "0", paramLabel = "SECONDS", description = "from now; 0 calls it off")
    private long seconds;

    @Override
    public void run() {
        long at = seconds == 0 ? 0 : System.currentTimeMillis() / 1000 + seconds;
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    (account, nonce) -> new ScheduleCancelItem(account, acting.key(), nonce, at, TraderSession.soon()),
                    after);
        }
    }
}
