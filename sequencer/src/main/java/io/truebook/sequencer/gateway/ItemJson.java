package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.ScheduleCancelItem;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Signed operations from JSON to framed items. Fields and their widths are those of the protocol tables. */
final class ItemJson {
    private static final long U48 = (1L << 48) - 1;
    private static final long U40 = (1L << 40) - 1;
    private static final long U32 = (1L << 32) - 1;
    private static final int U24 = (1 << 24) - 1;
    private static final int U8 = 255;

    private static final Set<String> NAMEABLE = Set.of("place", "market", "amend");

    /** The item that an operation of the API stands for. */
    static byte[] item(String operation, Fields fields) {
        byte[] item = switch (operation) {
            case "place" -> signed(fields, place(fields));
            case "market" -> signed(fields, marketOrder(fields));
            case "amend" -> signed(fields, amend(fields));
            case "cancel" -> signed(fields, cancel(fields));
            case "cancelAll" -> signed(fields, cancelAll(fields));
            case "withdraw" -> signed(fields, withdraw(fields));
            case "transfer" -> signed(fields, transfer(fields));
            case "openSubaccount" ->
                signed(fields, new OpenSubaccountItem(account(fields), key(fields), nonce(fields), expiry(fields)));
            case "setAgent" -> signed(fields, setAgent(fields));
            case "voidNonce" ->
                signed(fields, new VoidNonceItem(account(fields), key(fields), nonce(fields), expiry(fields)));
            case "scheduleCancel" -> signed(fields, scheduleCancel(fields));
            case "setMargin" -> signed(fields, setMargin(fields));
            case "trigger" -> signed(fields, trigger(fields));
            case "twap" -> twap(fields);
            case "bundle" -> bundle(fields);
            case "liquidate" -> unsigned(ITEM_LIQUIDATE, account(fields), fields.small("market", 0, U8));
            case "settle" -> unsigned(ITEM_SETTLE, account(fields), fields.small("market", 0, U8));
            case "expire" -> unsigned(ITEM_EXPIRE, account(fields), fields.small("slot", 0, U8));
            case "unwind" -> Items.frame(ITEM_UNWIND, new byte[] {(byte) fields.small("market", 0, U8)});
            case "price" -> price(fields);
            default -> throw new BadRequestException("unknown operation " + operation);
        };
        fields.requireNoOthers();
        return item;
    }

    /** The client's name for the order that an operation places or amends, {@code null} without one. */
    static String clientOrderId(String operation, Fields fields) {
        if (!NAMEABLE.contains(operation) || fields.any("clientOrderId") == null) {
            return null;
        }
        String name = fields.text("clientOrderId");
        if (!name.matches("[A-Za-z0-9_.:-]{1,36}")) {
            throw new BadRequestException("clientOrderId has 1 to 36 letters, digits or characters of _.:-");
        }
        return name;
    }

    private static byte[] signed(Fields fields, SignedItem item) {
        return Items.signed(item, fields.bytes("signature", 64, 64));
    }

    private static PlaceItem place(Fields f) {
        int flags = side(f) | timeInForce(f) | reduceOnly(f) | selfTrade(f);
        return new PlaceItem(
                account(f),
                key(f),
                nonce(f),
                f.small("market", 0, U8),
                flags,
                f.small("tick", 0, U24),
                f.number("lots", 0, U40),
                expiry(f));
    }

    private static MarketOrderItem marketOrder(Fields f) {
        int flags = side(f) | reduceOnly(f) | selfTrade(f);
        return new MarketOrderItem(
                account(f),
                key(f),
                nonce(f),
                f.small("market", 0, U8),
                flags,
                f.small("slippagePpm", 0, U24),
                f.number("lots", 0, U40),
                expiry(f));
    }

    private static AmendItem amend(Fields f) {
        return new AmendItem(
                account(f),
                key(f),
                nonce(f),
                f.small("slot", 0, U8),
                f.number("placingNonce", 0, U48),
                f.small("tick", 0, U24),
                f.number("lots", 0, U40),
                expiry(f));
    }

    private static CancelItem cancel(Fields f) {
        int slot = f.small("slot", 0, U8);
        return new CancelItem(account(f), key(f), nonce(f), slot, f.number("placingNonce", 0, U48), expiry(f));
    }

    private static CancelAllItem cancelAll(Fields f) {
        int market = f.any("market") == null ? ALL_MARKETS : f.small("market", 0, ALL_MARKETS);
        return new CancelAllItem(account(f), key(f), nonce(f), market, expiry(f));
    }

    private static WithdrawItem withdraw(Fields f) {
        return new WithdrawItem(account(f), key(f), nonce(f), f.number("amount", 0, Long.MAX_VALUE), expiry(f));
    }

    private static TransferItem transfer(Fields f) {
        long to = f.number("to", 0, U32);
        return new TransferItem(account(f), key(f), nonce(f), to, f.number("amount", 0, Long.MAX_VALUE), expiry(f));
    }

    private static SetAgentItem setAgent(Fields f) {
        return new SetAgentItem(
                account(f),
                key(f),
                nonce(f),
                f.small("slot", 0, U8),
                new BigInteger(1, f.bytes("agent", 20, 20)),
                f.small("scope", 0, U8),
                f.number("agentExpiry", 0, U32),
                expiry(f));
    }

    private static ScheduleCancelItem scheduleCancel(Fields f) {
        return new ScheduleCancelItem(account(f), key(f), nonce(f), f.number("cancelAt", 0, U32), expiry(f));
    }

    private static SetMarginItem setMargin(Fields f) {
        int action = f.choice("action", "ISOLATE", "ADD", "TAKE", "JOIN");
        return new SetMarginItem(
                account(f),
                key(f),
                nonce(f),
                f.small("market", 0, U8),
                action,
                f.number("amount", 0, Long.MAX_VALUE),
                expiry(f));
    }

