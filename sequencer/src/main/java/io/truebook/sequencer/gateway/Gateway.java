package io.truebook.sequencer.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.Submission;
import io.truebook.sequencer.market.MarketData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The public door of a sequencer: HTTP/1.1 and WebSocket on one port. */
public final class Gateway implements AutoCloseable {
    private static final String WEB_SOCKET_PATH = "/v1/ws";
    private static final int MAX_LINE = 4_096;
    private static final int MAX_HEADERS = 8_192;

    /** Left to itself the kernel keeps up to 4 MiB for each peer that does not read. */
    private static final int KERNEL_SEND_BYTES = 256 << 10;

    /** What the gateway stands before. */
    public record Backend(
            Sequencer sequencer,
            MarketData marketData,
            io.truebook.engine.Eip712Domain domain,
            long chainId,
            byte[] bridge,
            Consumer<Submission> submit,
            Supplier<String> metrics) {}

    private final GatewayOptions options;
    private final Backend backend;
    private final ClientLimits limits;
    private final VerificationPool verification;
    private final Api api;
    private final Router router;
    private final MultiThreadIoEventLoopGroup group;
    private Channel listening;

    private Gateway(GatewayOptions options, Backend backend) {
        this.options = options;
        this.backend = backend;
        limits = new ClientLimits(options);
        verification = new VerificationPool(backend.domain(), options.verifyThreads(), backend.submit());
        Api.Deployment deployment = new Api.Deployment(backend.chainId(), backend.bridge());
        api = new Api(backend.sequencer(), backend.marketData(), verification, deployment, backend.metrics());
        router = new Router(api);
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(options.ioThreads(), io);
    }

    /** Opens the port. */
    public static Gateway open(GatewayOptions options, Backend backend) {
        Gateway gateway = new Gateway(options, backend);
        try {
            gateway.listen();
            return gateway;
        } catch (RuntimeException failure) {
            gateway.close();
            throw failure;
        }
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Open connections. */
    public int connections() {
        return limits.connections();
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close().syncUninterruptibly();
        }
        // What is still being verified is answered over connections that are there.
        verification.close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void listen() {
        Class<? extends ServerChannel> channel =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        listening = new ServerBootstrap()
                .group(group)
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, KERNEL_SEND_BYTES)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                })
                .bind(options.host(), options.port())
                .syncUninterruptibly()
                .channel();
    }

    private void accept(SocketChannel channel) {
        InetAddress address = channel.remoteAddress().getAddress();
        ClientLimits.Client client = limits.connect(address);
        channel.pipeline().addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_HEADERS));
        if (client == null) {
            channel.pipeline().addLast(new RefusingHandler(ApiError.tooManyConnections()));
            return;
        }
        channel.closeFuture().addListener(closed -> limits.disconnect(address));
        WebSocketServerProtocolConfig webSocket = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(WEB_SOCKET_PATH)
                .maxFramePayloadLength(options.maxBodyBytes())
                .build();
        channel.pipeline()
                .addLast(new IdleStateHandler(options.idleSeconds(), 0, 0))
                .addLast(new IdleConnections())
                .addLast(new FlushConsolidationHandler(256, true))
                .addLast(new BoundedBody(options.maxBodyBytes()))
                .addLast(new WebSocketServerProtocolHandler(webSocket))
                .addLast(new HttpHandler(router, client))
                .addLast(new WebSocketHandler(api, backend.marketData(), client, options.maxOutboundBytes()));
    }

    /**
     * Says how long a body may be before it closes. What is still coming is read and dropped for a while: to close at once would reset the
     * connection, and the answer would be lost with it.
     */
    private static final class BoundedBody extends HttpObjectAggregator {
        private static final long LINGER_MILLIS = 2_000;

        private final int limit;

        BoundedBody(int limit) {
            super(limit, true);
            this.limit = limit;
        }

        @Override
        protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
            ctx.writeAndFlush(HttpHandler.message(ApiError.bodyTooLarge(limit).response(), false))
                    .addListener(written -> ((SocketChannel) ctx.channel()).shutdownOutput());
            ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
