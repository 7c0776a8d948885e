package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.GovernanceActions;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarketListing;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import io.truebook.sequencer.signing.Signer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One market, one publisher and some funded traders, as inbox messages and signed items. */
public final class TestExchange {
    public static final int MARKET = 0;
    public static final int MARK = 10_000;
    public static final long CHAIN_ID = 31_337;
    public static final byte[] BRIDGE = bytes(20, 0xb1);
    public static final byte[] LEASE = bytes(32, 0x1e);
    public static final Eip712Domain DOMAIN = new Eip712Domain(CHAIN_ID, BRIDGE);
    public static final long FAR = 4_000_000_000L;

    private static final int PUBLISHER = 0;
    private static final Signer PUBLISHER_KEY = key(1_000_000);
    public static final long MULTIPLIER = 1_000;

    /** The account number of a trader counted from 0. */
    public static long account(int trader) {
        return FIRST_USER_ACCOUNT + trader;
    }

    public static Signer trader(int trader) {
        return key(trader + 1);
    }

    /** Lists the market, names the publisher, and funds each trader with 1,000,000 USDC. */
    public static List<byte[]> genesisMessages(int traders) {
        List<byte[]> messages = new ArrayList<>();
        messages.add(governance(listing()));
        byte[] publisher = new byte[22];
        publisher[0] = GOVERNANCE_SET_PUBLISHER;
        publisher[1] = PUBLISHER;
        System.arraycopy(PUBLISHER_KEY.address(), 0, publisher, 2, 20);
        messages.add(governance(publisher));
        for (int i = 0; i < traders; i++) {
            messages.add(deposit(i, 1_000_000_000_000_000L));
        }
        return messages;
    }

    public static byte[] deposit(int trader, long amount) {
        byte[] body = new byte[32];
        BigEndian.put(body, 0, 4, account(trader));
        System.arraycopy(trader(trader).address(), 0, body, 4, 20);
        BigEndian.put(body, 24, 8, amount);
        return message(MESSAGE_DEPOSIT, body);
    }

    public static byte[] forced(byte[] item) {
        return message(MESSAGE_FORCED, item);
    }

    public static byte[] price(int tick, long publishTime) {
        return price(DOMAIN, tick, publishTime);
    }

    public static byte[] price(Eip712Domain domain, int tick, long publishTime) {
        byte[] signature = PUBLISHER_KEY.sign(Digests.price(domain, MARKET, tick, publishTime));
        return Items.oracle(MARKET, publishTime, List.of(new Items.Price(PUBLISHER, tick, signature)));
    }

    public static byte[] place(Eip712Domain domain, int trader, long nonce, int flags, int tick, long lots) {
        return sign(domain, trader, new PlaceItem(account(trader), OWNER_KEY, nonce, MARKET, flags, tick, lots, FAR));
    }

    public static byte[] place(int trader, long nonce, int flags, int tick, long lots) {
        return sign(trader, new PlaceItem(account(trader), OWNER_KEY, nonce, MARKET, flags, tick, lots, FAR));
    }

    public static byte[] cancel(int trader, long nonce, int slot, long placingNonce) {
        return sign(trader, new CancelItem(account(trader), OWNER_KEY, nonce, slot, placingNonce, FAR));
    }

    public static byte[] cancelAll(int trader, long nonce) {
        return sign(trader, new CancelAllItem(account(trader), OWNER_KEY, nonce, ALL_MARKETS, FAR));
    }

    public static byte[] withdraw(int trader, long nonce, long amount) {
        return sign(trader, new WithdrawItem(account(trader), OWNER_KEY, nonce, amount, FAR));
    }

    public static byte[] sign(int trader, SignedItem item) {
        return sign(DOMAIN, trader, item);
    }

    public static byte[] sign(Eip712Domain domain, int trader, SignedItem item) {
        return Items.signed(item, trader(trader).sign(Digests.item(domain, item)));
    }

    public static Signer key(int number) {
        return new Signer(ByteBuffer.allocate(32).putInt(28, number).array());
    }

    private static byte[] listing() {
        return GovernanceActions.listMarket(new MarketListing(
                MARKET,
                MULTIPLIER,
                1_000_000,
                100_000_000,
                1_000_000,
                1_000,
                500,
                200,
                50_000,
                25_000,
                3_600_000,
                100_000,
                "BTC-PERP",
                0,
                0,
                0,
                FundingTerms.NONE,
                OpenInterestTerms.NONE,
                List.of()));
    }

    private static byte[] governance(byte[] body) {
        return message(MESSAGE_GOVERNANCE, body);
    }

    private static byte[] message(int kind, byte[] body) {
        byte[] message = new byte[7 + body.length];
        message[0] = (byte) kind;
        System.arraycopy(body, 0, message, 7, body.length);
        return message;
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private TestExchange() {}
}
