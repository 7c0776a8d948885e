package io.truebook.sequencer.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Answers whatever comes with the same error, and closes. */
final class RefusingHandler extends ChannelInboundHandlerAdapter {
    private final ApiError error;
    private boolean answered;

    RefusingHandler(ApiError error) {
        this.error = error;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        if (!answered) {
            answered = true;
            HttpHandler.write(ctx, error.response(), false);
            ctx.flush();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
