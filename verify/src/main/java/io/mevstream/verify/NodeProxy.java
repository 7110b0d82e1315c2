package io.mevstream.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in front of a node and answers as a node does that is well, or that is not. */
final class NodeProxy implements AutoCloseable {
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final int SLOW_MILLIS = 2_000;
    private static final int SILENT_MILLIS = 20_000;
    private static final int LAG_BLOCKS = 3;

    /** How it behaves. */
    enum Fault {
        NONE,
        /** Closes every connection without a word. */
        DEAD,
        /** Takes requests and says nothing. */
        SILENT,
        /** Answers after two seconds. */
        SLOW,
        /** Shows a head three blocks back, and has nothing newer. */
        LAGS,
        /** Changes a log's or receipt's content. */
        LIES_IN_RECEIPTS,
        /** Changes a field of the header. */
        LIES_IN_HEADER,
        /** Gives another block than the one that was asked for. */
        LIES_IN_BLOCK,
        TOO_MANY_REQUESTS,
        SERVER_ERROR,
        NULL,
        HTML,
        CUT_JSON
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "node-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final String target;
    private final NodeCalls node;
    private final AtomicLong spoiled = new AtomicLong();
    private volatile Fault fault = Fault.NONE;

    NodeProxy(int port) throws IOException {
        target = "http://127.0.0.1:" + port;
        node = new NodeCalls(target);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void behave(Fault as) {
        fault = as;
    }

    /** How many answers were not the node's. */
    long spoiled() {
        return spoiled.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Fault as = fault;
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (as != Fault.NONE && as != Fault.LAGS) {
            spoiled.incrementAndGet();
        }
        try {
            switch (as) {
                case DEAD -> exchange.close();
                case SILENT -> pause(exchange, SILENT_MILLIS);
                case TOO_MANY_REQUESTS -> send(exchange, TOO_MANY, "slow down");
                case SERVER_ERROR -> send(exchange, FAILED, "oops");
                case HTML -> send(exchange, OK, "<html><body>It works!</body></html>");
                case NULL ->
                    send(exchange, OK, request.replaceAll("^.*?\"id\":(\\d+).*$", "{\"id\":$1,\"result\":null}"));
                default -> pass(exchange, request, as);
            }
        } catch (InterruptedException closing) {
            exchange.close();
        }
    }

    private void pass(HttpExchange exchange, String request, Fault as) throws IOException, InterruptedException {
        if (as == Fault.SLOW) {
            Thread.sleep(SLOW_MILLIS);
        }
        String asked = as == Fault.LAGS ? lagging(request) : request;
        if (as == Fault.LIES_IN_BLOCK && request.contains("eth_getBlockByHash")) {
            asked = request.replaceAll("eth_getBlockByHash", "eth_getBlockByNumber")
                    .replaceAll("0x[0-9a-f]{64}", "0x1");
        }
        String text = forward(asked);
        if (as == Fault.LIES_IN_RECEIPTS && request.contains("Receipt")) {
            text = text.replace("\"cumulativeGasUsed\":\"0x5", "\"cumulativeGasUsed\":\"0x6");
        } else if (as == Fault.LIES_IN_HEADER && request.contains("eth_getBlockByHash")) {
            text = text.replaceFirst("\"gasLimit\":\"0x1", "\"gasLimit\":\"0x2");
        } else if (as == Fault.CUT_JSON) {
            text = text.substring(0, text.length() / 2);
        } else if (as == Fault.LAGS && tooNew(text)) {
            text = request.replaceAll("^.*?\"id\":(\\d+).*$", "{\"id\":$1,\"result\":null}");
        }
        send(exchange, OK, text);
    }

    /** The head three blocks back for the latest one. */
    private String lagging(String request) throws IOException {
        spoiled.incrementAndGet();
        return request.replace("\"latest\"", "\"0x" + Long.toHexString(laggingHead()) + "\"");
    }

    private long laggingHead() throws IOException {
        long head = Long.decode(node.call("eth_blockNumber", "").asText());
        return Math.max(0, head - LAG_BLOCKS);
    }

    private boolean tooNew(String text) throws IOException {
        java.util.regex.Matcher number = java.util.regex.Pattern.compile("\"(?:number|blockNumber)\":\"(0x[0-9a-f]+)\"")
                .matcher(text);
        return number.find() && Long.decode(number.group(1)) > laggingHead();
    }

    private String forward(String request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(target).toURL().openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(request.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void pause(HttpExchange exchange, long millis) throws InterruptedException {
        Thread.sleep(millis);
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        } catch (IOException gone) {
            // Whoever asked did not wait.
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
