package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.SlotAuction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The public mempool as {@code txpool_*} and {@code eth_getTransactionByHash} show it. */
final class Txpool {

    private Txpool() {}

    static JsonNode status(SlotAuction auction) {
        int pending = 0;
        int queued = 0;
        for (PooledTransaction transaction : auction.mempool().all()) {
            if (isNext(auction, transaction)) {
                pending++;
            } else {
                queued++;
            }
        }
        ObjectNode status = JsonRpcService.JSON.createObjectNode();
        return status.put("pending", hex(pending)).put("queued", hex(queued));
    }

    /** All waiting transactions by sender and nonce; or one sender's by nonce. */
    static JsonNode content(SlotAuction auction, @Nullable Address only) {
        ObjectNode content = JsonRpcService.JSON.createObjectNode();
        ObjectNode pending = content.putObject("pending");
        ObjectNode queued = content.putObject("queued");
        for (PooledTransaction transaction : auction.mempool().all()) {
            Address from = transaction.from();
            if (only == null || only.equals(from)) {
                ObjectNode side = isNext(auction, transaction) ? pending : queued;
                ObjectNode own = only != null ? side : side.withObject("/" + from.toChecksummed());
                own.set(Long.toString(transaction.nonce()), pending(transaction));
            }
        }
        return content;
    }

    private static boolean isNext(SlotAuction auction, PooledTransaction transaction) {
        long mined = auction.head().nonce(transaction.from());
        return transaction.nonce() < auction.mempool().nextNonce(transaction.from(), mined);
    }

    /** A transaction that waits, as a node shows it. */
    static ObjectNode pending(PooledTransaction waiting) {
        Transaction t = waiting.transaction();
        ObjectNode node = JsonRpcService.JSON.createObjectNode();
        node.put("type", hex(t.type()));
        node.put("hash", t.hash().toString());
        node.putNull("blockHash").putNull("blockNumber").putNull("transactionIndex");
        node.put("from", t.from().toString());
        node.put("to", t.to() == null ? null : t.to().toString());
        node.put("nonce", hex(t.nonce()));
        node.put("gas", hex(t.gasLimit()));
        node.put("value", hex(t.valueWei().toBigInteger()));
        node.put("input", t.input().toString());
        node.put("gasPrice", hex(waiting.maxFeeWei()));
        if (t.type() >= 2) {
            node.put("maxFeePerGas", hex(waiting.maxFeeWei()));
            node.put("maxPriorityFeePerGas", hex(waiting.priorityWei()));
        }
        node.put("chainId", t.chainId() == null ? null : hex(t.chainId()));
        if (t.type() > 0) {
            accessList(node, t);
            node.put("yParity", hex(t.signatureV().toBigInteger()));
        }
        if (t.type() == 4) {
            authorizations(node, t);
        }
        node.put("v", hex(t.signatureV().toBigInteger()));
        node.put("r", hex(t.signatureR().toBigInteger()));
        node.put("s", hex(t.signatureS().toBigInteger()));
        return node;
    }

    private static void accessList(ObjectNode node, Transaction t) {
        var list = node.putArray("accessList");
        for (Transaction.AccessListEntry entry : t.accessList()) {
            var keys =
                    list.addObject().put("address", entry.address().toString()).putArray("storageKeys");
            for (Hash key : entry.storageKeys()) {
                keys.add(key.toString());
            }
        }
    }

    private static void authorizations(ObjectNode node, Transaction t) {
        var list = node.putArray("authorizationList");
        for (Transaction.Authorization authorization : t.authorizations()) {
            list.addObject()
                    .put("chainId", hex(authorization.chainId().toBigInteger()))
                    .put("address", authorization.address().toString())
                    .put("nonce", hex(authorization.nonce()))
                    .put("yParity", hex(authorization.yParity()))
                    .put("r", hex(authorization.signatureR().toBigInteger()))
                    .put("s", hex(authorization.signatureS().toBigInteger()));
        }
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String hex(BigInteger value) {
        return "0x" + value.toString(16);
    }
}
