package io.mevstream.jobs.io.node;

import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.NodeJson;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one whole block from one endpoint: the block and its receipts by the block's hash, so that no reorg can slip
 * between the two, and takes nothing that hash and roots do not prove. Both parts are of one endpoint, so that who
 * contradicts himself is known.
 */
final class BlockFetch {

    private final boolean traces;

    /** @param traces whether call traces are fetched too */
    BlockFetch(boolean traces) {
        this.traces = traces;
    }

    CompletableFuture<ReadBlock> byHash(Endpoint endpoint, Hash hash) {
        CompletableFuture<byte[]> block = result(endpoint.ask(RpcRequest.block(hash)));
        CompletableFuture<byte[]> receipts = endpoint.knowsBlockReceipts()
                ? receipts(endpoint, hash, block)
                : block.thenCompose(bytes -> oneByOne(endpoint, bytes));
        return proven(endpoint, hash, block, receipts);
    }

    CompletableFuture<ReadBlock> byNumber(Endpoint endpoint, long number) {
        CompletableFuture<byte[]> block = result(endpoint.ask(RpcRequest.block(number)));
        return block.thenCompose(bytes -> {
            NodeJson.Head head = head(endpoint, bytes);
            if (head.ref().number() != number) {
                return contradiction(endpoint, "expected block " + number + ", found " + head.ref());
            }
            Hash hash = head.ref().hash();
            CompletableFuture<byte[]> receipts =
                    endpoint.knowsBlockReceipts() ? receipts(endpoint, hash, block) : oneByOne(endpoint, bytes);
            return proven(endpoint, hash, block, receipts);
        });
    }

    private CompletableFuture<ReadBlock> proven(
            Endpoint endpoint, Hash hash, CompletableFuture<byte[]> block, CompletableFuture<byte[]> receipts) {
        CompletableFuture<byte @Nullable []> traced = traces
                ? result(endpoint.ask(RpcRequest.traces(hash))).<byte @Nullable []>thenApply(bytes -> bytes)
                : CompletableFuture.completedFuture(null);
        return block.thenCombine(receipts, Parts::new)
                .thenCombine(traced, (parts, calls) -> read(endpoint, hash, parts, calls));
    }

    private record Parts(byte[] block, byte[] receipts) {}

    private static ReadBlock read(Endpoint endpoint, Hash hash, Parts parts, byte @Nullable [] traces) {
        try {
            ReadBlock read = NodeJson.block(endpoint.name(), parts.block, parts.receipts, traces);
            if (!read.block().hash().equals(hash)) {
                throw new CompletionException(contradicted(
                        endpoint,
                        "expected block " + hash + ", found " + read.block().ref()));
            }
            endpoint.state().wasFine();
            return read;
        } catch (NodeJson.Unusable wrong) {
            throw new CompletionException(contradicted(endpoint, String.valueOf(wrong.getMessage())));
        }
    }

    private static CompletableFuture<byte[]> receipts(Endpoint endpoint, Hash hash, CompletableFuture<byte[]> block) {
        return result(endpoint.ask(RpcRequest.receipts(hash)))
                .handle((bytes, failed) -> {
                    if (failed == null) {
                        return CompletableFuture.completedFuture(bytes);
                    }
                    NodeFailure failure = NodeFailure.of(failed);
                    if (failure.kind() != Kind.UNSUPPORTED) {
                        return CompletableFuture.<byte[]>failedFuture(failure);
                    }
                    endpoint.knowsNoBlockReceipts();
                    return block.thenCompose(whole -> oneByOne(endpoint, whole));
                })
                .thenCompose(next -> next);
    }

    /** The receipts of a block's transactions in batches, as one list. */
    private static CompletableFuture<byte[]> oneByOne(Endpoint endpoint, byte[] block) {
        List<Hash> hashes;
        try {
            hashes = NodeJson.transactionHashes(block);
        } catch (NodeJson.Unusable wrong) {
            return contradiction(endpoint, String.valueOf(wrong.getMessage()));
        }
        return endpoint.askAll(hashes.stream().map(RpcRequest::receipt).toList())
                .thenApply(BlockFetch::list);
    }

    private static byte[] list(List<RpcAnswer> answers) {
        ByteArrayOutputStream list = new ByteArrayOutputStream(4096);
        list.write('[');
        for (int i = 0; i < answers.size(); i++) {
            RpcAnswer answer = answers.get(i);
            if (answer.isNull()) {
                throw new CompletionException(
                        new NodeFailure(Kind.NULL_ANSWER, "expected a receipt of each transaction, found null"));
            }
            if (i > 0) {
                list.write(',');
            }
            list.write(answer.buffer(), answer.from(), answer.to() - answer.from());
        }
        list.write(']');
        return list.toByteArray();
    }

    private static NodeJson.Head head(Endpoint endpoint, byte[] block) {
        try {
            return NodeJson.head(block);
        } catch (NodeJson.Unusable wrong) {
            throw new CompletionException(contradicted(endpoint, String.valueOf(wrong.getMessage())));
        }
    }

    private static <T> CompletableFuture<T> contradiction(Endpoint endpoint, String detail) {
        return CompletableFuture.failedFuture(contradicted(endpoint, detail));
    }

    private static NodeFailure contradicted(Endpoint endpoint, String detail) {
        endpoint.state().failed(Kind.CONTRADICTION);
        return new NodeFailure(Kind.CONTRADICTION, endpoint.name() + ": " + detail);
    }

    private static CompletableFuture<byte[]> result(CompletableFuture<RpcAnswer> answer) {
        return answer.thenApply(RpcAnswer::result);
    }
}
