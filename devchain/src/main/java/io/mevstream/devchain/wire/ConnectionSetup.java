package io.mevstream.devchain.wire;

import io.mevstream.devchain.ledger.LedgerEntry;
import io.mevstream.devchain.wire.Certificates.Shown;
import io.mevstream.devchain.wire.HttpServer.Scheme;
import io.mevstream.devchain.wire.HttpServer.Setup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What stands between a connection and the service: its faults, TLS, the ledger's tap, HTTP. */
final class ConnectionSetup extends ChannelInitializer<SocketChannel> {

    /** Far above what any relay takes, so that the relay itself says what it refuses. */
    private static final int MOST_BYTES = 16 << 20;

    private final Setup setup;

    ConnectionSetup(Setup setup) {
        this.setup = setup;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        long connection = setup.connections().getAndIncrement();
        Fault fault = setup.faults().onConnection(setup.name());
        Fault.Kind kind = fault == null ? null : fault.kind();
        if (kind == Fault.Kind.RESET_CONNECTION || kind == Fault.Kind.SILENT_CONNECTION || kind == Fault.Kind.TLS_CUT) {
            channel.pipeline().addLast(new Tap(setup, connection, kind));
            return;
        }
        if (setup.scheme() == Scheme.HTTPS) {
            channel.pipeline().addLast(setup.certificates().context(shown(kind)).newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new Tap(setup, connection, kind))
                .addLast(new HttpRequestDecoder())
                .addLast(new HttpResponseEncoder())
                .addLast(new HttpObjectAggregator(MOST_BYTES))
                .addLast(new Endpoint(setup, connection));
    }

    private static Shown shown(Fault.@Nullable Kind kind) {
        if (kind == Fault.Kind.TLS_EXPIRED) {
            return Shown.EXPIRED;
        }
        if (kind == Fault.Kind.TLS_WRONG_HOST) {
            return Shown.OTHER_HOST;
        }
        return kind == Fault.Kind.TLS_UNKNOWN_ISSUER ? Shown.UNKNOWN_ISSUER : Shown.GOOD;
    }

    /** Closes with a reset instead of an end. */
    static void reset(Channel channel) {
        if (channel instanceof SocketChannel socket) {
            socket.config().setSoLinger(0);
        }
        channel.close();
    }

    /** Writes down what comes, and does what the connection's fault says. */
    private static final class Tap extends ChannelInboundHandlerAdapter {
        private final Setup setup;
        private final long connection;
        private final Fault.@Nullable Kind fault;

        Tap(Setup setup, long connection, Fault.@Nullable Kind fault) {
            this.setup = setup;
            this.connection = connection;
            this.fault = fault;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            String detail = context.channel().remoteAddress() + (fault == null ? "" : " " + fault);
            setup.ledger().connection(LedgerEntry.Kind.OPENED, setup.name(), connection, detail);
            if (fault == Fault.Kind.RESET_CONNECTION) {
                reset(context.channel());
            } else if (fault == Fault.Kind.SILENT_CONNECTION) {
                context.channel().config().setAutoRead(false);
            }
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes) {
                setup.ledger().received(setup.name(), connection, ByteBufUtil.getBytes(bytes));
            }
            if (fault == Fault.Kind.TLS_CUT) {
                ReferenceCountUtil.release(message);
                reset(context.channel());
            } else {
                context.fireChannelRead(message);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done && !done.isSuccess()) {
                String detail = "TLS: " + done.cause();
                setup.ledger().connection(LedgerEntry.Kind.CLOSED, setup.name(), connection, detail);
            }
            context.fireUserEventTriggered(event);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            setup.ledger().connection(LedgerEntry.Kind.CLOSED, setup.name(), connection, "");
            context.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
            if (!(cause instanceof IOException)) {
                context.fireExceptionCaught(cause);
            }
            context.close();
        }
    }
}
