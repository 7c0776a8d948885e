package io.truebook.sequencer.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.market.Channel;
import io.truebook.sequencer.market.MarketData;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * One WebSocket: subscriptions, and operations. Text frames are JSON objects with an "op"; a binary frame is framed items one after
 * another, answered with the number each has on this connection, counted from 0.
 */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Api api;
    private final MarketData marketData;
    private final ClientLimits.Client client;
    private final int maxOutboundBytes;
    private WebSocketPeer peer;
    private long items;

    WebSocketHandler(Api api, MarketData marketData, ClientLimits.Client client, int maxOutboundBytes) {
        this.api = api;
        this.marketData = marketData;
        this.client = client;
        this.maxOutboundBytes = maxOutboundBytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        peer = new WebSocketPeer(ctx.channel(), maxOutboundBytes);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        byte[] content = ByteBufUtil.getBytes(frame.content());
        switch (frame) {
            case TextWebSocketFrame text -> text(ctx, content);
            case BinaryWebSocketFrame binary -> binary(ctx, content);
            default -> peer.refuse("UNSUPPORTED_FRAME");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        api.unsubscribeAll(peer);
        ctx.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            peer.refuse("IDLE");
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void text(ChannelHandlerContext ctx, byte[] content) {
        JsonNode id = null;
        try {
            Fields fields = Fields.of(content);
            id = fields.any("id");
            requireScalar(id);
            String operation = fields.text("op");
            if (!client.take(1)) {
                error(id, ApiError.rateLimited());
                return;
            }
            switch (operation) {
                case "ping" -> pong(id);
                case "subscribe" -> subscribe(id, fields);
                case "unsubscribe" -> unsubscribe(id, fields);
                default -> {
                    String name = ItemJson.clientOrderId(operation, fields);
                    submit(ctx, id, ItemJson.item(operation, fields), name);
                }
            }
        } catch (BadRequestException bad) {
            error(id, ApiError.badRequest(bad.getMessage()));
        }
    }

    private void subscribe(JsonNode id, Fields fields) {
        String name = fields.text("channel");
        StatusTopic topic = StatusTopic.of(name, fields);
        Channel channel = topic == null ? channel(name, fields) : null;
        fields.requireNoOthers();
        acknowledge("subscribed", id);
        if (topic == null) {
            marketData.subscribe(channel, peer);
        } else {
            api.subscribe(topic, peer);
        }
    }

    private void unsubscribe(JsonNode id, Fields fields) {
        String name = fields.text("channel");
        StatusTopic topic = StatusTopic.of(name, fields);
        Channel channel = topic == null ? channel(name, fields) : null;
        fields.requireNoOthers();
        if (topic == null) {
            marketData.unsubscribe(channel, peer);
        } else {
            api.unsubscribe(topic, peer);
        }
        acknowledge("unsubscribed", id);
    }

    private void binary(ChannelHandlerContext ctx, byte[] content) {
        int at = 0;
        while (at < content.length) {
            int left = content.length - at;
            int length = left < Protocol.FRAME_LENGTH
                    ? left
                    : Math.min(left, Protocol.FRAME_LENGTH + (int) BigEndian.get(content, at + 1, 2));
            byte[] item = Arrays.copyOfRange(content, at, at + length);
            at += length;
            long number = items++;
            if (client.take(1)) {
                long account = Api.accountOf(item);
                api.submit(
                        item,
                        ctx.channel().id().hashCode(),
                        null,
                        outcome -> peer.send(itemAnswer(number, outcome, account)));
            } else {
                peer.send(Json.object(json -> {
                    json.writeStringProperty("type", "ack");
                    json.writeNumberProperty("item", number);
                    ApiError.rateLimited().write(json);
                }));
            }
        }
    }

    private void submit(ChannelHandlerContext ctx, JsonNode id, byte[] item, String clientOrderId) {
        long account = Api.accountOf(item);
        api.submit(
                item,
                ctx.channel().id().hashCode(),
                clientOrderId,
                outcome -> peer.send(Json.object(json -> {
                    json.writeStringProperty("type", "ack");
                    writeId(json, id);
                    OutcomeJson.write(json, outcome, account);
                })));
    }

    private static byte[] itemAnswer(long number, Outcome outcome, long account) {
        return Json.object(json -> {
            json.writeStringProperty("type", "ack");
            json.writeNumberProperty("item", number);
            OutcomeJson.write(json, outcome, account);
        });
    }

    private static Channel channel(String name, Fields fields) {
        return switch (name) {
            case "book" -> new Channel.Book(fields.small("market", 0, 255));
            case "trades" -> new Channel.Trades(fields.small("market", 0, 255));
            case "account" -> new Channel.Account(fields.number("account", 0, Protocol.ACCOUNT_LIMIT - 1));
            case "prices" -> new Channel.Prices();
            case "markets" -> new Channel.Markets();
            case "heads" -> new Channel.Heads();
            case "divergence" -> new Channel.Divergence();
            default ->
                throw new BadRequestException(
                        "channel must be book, trades, account, prices, markets, heads, divergence, status or receipts");
        };
    }

    private void pong(JsonNode id) {
        acknowledge("pong", id);
    }

    private void acknowledge(String type, JsonNode id) {
        peer.send(Json.object(json -> {
            json.writeStringProperty("type", type);
            writeId(json, id);
        }));
    }

    private void error(JsonNode id, ApiError error) {
        peer.send(Json.object(json -> {
            json.writeStringProperty("type", "error");
            writeId(json, id);
            error.write(json);
        }));
    }

    private static void requireScalar(JsonNode id) {
        if (id != null && !id.isString() && !(id.isIntegralNumber() && id.canConvertToLong())) {
            throw new BadRequestException("id must be a string or an integer");
        }
    }

    private static void writeId(tools.jackson.core.JsonGenerator json, JsonNode id) {
        if (id != null && id.isString()) {
            json.writeStringProperty("id", id.stringValue());
        } else if (id != null && id.isIntegralNumber()) {
            json.writeNumberProperty("id", id.longValue());
        }
    }
}
