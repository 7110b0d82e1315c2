package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.BundlePool;
import io.mevstream.devchain.builder.Execution;
import io.mevstream.devchain.builder.SlotAuction;
import io.mevstream.devchain.builder.SlotReport;
import io.mevstream.devchain.wire.HttpAnswer;
import io.mevstream.devchain.wire.HttpCall;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a relay answers to GET: which bundles a block holds, and how a private transaction stands. */
final class Pages {

    private static final Pattern BLOCKS = Pattern.compile("/v1/blocks(?:\\?block_number=([0-9]{1,18}))?");
    private static final Pattern TRANSACTION = Pattern.compile("/tx/(0x[0-9a-fA-F]{64})");

    private final SlotAuction auction;
    private final BundlePool pool;

    Pages(SlotAuction auction, BundlePool pool) {
        this.auction = auction;
        this.pool = pool;
    }

    HttpAnswer answer(HttpCall call) {
        Matcher blocks = BLOCKS.matcher(call.uri());
        if (blocks.matches()) {
            return HttpAnswer.json(200, blocks(blocks.group(1)).toString());
        }
        Matcher transaction = TRANSACTION.matcher(call.uri());
        if (transaction.matches()) {
            return HttpAnswer.json(200, status(Hash.of(transaction.group(1))).toString());
        }
        return HttpAnswer.of(404, "text/plain", "POST JSON-RPC, or GET /v1/blocks or /tx/HASH\n");
    }

    private ObjectNode blocks(@Nullable String number) {
        ObjectNode answer = JsonRpcService.JSON.createObjectNode();
        answer.put("latest_block_number", auction.head().number());
        ArrayNode blocks = answer.putArray("blocks");
        List<SlotReport> reports;
        if (number == null) {
            reports = auction.reportsFrom(0);
        } else {
            SlotReport report = auction.report(Long.parseLong(number));
            reports = report == null ? List.of() : List.of(report);
        }
        for (SlotReport report : reports) {
            if (!report.included().isEmpty()) {
                blocks.add(block(report));
            }
        }
        return answer;
    }

    private static ObjectNode block(SlotReport report) {
        ObjectNode block = JsonRpcService.JSON.createObjectNode();
        ArrayNode transactions = JsonRpcService.JSON.createArrayNode();
        BigInteger reward = BigInteger.ZERO;
        BigInteger sent = BigInteger.ZERO;
        long gas = 0;
        for (int i = 0; i < report.included().size(); i++) {
            SlotReport.Included included = report.included().get(i);
            for (int j = 0; j < included.executions().size(); j++) {
                Execution execution = included.executions().get(j);
                transactions.add(transaction(report, i, included.firstIndex() + j, execution));
                reward = reward.add(execution.coinbaseDiffWei());
                sent = sent.add(execution.sentToCoinbaseWei());
                gas += execution.gasUsed();
            }
        }
        String coinbase = report.slot().coinbase().toChecksummed();
        block.put("block_number", report.slot().number());
        block.put("fee_recipient", coinbase).put("fee_recipient_eth_diff", reward.toString());
        block.put("miner_reward", reward.toString()).put("miner", coinbase);
        block.put("coinbase_transfers", sent.toString()).put("eth_sent_to_fee_recipient", sent.toString());
        block.put("gas_used", gas);
        block.put("gas_price", perGas(reward, gas));
        block.set("transactions", transactions);
        return block;
    }

    private static ObjectNode transaction(SlotReport report, int bundle, int index, Execution execution) {
        ObjectNode node = JsonRpcService.JSON.createObjectNode();
        Address to = execution.transaction().transaction().to();
        String coinbase = report.slot().coinbase().toChecksummed();
        String diff = execution.coinbaseDiffWei().toString();
        node.put("transaction_hash", execution.transaction().hash().toString());
        node.put("tx_index", index);
        node.put("bundle_type", "flashbots");
        node.put("bundle_index", bundle);
        node.put("block_number", report.slot().number());
        node.put("eoa_address", execution.transaction().from().toChecksummed());
        node.put("to_address", to == null ? "0x" : to.toChecksummed());
        node.put("gas_used", execution.gasUsed());
        node.put("gas_price", perGas(execution.coinbaseDiffWei(), execution.gasUsed()));
        node.put("coinbase_transfer", execution.sentToCoinbaseWei().toString());
        node.put("eth_sent_to_fee_recipient", execution.sentToCoinbaseWei().toString());
        node.put("total_miner_reward", diff);
        node.put("fee_recipient", coinbase).put("fee_recipient_eth_diff", diff);
        return node;
    }

    private static String perGas(BigInteger wei, long gas) {
        return gas == 0 ? "0" : wei.divide(BigInteger.valueOf(gas)).toString();
    }

    /** As Flashbots Protect has it: PENDING, INCLUDED or UNKNOWN; what is cancelled or too late is known no longer. */
    private ObjectNode status(Hash hash) {
        ObjectNode answer = JsonRpcService.JSON.createObjectNode();
        JsonNode receipt = auction.receipt(hash);
        boolean waits = pool.all().stream()
                .anyMatch(bundle ->
                        bundle.isSingle() && bundle.transactions().get(0).hash().equals(hash));
        String status = !receipt.isNull() ? "INCLUDED" : waits ? "PENDING" : "UNKNOWN";
        answer.put("status", status).put("hash", hash.toString());
        answer.put("isRevert", receipt.path("status").asText().equals("0x0"));
        return answer;
    }
}
