package io.mevstream.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP relay on the loopback interface between a job and its store that can lose connections and acknowledgements. */
final class FaultProxy implements AutoCloseable {
    private static final byte[] TOKEN = "insert_deduplication_token=".getBytes(StandardCharsets.US_ASCII);
    private static final int TOKEN_DIGITS = 64;

    private final ServerSocket server;
    private final int target;
    private final SplittableRandom random;
    private final boolean randomTokens;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger answersLost = new AtomicInteger();
    private volatile boolean down;

    /**
     * @param target the store's port
     * @param randomTokens whether each request's deduplication token is replaced by a random one: the planted fault
     */
    FaultProxy(int target, boolean randomTokens, SplittableRandom random) throws IOException {
        this.target = target;
        this.randomTokens = randomTokens;
        this.random = random;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy-accept", this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The next {@code more} answers of the store are swallowed, and their connections closed. */
    void loseAnswers(int more) {
        answersToLose.addAndGet(more);
    }

    /** How many answers were lost so far. */
    int answersLost() {
        return answersLost.get();
    }

    /** Cuts every connection wherever it is and accepts none. */
    void goDown() {
        down = true;
        open.forEach(FaultProxy::abort);
    }

    void comeUp() {
        down = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (down) {
                    abort(client);
                } else {
                    relay(client);
                }
            } catch (IOException e) {
                // The proxy was closed, or the store is away: the client sees a cut connection either way.
            }
        }
    }

    private void relay(Socket client) throws IOException {
        Socket store = new Socket();
        try {
            store.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            abort(client);
            throw e;
        }
        open.add(client);
        open.add(store);
        start("proxy-requests", () -> pump(client, store, true));
        start("proxy-answers", () -> pump(store, client, false));
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (requests && randomTokens) {
                    replaceToken(buffer, n);
                }
                if (!requests && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    answersLost.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // One side went away; closing both tells the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void replaceToken(byte[] buffer, int length) {
        for (int i = 0; i + TOKEN.length + TOKEN_DIGITS <= length; i++) {
            if (java.util.Arrays.equals(buffer, i, i + TOKEN.length, TOKEN, 0, TOKEN.length)) {
                byte[] other = new byte[TOKEN_DIGITS / 2];
                synchronized (random) {
                    random.nextBytes(other);
                }
                byte[] digits = HexFormat.of().formatHex(other).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, buffer, i + TOKEN.length, TOKEN_DIGITS);
            }
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        goDown();
    }
}
