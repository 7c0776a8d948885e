package io.truebook.sequencer.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.truebook.sequencer.market.Subscriber;
import java.util.concurrent.TimeUnit;

/**
 * The sending side of a WebSocket. Nobody waits for a peer: when too much has piled up for it, it is told why and cut off, and what
 * would have followed is dropped, since a gap would be worse than an end.
 */
final class WebSocketPeer implements Subscriber {
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int POLICY_VIOLATION = 1008;
    private static final long LAST_WORDS_MILLIS = 20_000;

    private final Channel channel;
    private final int maxOutboundBytes;
    private long waitingBytes;
    private boolean cut;

    WebSocketPeer(Channel channel, int maxOutboundBytes) {
        this.channel = channel;
        this.maxOutboundBytes = maxOutboundBytes;
    }

    @Override
    public void send(byte[] json) {
        synchronized (this) {
            if (cut || !channel.isActive()) {
                return;
            }
            if (waitingBytes + json.length > maxOutboundBytes) {
                close(TRY_AGAIN_LATER, "SLOW_CONSUMER");
                return;
            }
            waitingBytes += json.length;
        }
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json)))
                .addListener(done -> {
                    synchronized (this) {
                        waitingBytes -= json.length;
                    }
                });
    }

    synchronized void refuse(String reason) {
        close(POLICY_VIOLATION, reason);
    }

    private void close(int code, String reason) {
        if (cut) {
            return;
        }
        cut = true;
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
        channel.eventLoop().schedule(() -> channel.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    }
}
