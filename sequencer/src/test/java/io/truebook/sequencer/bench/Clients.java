package io.truebook.sequencer.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One WebSocket a trader, all on one thread; every item is a frame of its own. What is called here runs on that thread. */
final class Clients implements AutoCloseable {
    /** Hears of answers, on the thread of the clients. */
    interface Listener {
        void answered(int trader, Ack ack);

        /** All answers that had arrived for a trader together have been told. */
        default void paused(int trader) {}
    }

    private final MultiThreadIoEventLoopGroup group;
    private final Channel[] channels;
    private volatile Listener listener = (trader, ack) -> {};
    private volatile String failure;

    Clients(int port, int traders) throws InterruptedException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, io);
        channels = new Channel[traders];
        CountDownLatch upgraded = new CountDownLatch(traders);
        for (int trader = 0; trader < traders; trader++) {
            channels[trader] = connect(port, new Connection(trader, upgraded));
        }
        if (!upgraded.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not all WebSockets were opened");
        }
    }

    int traders() {
        return channels.length;
    }

    EventLoop thread() {
        return channels[0].eventLoop();
    }

    void listen(Listener next) {
        listener = next;
    }

    /** Puts an item on its way; {@link #flush} sends it. */
    void write(int trader, byte[] item) {
        channels[trader].write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(item)), channels[trader].voidPromise());
    }

    void flush(int trader) {
        channels[trader].flush();
    }

    /** @throws IllegalStateException when the exchange has closed a connection */
    void requireOpen() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        listener = (trader, ack) -> {};
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel connect(int port, Connection connection) throws InterruptedException {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://127.0.0.1:" + port + "/v1/ws"))
                .build();
        return new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(8_192))
                                .addLast(new WebSocketClientProtocolHandler(config))
                                .addLast(connection);
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
    }

    private final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final int trader;
        private final CountDownLatch upgraded;

        Connection(int trader, CountDownLatch upgraded) {
            this.trader = trader;
            this.upgraded = upgraded;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text -> listener.answered(trader, Ack.of(ByteBufUtil.getBytes(text.content())));
                case CloseWebSocketFrame close -> failure = "the exchange closed a connection: " + close.reasonText();
                default -> {}
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            listener.paused(trader);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                upgraded.countDown();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failure = "a connection failed: " + cause;
            ctx.close();
        }
    }
}
