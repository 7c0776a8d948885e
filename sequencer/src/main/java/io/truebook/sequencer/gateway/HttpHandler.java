package io.truebook.sequencer.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** HTTP of one connection. Pipelined requests are worked on together; answers go out in the order of the requests. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MOST_PIPELINED = 1_024;

    private record Slot(CompletableFuture<Response> response, boolean keepAlive) {}

    private final Router router;
    private final ClientLimits.Client client;
    private final ArrayDeque<Slot> waiting = new ArrayDeque<>();

    HttpHandler(Router router, ClientLimits.Client client) {
        this.router = router;
        this.client = client;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean broken = request.decoderResult().isFailure();
        boolean keepAlive = !broken && HttpUtil.isKeepAlive(request);
        CompletableFuture<Response> response;
        if (broken) {
            response = CompletableFuture.completedFuture(
                    ApiError.badRequest("not an HTTP request").response());
        } else if (!client.take(1)) {
            response = CompletableFuture.completedFuture(ApiError.rateLimited().response());
        } else {
            byte[] body = ByteBufUtil.getBytes(request.content());
            int connection = ctx.channel().id().hashCode();
            response = router.route(request.method().name(), request.uri(), body, connection);
        }
        waiting.add(new Slot(response, keepAlive));
        if (waiting.size() >= MOST_PIPELINED) {
            ctx.channel().config().setAutoRead(false);
        }
        if (response.isDone()) {
            answer(ctx);
        } else {
            response.whenComplete((done, failure) -> ctx.executor().execute(() -> answer(ctx)));
        }
    }

    /** Writes every answer that is ready and has no unfinished one before it. */
    private void answer(ChannelHandlerContext ctx) {
        boolean wrote = false;
        while (!waiting.isEmpty() && waiting.peek().response().isDone()) {
            Slot slot = waiting.poll();
            write(ctx, slot.response().join(), slot.keepAlive());
            wrote = true;
        }
        if (wrote) {
            ctx.flush();
            if (waiting.size() < MOST_PIPELINED / 2) {
                ctx.channel().config().setAutoRead(true);
            }
        }
    }

    static void write(ChannelHandlerContext ctx, Response response, boolean keepAlive) {
        DefaultFullHttpResponse http = message(response, keepAlive);
        if (keepAlive) {
            ctx.write(http);
        } else {
            ctx.write(http).addListener(ChannelFutureListener.CLOSE);
        }
    }

    static DefaultFullHttpResponse message(Response response, boolean keepAlive) {
        DefaultFullHttpResponse http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        http.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        http.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        if (!keepAlive) {
            http.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return http;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
