package io.truebook.sequencer.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The answer to an item of a binary frame, picked out of its JSON without a parser, which would cost the load generator more than all
 * else it does.
 *
 * @param item number of the item on its connection
 * @param sequenced whether it has its place in the chain
 */
record Ack(long item, boolean sequenced, String reason) {
    private static final byte[] ITEM = "\"item\":".getBytes(US_ASCII);
    private static final byte[] REASON = "\"reason\":\"".getBytes(US_ASCII);
    private static final byte[] SEQUENCE = "\"sequence\":".getBytes(US_ASCII);
    private static final byte[] OK = "OK\"".getBytes(US_ASCII);

    static Ack of(byte[] json) {
        int at = after(json, ITEM, 0);
        long item = 0;
        for (; json[at] >= '0' && json[at] <= '9'; at++) {
            item = item * 10 + json[at] - '0';
        }
        int reason = after(json, REASON, at);
        if (Arrays.equals(json, reason, reason + OK.length, OK, 0, OK.length)) {
            return new Ack(item, true, "OK");
        }
        int end = reason;
        while (json[end] != '"') {
            end++;
        }
        boolean sequenced = find(json, SEQUENCE, end) >= 0;
        return new Ack(item, sequenced, new String(json, reason, end - reason, US_ASCII));
    }

    private static int after(byte[] json, byte[] name, int from) {
        int at = find(json, name, from);
        if (at < 0) {
            throw new IllegalStateException("not an answer to an item: " + new String(json, US_ASCII));
        }
        return at + name.length;
    }

    private static int find(byte[] json, byte[] name, int from) {
        for (int at = from; at + name.length <= json.length; at++) {
            if (json[at] == name[0] && Arrays.equals(json, at, at + name.length, name, 0, name.length)) {
                return at;
            }
        }
        return -1;
    }
}
