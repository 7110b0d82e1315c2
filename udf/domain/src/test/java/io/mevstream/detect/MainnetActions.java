package io.mevstream.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.decode.MainnetLogs;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolTracker;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The recorded mainnet blocks as actions; blocks that follow one another know the pools of those before. */
final class MainnetActions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MainnetActions() {}

    static List<BlockActions> blocks() throws IOException {
        SortedMap<Long, Path> files = new TreeMap<>();
        try (Stream<Path> listed = Files.list(SharedData.require("mainnet-blocks"))) {
            for (Path file : listed.toList()) {
                String name = file.getFileName().toString();
                files.put(Long.parseLong(name.substring(0, name.indexOf('.'))), file);
            }
        }
        List<BlockActions> blocks = new ArrayList<>();
        Map<PoolId, PoolTracker.State> states = new HashMap<>();
        long before = -2;
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            if (file.getKey() != before + 1) {
                states.clear();
            }
            before = file.getKey();
            blocks.add(LoggedActions.of(read(file.getKey(), file.getValue()), states));
        }
        return blocks;
    }

    private static Block read(long number, Path file) throws IOException {
        JsonNode json;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            json = JSON.readTree(in);
        }
        List<RawLog> logs = new ArrayList<>();
        if (json.has("logs")) {
            json.get("logs").forEach(log -> logs.add(MainnetLogs.log(log)));
        } else {
            json.get("receipts").forEach(each -> each.get("logs").forEach(log -> logs.add(MainnetLogs.log(log))));
        }
        JsonNode block = json.get("block");
        List<Transaction> transactions = block == null ? null : new ArrayList<>();
        if (block != null) {
            UInt256 baseFee = block.has("baseFeePerGas") ? number(block.get("baseFeePerGas")) : UInt256.ZERO;
            block.get("transactions").forEach(body -> transactions.add(transaction(body, baseFee)));
        }
        List<Receipt> receipts = json.has("receipts") ? new ArrayList<>() : null;
        if (receipts != null) {
            json.get("receipts").forEach(receipt -> receipts.add(receipt(receipt)));
        }
        BlockRef ref = new BlockRef(number, new Hash(0, 0, 0, number));
        return new Block(ref, block == null ? null : header(number, block), transactions, receipts, logs, null);
    }

    private static BlockHeader header(long number, JsonNode block) {
        return new BlockHeader(
                number,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                Address.of(block.get("miner").asText()),
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                Bytes.EMPTY,
                UInt256.ZERO,
                0,
                0,
                0,
                Bytes.EMPTY,
                Hash.ZERO,
                Bytes.EMPTY,
                block.has("baseFeePerGas") ? number(block.get("baseFeePerGas")) : null,
                null,
                null,
                null,
                null,
                null);
    }

    private static UInt256 price(JsonNode body, UInt256 baseFee) {
        return body.has("gasPrice")
                ? number(body.get("gasPrice"))
                : number(body.get("maxFeePerGas")).min(baseFee.add(number(body.get("maxPriorityFeePerGas"))));
    }

    private static Transaction transaction(JsonNode body, UInt256 baseFee) {
        return new Transaction(
                Integer.decode(body.get("transactionIndex").asText()),
                Hash.of(body.get("hash").asText()),
                0,
                null,
                Address.of(body.get("from").asText()),
                body.get("to").isNull() ? null : Address.of(body.get("to").asText()),
                0,
                0,
                number(body.get("value")),
                price(body, baseFee),
                null,
                null,
                null,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                UInt256.ZERO,
                UInt256.ZERO,
                UInt256.ZERO);
    }

    private static Receipt receipt(JsonNode receipt) {
        return new Receipt(
                Integer.decode(receipt.get("transactionIndex").asText()),
                Hash.of(receipt.get("transactionHash").asText()),
                0,
                receipt.hasNonNull("status")
                        ? Integer.decode(receipt.get("status").asText())
                        : null,
                null,
                0,
                Long.decode(receipt.get("gasUsed").asText()),
                receipt.has("effectiveGasPrice") ? number(receipt.get("effectiveGasPrice")) : null,
                Address.of(receipt.get("from").asText()),
                receipt.hasNonNull("to") ? Address.of(receipt.get("to").asText()) : null,
                null);
    }

    private static UInt256 number(JsonNode hex) {
        return UInt256.of(new BigInteger(hex.asText().substring(2), 16));
    }
}
