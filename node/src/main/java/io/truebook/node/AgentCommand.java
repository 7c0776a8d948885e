package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.SetAgentItem;
import java.math.BigInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "agent",
        description = {
            "Lets another key trade or cancel for the account, or takes that away: without an address. Key: keys.trader, the owner's.",
            "An agent can never move money. It signs with --account and --key SLOT."
        })
final class AgentCommand implements Runnable {
    private static final long DAY_SECONDS = 86_400;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(index = "0", description = "signer slot, 2 to 15")
    private int slot;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ADDRESS", description = "address of the agent's key")
    private String address;

    @Option(names = "--trade", description = "it may place, amend and bundle")
    private boolean trade;

    @Option(names = "--cancel", description = "it may cancel, void nonces and schedule a cancel-all")
    private boolean cancel;

    @Option(names = "--days", defaultValue = "30", description = "how long it may (default: ${DEFAULT-VALUE})")
    private long days;

    @Override
    public void run() {
        if (address != null && !address.matches("0x[0-9a-fA-F]{40}")) {
            throw new CommandFailure("an address is 0x and 40 hexadecimal digits: " + address);
        }
        BigInteger agent = address == null ? BigInteger.ZERO : new BigInteger(address.substring(2), 16);
        int scope = address == null ? 0 : (trade ? SCOPE_TRADE : 0) | (cancel ? SCOPE_CANCEL : 0);
        if (address != null && scope == 0) {
            throw new CommandFailure("say what the agent may do: --trade, --cancel or both");
        }
        long until = address == null ? 0 : System.currentTimeMillis() / 1000 + days * DAY_SECONDS;
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    (account, nonce) -> new SetAgentItem(
                            account, acting.key(), nonce, slot, agent, scope, until, TraderSession.soon()),
                    after);
        }
    }
}
