package io.mevstream.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bare anvil without contracts that mines when it is told. It ends with {@link #close}. */
final class PlainNode implements AutoCloseable {
    private static final int START_TRIES = 400;
    private static final int START_PAUSE_MILLIS = 25;

    private final Process process;
    private final int port;
    private final NodeCalls calls;
    private final String account;

    private PlainNode(Process process, int port) throws IOException, InterruptedException {
        this.process = process;
        this.port = port;
        this.calls = new NodeCalls("http://127.0.0.1:" + port);
        this.account = firstAccount();
    }

    /**
     * Starts it on the development chain's id.
     *
     * @param work where its output goes
     * @param firstSecond the first block's time: another one makes another chain
     */
    static PlainNode start(Path work, long firstSecond) throws IOException, InterruptedException {
        Path binary =
                ProjectFiles.find().home().resolve("devchain/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
        if (!Files.isExecutable(binary)) {
            throw new Skipped("expected anvil at " + binary + ", found none: build it by mvn package");
        }
        int port = DevchainProcess.freePort();
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--host", "127.0.0.1", "--port", "" + port));
        command.addAll(List.of("--no-mining", "--accounts", "1", "--hardfork", "prague", "--chain-id", "31337"));
        command.addAll(List.of("--timestamp", "" + firstSecond));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("anvil-" + port + ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new PlainNode(process, port);
    }

    private String firstAccount() throws IOException, InterruptedException {
        for (int i = 0; i < START_TRIES; i++) {
            try {
                return calls.call("eth_accounts", "").get(0).asText();
            } catch (IOException notYet) {
                Thread.sleep(START_PAUSE_MILLIS);
            }
        }
        process.destroyForcibly();
        throw new IOException("expected anvil to answer at port " + port + ", found nothing");
    }

    int port() {
        return port;
    }

    NodeCalls calls() {
        return calls;
    }

    /** Sends a transaction to its pool. */
    void send(long value) throws IOException {
        calls.call(
                "eth_sendTransaction",
                "{\"from\":\"" + account + "\",\"to\":\"" + account + "\",\"value\":\"0x" + Long.toHexString(value)
                        + "\"}");
    }

    /** Makes a block with a contract in it; the contract's address. */
    String deploy(String initCode) throws IOException {
        String hash = calls.call("eth_sendTransaction", "{\"from\":\"" + account + "\",\"data\":\"" + initCode + "\"}")
                .asText();
        mine();
        return calls.call("eth_getTransactionReceipt", "\"" + hash + "\"")
                .get("contractAddress")
                .asText();
    }

    /** Sends a call of a contract to its pool. */
    void call(String to, String data) throws IOException {
        calls.call(
                "eth_sendTransaction",
                "{\"from\":\"" + account + "\",\"to\":\"" + to + "\",\"data\":\"" + data + "\"}");
    }

    /** Makes a block of what is in its pool. */
    void mine() throws IOException {
        calls.call("evm_mine", "");
    }

    /** Undoes the latest blocks. */
    void rollBack(int blocks) throws IOException {
        calls.call("anvil_rollback", "" + blocks);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
