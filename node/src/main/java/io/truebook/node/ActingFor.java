package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.OWNER_KEY;

import picocli.CommandLine.Option;

/** Which account a command acts for, and with which of its keys. */
final class ActingFor {
    @Option(names = "--account", description = "account number (default: the first account of the key's address)")
    private Long account;

    @Option(
            names = "--key",
            defaultValue = "" + OWNER_KEY,
            description = "slot of the signing key; 1 is the owner's, others are agents' (default: ${DEFAULT-VALUE})")
    private int key;

    long account(TraderSession trader) {
        return account != null ? account : trader.account();
    }

    int key() {
        return key;
    }
}
