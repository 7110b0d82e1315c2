package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.TransactionEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node answered to one question, read as strictly as recorded blocks are. What is not so is an {@link Unusable}. */
public final class NodeJson {

    private NodeJson() {}

    /** A block as its header's announcement has it. */
    public record Head(BlockRef ref, Hash parentHash) {}

    /** The answer is not what was asked for, or contradicts itself. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** Number, hash and parent of a header or block. Nothing of it is proven. */
    public static Head head(byte[] json) throws Unusable {
        try {
            RpcObject header = RpcObject.of(tree(json));
            return new Head(new BlockRef(header.quantity("number"), header.hash("hash")), header.hash("parentHash"));
        } catch (Unreadable wrong) {
            throw new Unusable(wrong.detail());
        }
    }

    /** The hashes of a block's transactions, which stand there whole or as hashes. */
    public static List<Hash> transactionHashes(byte[] json) throws Unusable {
        try {
            List<Hash> hashes = new ArrayList<>();
            for (Object each : RpcObject.of(tree(json)).list("transactions")) {
                hashes.add(each instanceof Map ? RpcObject.of(each).hash("hash") : hash(each));
            }
            return hashes;
        } catch (Unreadable wrong) {
            throw new Unusable(wrong.detail());
        }
    }

    /** A list of hashes. */
    public static List<Hash> hashes(byte[] json) throws Unusable {
        try {
            List<Hash> hashes = new ArrayList<>();
            if (tree(json) instanceof List<?> list) {
                for (Object each : list) {
                    hashes.add(hash(each));
                }
                return hashes;
            }
            throw new Unusable("expected a list of hashes, found something else");
        } catch (Unreadable wrong) {
            throw new Unusable(wrong.detail());
        }
    }

    private static Hash hash(@Nullable Object value) throws Unusable {
        if (value instanceof String text && text.matches("0x[0-9a-fA-F]{64}")) {
            return Hash.of(text);
        }
        throw new Unusable("expected a hash, found " + value);
    }

    /** A pending transaction: whole, in which case its fields must hash to its hash, or the hash alone. */
    public static SeenTransaction pending(byte[] json, @Nullable Sighting seen) throws Unusable {
        try {
            Object value = tree(json);
            if (value instanceof String) {
                return new SeenTransaction(hash(value), null, null, seen);
            }
            Transaction transaction = HeaderMapper.pending(RpcObject.of(value));
            String problem = TransactionEncoding.problem(transaction);
            if (problem != null) {
                throw new Unusable("expected the fields of one of the types 0 to 4, found " + problem);
            }
            Bytes raw = TransactionEncoding.encode(transaction);
            Hash hash = io.mevstream.chain.Keccak.hash(raw.array());
            if (!hash.equals(transaction.hash())) {
                throw new Unusable("expected " + hash + " from the fields, found " + transaction.hash());
            }
            return new SeenTransaction(hash, transaction.from(), raw, seen);
        } catch (Unreadable wrong) {
            throw new Unusable(wrong.detail());
        }
    }

    /**
     * A whole block, which its hash and its roots prove.
     *
     * @param block the block with its transactions
     * @param receipts the list of its receipts
     * @param traces geth's traces of it; null for none
     */
    public static ReadBlock block(String source, byte[] block, byte[] receipts, byte @Nullable [] traces)
            throws Unusable {
        ByteArrayOutputStream file = new ByteArrayOutputStream(block.length + receipts.length + 64);
        file.writeBytes("{\"block\":".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(block);
        file.writeBytes(",\"receipts\":".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(receipts);
        if (traces != null) {
            file.writeBytes(",\"traces\":".getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(traces);
        }
        file.write('}');
        OneBlock one = new OneBlock();
        BlockReader reader = new BlockReader(one);
        reader.readBytes(source, file.toByteArray());
        reader.finish();
        ReadBlock read = one.read;
        if (read == null || one.refusal != null) {
            throw new Unusable(one.refusal == null ? "expected a block, found none" : one.refusal.message());
        }
        if (read.proof() != ChainRecord.Proof.ROOTS) {
            throw new Unusable("expected a block that its roots prove, found one proven by " + read.proof());
        }
        return read;
    }

    private static @Nullable Object tree(byte[] json) throws Unreadable {
        try (JsonTree tree = new JsonTree(json, 0, json.length)) {
            if (tree.next()) {
                return tree.value();
            }
        }
        throw new Unreadable(InputRefusal.Reason.NOT_JSON, "expected a JSON value, found none");
    }

    /** Takes what comes of one block's answers. */
    private static final class OneBlock implements BlockSink {
        private @Nullable ReadBlock read;
        private @Nullable InputRefusal refusal;

        @Override
        public void block(ReadBlock block) {
            read = block;
        }

        @Override
        public void refused(InputRefusal refused) {
            refusal = refusal == null ? refused : refusal;
        }
    }
}
