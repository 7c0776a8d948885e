package io.truebook.sequencer.gateway;

import io.truebook.engine.protocol.Protocol;

/** What one can be told of items, beside the channels of market data. */
sealed interface StatusTopic {
    /** Where the items of an account stand. */
    record OfAccount(long account) implements StatusTopic {}

    /** Where one item stands. */
    record OfItem(long sequence) implements StatusTopic {}

    /** Receipts of an account's items. */
    record Receipts(long account) implements StatusTopic {}

    /** The topic a message asks for, {@code null} when its channel is another. */
    static StatusTopic of(String channel, Fields fields) {
        return switch (channel) {
            case "status" -> {
                boolean ofItem = fields.any("sequence") != null;
                yield ofItem
                        ? new OfItem(fields.number("sequence", 1, (1L << 48) - 1))
                        : new OfAccount(account(fields));
            }
            case "receipts" -> new Receipts(account(fields));
            default -> null;
        };
    }

    private static long account(Fields fields) {
        return fields.number("account", 0, Protocol.ACCOUNT_LIMIT - 1);
    }
}
