package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.builder.SlotAuction;
import io.mevstream.devchain.node.JsonRpc;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a searcher takes for its node: it owns the public mempool and mines through the builders; everything else is answered by
 * the node behind it.
 */
final class PublicNode extends JsonRpcService {

    /** Would put transactions into blocks past the builders. */
    private static final Set<String> WITHHELD = Set.of(
            "eth_sendTransaction",
            "eth_sendUnsignedTransaction",
            "eth_sendRawTransactionSync",
            "anvil_reorg",
            "anvil_setCoinbase",
            "hardhat_setCoinbase",
            "anvil_setAutomine",
            "evm_setAutomine",
            "evm_setIntervalMining",
            "anvil_setIntervalMining",
            "evm_snapshot",
            "evm_revert",
            "anvil_snapshot",
            "anvil_revert",
            "anvil_reset",
            "hardhat_reset");

    private final SlotAuction auction;
    private final JsonRpc node;
    private @Nullable Long nextTimestamp;

    PublicNode(SlotAuction auction, JsonRpc node) {
        this.auction = auction;
        this.node = node;
    }

    @Override
    JsonNode result(RpcRequest request) {
        if (WITHHELD.contains(request.method())) {
            throw new Refusal(
                    Refusal.NO_METHOD,
                    "the method " + request.method()
                            + " would go past the builders; ask the node behind the relays for it");
        }
        return switch (request.method()) {
            case "eth_sendRawTransaction" -> sendRaw(request);
            case "eth_getTransactionByHash" -> transaction(request);
            case "eth_getTransactionCount" -> transactionCount(request);
            case "txpool_status" -> Txpool.status(auction);
            case "txpool_content" -> Txpool.content(auction, null);
            case "txpool_contentFrom" -> Txpool.content(auction, address(request, 0));
            case "evm_mine" -> mine(request);
            case "anvil_mine", "hardhat_mine" -> mineSeveral(request);
            case "evm_setNextBlockTimestamp" ->
                setNextTimestamp(quantity(request.param(0)).longValueExact());
            case "anvil_setNextBlockBaseFeePerGas", "hardhat_setNextBlockBaseFeePerGas" -> setBaseFee(request);
            case "anvil_rollback" -> rollBack(request);
            default -> node(request);
        };
    }

    private JsonNode node(RpcRequest request) {
        JsonNode answer = node.answers(List.of(new Request(request.method(), request.all())))
                .get(0);
        if (answer.has("error")) {
            JsonNode error = answer.get("error");
            throw new NodeRefusal(error);
        }
        return answer.path("result").isMissingNode() ? NullNode.getInstance() : answer.get("result");
    }

    private JsonNode sendRaw(RpcRequest request) {
        PooledTransaction transaction = PooledTransaction.read(request.param(0).asText());
        if (!request.keep()) {
            return TextNode.valueOf(transaction.hash().toString());
        }
        return TextNode.valueOf(auction.submit(transaction).toString());
    }

    private JsonNode transaction(RpcRequest request) {
        PooledTransaction waiting;
        try {
            waiting = auction.mempool().get(Hash.of(request.param(0).asText()));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid(String.valueOf(malformed.getMessage()));
        }
        return waiting == null ? node(request) : Txpool.pending(waiting);
    }

    private JsonNode transactionCount(RpcRequest request) {
        if (!request.param(1).asText().equals("pending")) {
            return node(request);
        }
        Address sender = address(request, 0);
        long next = auction.mempool().nextNonce(sender, auction.head().nonce(sender));
        return TextNode.valueOf("0x" + Long.toHexString(next));
    }

    private static Address address(RpcRequest request, int place) {
        try {
            return Address.of(request.param(place).asText());
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid(String.valueOf(malformed.getMessage()));
        }
    }

    private synchronized JsonNode mine(RpcRequest request) {
        JsonNode given = request.param(0);
        if (given.isObject()) {
            given = given.path("timestamp");
        }
        Long timestamp = given.isMissingNode() || given.isNull()
                ? nextTimestamp
                : (Long) quantity(given).longValueExact();
        nextTimestamp = null;
        if (timestamp == null) {
            auction.mineBlock();
        } else if (timestamp <= auction.head().timestamp()) {
            throw Refusal.invalid(
                    "Timestamp error: " + timestamp + " is lower than or equal to previous block's timestamp");
        } else {
            auction.mineBlock(timestamp);
        }
        return TextNode.valueOf("0x0");
    }

    private synchronized JsonNode mineSeveral(RpcRequest request) {
        long blocks = request.param(0).isMissingNode()
                ? 1
                : quantity(request.param(0)).longValueExact();
        long interval = request.param(1).isMissingNode()
                ? 0
                : quantity(request.param(1)).longValueExact();
        if (blocks < 0 || blocks > 10_000) {
            throw Refusal.invalid("expected 0 to 10000 blocks, found " + blocks);
        }
        for (long i = 0; i < blocks; i++) {
            if (interval == 0) {
                auction.mineBlock();
            } else {
                auction.mineBlock(auction.head().timestamp() + interval);
            }
        }
        return NullNode.getInstance();
    }

    private synchronized JsonNode setNextTimestamp(long seconds) {
        nextTimestamp = seconds;
        return NullNode.getInstance();
    }

    private JsonNode setBaseFee(RpcRequest request) {
        auction.nextBaseFee(quantity(request.param(0)));
        return NullNode.getInstance();
    }

    private JsonNode rollBack(RpcRequest request) {
        long blocks = request.param(0).isMissingNode()
                ? 1
                : quantity(request.param(0)).longValueExact();
        if (blocks < 0 || blocks > auction.head().number()) {
            throw Refusal.invalid("expected 0 to " + auction.head().number() + " blocks, found " + blocks);
        }
        auction.rollBack(Math.toIntExact(blocks));
        return BooleanNode.TRUE;
    }

    private static BigInteger quantity(JsonNode given) {
        String text = given.asText();
        boolean hex = text.matches("0x[0-9a-fA-F]{1,64}");
        if (!hex && !text.matches("[0-9]{1,18}")) {
            throw Refusal.invalid("expected a number, found " + RpcRequest.brief(given));
        }
        BigInteger value = hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        if (value.bitLength() > 62) {
            throw Refusal.invalid("expected a number below 2^62, found " + RpcRequest.brief(given));
        }
        return value;
    }
}
