package io.truebook.sequencer.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleStateEvent;

/** Closes an HTTP connection that says nothing; once it is a WebSocket, {@link WebSocketHandler} does so with a reason. */
final class IdleConnections extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && !isWebSocket(ctx)) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** The HTTP decoder leaves the pipeline with the handshake. */
    private static boolean isWebSocket(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(WebSocketServerProtocolHandler.class) != null
                && ctx.pipeline().get(io.netty.handler.codec.http.HttpServerCodec.class) == null;
    }
}
