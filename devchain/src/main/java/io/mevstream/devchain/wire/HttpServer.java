package io.mevstream.devchain.wire;

import io.mevstream.devchain.ledger.Ledger;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Listens at ports of 127.0.0.1, each with a name and a service of its own, by HTTP and by HTTPS. Ends with {@link #close}. */
public final class HttpServer implements AutoCloseable {

    private static final int WORKERS = 8;

    static {
        // No slf4j binding is here, and it would say so.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService workers;
    private final Faults faults;
    private final Ledger ledger;
    private final Certificates certificates = new Certificates();
    private final AtomicLong connections = new AtomicLong();
    private final List<Listener> listeners = new ArrayList<>();

    public HttpServer(Faults faults, Ledger ledger) {
        this.faults = faults;
        this.ledger = ledger;
        AtomicInteger count = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(WORKERS, task -> {
            Thread thread = new Thread(task, "relay-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        faults.onChange(this::followFaults);
    }

    /** How a port speaks. */
    public enum Scheme {
        HTTP,
        HTTPS
    }

    /**
     * What a connection needs of its server.
     *
     * @param last the port's latest good answer, for a fault that gives it again
     */
    record Setup(
            String name,
            Scheme scheme,
            HttpService service,
            Faults faults,
            Ledger ledger,
            Certificates certificates,
            ExecutorService workers,
            AtomicLong connections,
            AtomicReference<@Nullable HttpAnswer> last) {}

    /** A port that is listened at, or would be if its faults let it. */
    private static final class Listener {
        private final Setup setup;
        private final EventLoopGroup loops;
        private int port;
        private Channel channel;

        Listener(Setup setup, EventLoopGroup loops, int port) {
            this.setup = setup;
            this.loops = loops;
            this.port = port;
            this.channel = bind();
        }

        private Channel bind() {
            try {
                ChannelFuture bound = new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(new ConnectionSetup(setup))
                        .bind(InetAddress.getLoopbackAddress(), port)
                        .await();
                if (!bound.isSuccess()) {
                    throw new IllegalStateException("expected port " + port + " to be free on 127.0.0.1: "
                            + bound.cause().getMessage());
                }
                port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
                return bound.channel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while listening at port " + port, e);
            }
        }

        void follow(boolean refuse) {
            if (refuse && channel.isOpen()) {
                channel.close().syncUninterruptibly();
            } else if (!refuse && !channel.isOpen()) {
                channel = bind();
            }
        }
    }

    /**
     * Listens.
     *
     * @param name of the relay, for faults and the ledger
     * @param port 0 for any free one
     * @return the port
     */
    public synchronized int listen(String name, Scheme scheme, int port, HttpService service) {
        Setup setup = new Setup(
                name, scheme, service, faults, ledger, certificates, workers, connections, new AtomicReference<>());
        Listener listener = new Listener(setup, loops, port);
        listeners.add(listener);
        return listener.port;
    }

    /** The authority of the HTTPS ports' certificates, as PEM. */
    public String rootPem() {
        return certificates.rootPem();
    }

    private synchronized void followFaults() {
        for (Listener listener : listeners) {
            listener.follow(faults.refuses(listener.setup.name()));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            listeners.forEach(listener -> listener.channel.close().syncUninterruptibly());
        }
        workers.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