    /** With a tick it becomes a limit order, without one a market order. */
    private static TriggerOrderItem trigger(Fields f) {
        boolean limit = f.any("tick") != null;
        int flags = side(f) | (limit ? timeInForce(f) : 0) | reduceOnly(f) | selfTrade(f);
        return new TriggerOrderItem(
                account(f),
                key(f),
                nonce(f),
                f.small("market", 0, U8),
                flags,
                limit ? f.small("tick", 1, U24) : 0,
                limit ? 0 : f.small("slippagePpm", 0, U24),
                f.number("lots", 0, U40),
                f.small("triggerTick", 0, U24),
                f.choice("when", "BELOW", "ABOVE"),
                expiry(f));
    }

    private static byte[] twap(Fields f) {
        TwapSliceItem item = new TwapSliceItem(
                account(f),
                key(f),
                nonce(f),
                f.small("market", 0, U8),
                side(f) | reduceOnly(f) | selfTrade(f),
                f.small("slippagePpm", 0, U24),
                f.number("sliceLots", 0, U40),
                f.small("slices", 1, MAX_TWAP_SLICES),
                f.number("start", 0, U32),
                f.number("interval", 0, U32),
                expiry(f));
        byte[] signed = signed(f, item);
        byte[] body = Arrays.copyOfRange(signed, FRAME_LENGTH, signed.length + 1);
        return Items.frame(ITEM_TWAP_SLICE, body);
    }

    private static byte[] bundle(Fields f) {
        BundleBuilder operations = new BundleBuilder();
        for (Fields operation : f.objects("operations", MAX_BUNDLE)) {
            switch (operation.text("op")) {
                case "place" ->
                    operations.place(
                            operation.small("market", 0, U8),
                            side(operation) | timeInForce(operation) | reduceOnly(operation) | selfTrade(operation),
                            operation.small("tick", 0, U24),
                            operation.number("lots", 0, U40));
                case "cancel" ->
                    operations.cancel(operation.small("slot", 0, U8), operation.number("placingNonce", 0, U48));
                case "amend" ->
                    operations.amend(
                            operation.small("slot", 0, U8),
                            operation.number("placingNonce", 0, U48),
                            operation.small("tick", 0, U24));
                case "move" -> move(operations, operation);
                case "cancelAll" -> operations.cancelAll(operation.small("market", 0, U8));
                default -> throw new BadRequestException("op must be place, cancel, amend, move or cancelAll");
            }
            operation.requireNoOthers();
        }
        return Items.bundle(
                account(f), key(f), nonce(f), expiry(f), operations.operations(), f.bytes("signature", 64, 64));
    }

    private static void move(BundleBuilder operations, Fields f) {
        int slot = f.small("slot", 0, U8);
        long placingNonce = f.number("placingNonce", 0, U48);
        int ticks = f.small("ticks", Short.MIN_VALUE, Short.MAX_VALUE);
        if (f.any("lots") == null) {
            operations.move(slot, placingNonce, ticks);
        } else {
            operations.move(slot, placingNonce, ticks, f.number("lots", 0, U40));
        }
    }

    private static byte[] unsigned(int type, long account, int where) {
        byte[] body = new byte[5];
        BigEndian.put(body, 0, 4, account);
        BigEndian.put(body, 4, 1, where);
        return Items.frame(type, body);
    }

    private static byte[] price(Fields f) {
        int market = f.small("market", 0, U8);
        long publishTime = f.number("publishTime", 0, U48);
        List<Items.Price> prices = new ArrayList<>();
        for (Fields entry : f.objects("prices", MAX_PUBLISHERS)) {
            int publisher = entry.small("publisher", 0, MAX_PUBLISHERS - 1);
            prices.add(new Items.Price(publisher, entry.small("tick", 0, U24), entry.bytes("signature", 64, 64)));
            entry.requireNoOthers();
        }
        return Items.oracle(market, publishTime, prices);
    }

    private static long account(Fields f) {
        return f.number("account", 0, U32);
    }

    private static int key(Fields f) {
        return f.any("key") == null ? OWNER_KEY : f.small("key", 0, U8);
    }

    private static long nonce(Fields f) {
        return f.number("nonce", 0, U48);
    }

    private static long expiry(Fields f) {
        return f.number("expiry", 0, U32);
    }

    private static int side(Fields f) {
        return switch (f.text("side")) {
            case "buy" -> 0;
            case "sell" -> FLAG_SELL;
            default -> throw new BadRequestException("side must be buy or sell");
        };
    }

    private static int reduceOnly(Fields f) {
        return f.flag("reduceOnly") ? FLAG_REDUCE_ONLY : 0;
    }

    /** What happens when the order meets one of the same account. */
    private static int selfTrade(Fields f) {
        return f.any("selfTrade") == null
                ? FLAG_STP_CANCEL_MAKER
                : f.choice("selfTrade", "CANCEL_MAKER", "CANCEL_TAKER", "CANCEL_BOTH", "DECREMENT")
                        * FLAG_STP_CANCEL_TAKER;
    }

    private static int timeInForce(Fields f) {
        if (f.any("timeInForce") == null) {
            return FLAG_TIF_GTT;
        }
        return switch (f.text("timeInForce")) {
            case "GTT" -> FLAG_TIF_GTT;
            case "IOC" -> FLAG_TIF_IOC;
            case "POST_ONLY" -> FLAG_TIF_POST_ONLY;
            case "FOK" -> FLAG_TIF_FOK;
            default -> throw new BadRequestException("timeInForce must be GTT, IOC, POST_ONLY or FOK");
        };
    }

    private ItemJson() {}
}
