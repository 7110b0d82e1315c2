package io.mevstream.jobs.io.node;

import io.mevstream.chain.Hash;

/**
 * A JSON-RPC request without its id.
 *
 * @param params the parameters as JSON, without the brackets around them
 */
record RpcRequest(String method, String params) {

    static final RpcRequest CHAIN_ID = new RpcRequest("eth_chainId", "");
    static final RpcRequest LATEST = new RpcRequest("eth_getBlockByNumber", "\"latest\",false");
    static final RpcRequest NEW_HEADS = new RpcRequest("eth_subscribe", "\"newHeads\"");
    /** With the whole transactions, as geth, reth, erigon and anvil offer them. */
    static final RpcRequest NEW_PENDING = new RpcRequest("eth_subscribe", "\"newPendingTransactions\",true");

    static final RpcRequest NEW_PENDING_HASHES = new RpcRequest("eth_subscribe", "\"newPendingTransactions\"");
    static final RpcRequest PENDING_FILTER = new RpcRequest("eth_newPendingTransactionFilter", "");

    static RpcRequest block(Hash hash) {
        return new RpcRequest("eth_getBlockByHash", quoted(hash) + ",true");
    }

    static RpcRequest block(long number) {
        return new RpcRequest("eth_getBlockByNumber", "\"0x" + Long.toHexString(number) + "\",true");
    }

    static RpcRequest receipts(Hash block) {
        return new RpcRequest("eth_getBlockReceipts", quoted(block));
    }

    static RpcRequest receipt(Hash transaction) {
        return new RpcRequest("eth_getTransactionReceipt", quoted(transaction));
    }

    static RpcRequest transaction(Hash hash) {
        return new RpcRequest("eth_getTransactionByHash", quoted(hash));
    }

    /** Geth's call traces of a block. */
    static RpcRequest traces(Hash block) {
        return new RpcRequest("debug_traceBlockByHash", quoted(block) + ",{\"tracer\":\"callTracer\"}");
    }

    static RpcRequest changes(String filter) {
        return new RpcRequest("eth_getFilterChanges", "\"" + filter + "\"");
    }

    String text(long id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":[" + params + "]}";
    }

    private static String quoted(Hash hash) {
        return "\"" + hash + "\"";
    }
}
