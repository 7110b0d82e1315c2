package io.mevstream.devchain.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Anvil as a child process on 127.0.0.1 that mines only when told. It ends with {@link #close}, and with its parent however
 * that ends: a shell between the two kills it when the parent's end of a pipe closes.
 */
public final class Anvil implements AutoCloseable {

    private static final String KEEPER =
            """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { cat <&3 >/dev/null; kill "$child" 2>/dev/null; } &
            wait "$child"
            """;

    private static final long START_MILLIS = 20_000;

    private final Process process;
    private final URI url;
    private final JsonRpc rpc;

    private Anvil(Process process, URI url) {
        this.process = process;
        this.url = url;
        this.rpc = new JsonRpc(url);
    }

    /**
     * How the chain begins.
     *
     * @param port 0 for any free one
     * @param chainId EIP-155
     * @param genesisTime the first block's timestamp in seconds
     * @param blockGasLimit of every block, from the first
     * @param baseFeeWei of the first block
     * @param history how many blocks back states are kept, and so how deep a rollback can go
     */
    public record Settings(int port, long chainId, long genesisTime, long blockGasLimit, long baseFeeWei, int history) {

        /** 2026-01-01T00:00:00Z, chain 31337, blocks of 45 million gas, rollbacks of up to 128 blocks. */
        public static final Settings STANDARD = new Settings(0, 31337, 1_767_225_600L, 45_000_000, 1_000_000_000, 128);

        public Settings withPort(int newPort) {
            return new Settings(newPort, chainId, genesisTime, blockGasLimit, baseFeeWei, history);
        }

        public Settings withHistory(int blocks) {
            return new Settings(port, chainId, genesisTime, blockGasLimit, baseFeeWei, blocks);
        }
    }

    /**
     * Starts it and waits for its first answer.
     *
     * @param binary the executable
     * @param log where its output goes
     * @throws IllegalStateException when it ends or stays silent, with the end of its output
     */
    public static Anvil start(Path binary, Settings settings, Path log) {
        int port = freePort(settings.port());
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "anvil", binary.toString()));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "" + port));
        command.addAll(List.of("--no-mining", "--order", "fifo", "--accounts", "1", "--no-request-size-limit"));
        // A bundle may fund a sender that has nothing yet: the node's pool must not look at balances, the block does.
        command.add("--disable-pool-balance-checks");
        command.addAll(List.of("--hardfork", "prague", "--chain-id", "" + settings.chainId()));
        command.addAll(List.of("--timestamp", "" + settings.genesisTime()));
        command.addAll(List.of("--gas-limit", "" + settings.blockGasLimit()));
        command.addAll(List.of("--block-base-fee-per-gas", "" + settings.baseFeeWei()));
        command.addAll(List.of("--prune-history", "" + settings.history()));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Anvil anvil = new Anvil(process, URI.create("http://127.0.0.1:" + port));
            anvil.awaitAnswer(log);
            return anvil;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start anvil from " + binary, e);
        }
    }

    /** Where it answers JSON-RPC by HTTP; by WebSocket at the same port. */
    public URI url() {
        return url;
    }

    public JsonRpc rpc() {
        return rpc;
    }

    /** The process between; it ends when anvil does. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                rpc.call("eth_chainId");
                return;
            } catch (UncheckedIOException notYet) {
                pause();
            }
        }
        String output = Files.readString(log);
        close();
        throw new IllegalStateException("expected anvil to answer at " + url + " within " + START_MILLIS
                + " ms, found none; the end of its output:\n"
                + output.substring(Math.max(0, output.length() - 1000)));
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while anvil was starting", e);
        }
    }

    /** The port, or any where it is 0; looked at before, as another node's answer would be taken for this one's. */
    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "expected port " + wanted + " to be free on 127.0.0.1: " + e.getMessage(), e);
        }
    }
}
