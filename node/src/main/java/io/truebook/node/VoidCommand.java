package io.truebook.node;

import io.truebook.engine.protocol.VoidNonceItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "void",
        description = {
            "Uses up a nonce, so that nothing else signed with it can be carried out any more. Key: keys.trader.",
            "Calls off trigger orders, which are named by the nonce they were signed with."
        })
final class VoidCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(index = "0", description = "the nonce")
    private long nonce;

    @Override
    public void run() {
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    nonce,
                    (account, same) -> new VoidNonceItem(account, acting.key(), same, TraderSession.soon()),
                    after);
        }
    }
}
