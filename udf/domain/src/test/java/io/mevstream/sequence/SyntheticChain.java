package io.mevstream.sequence;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.integrity.HeaderEncoding;
import io.mevstream.integrity.LogsBloom;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Blocks with real hashes over made-up headers, and every block ever made by its hash. */
final class SyntheticChain {

    static final long FIRST = 1000;

    final Map<Hash, Block> made = new HashMap<>();
    final List<Block> inOrder = new ArrayList<>();
    private final Random random;

    SyntheticChain(Random random) {
        this.random = random;
    }

    Block first() {
        return make(FIRST, Hash.ZERO);
    }

    Block childOf(Block parent) {
        return make(parent.number() + 1, parent.hash());
    }

    Block make(long number, Hash parent) {
        List<RawLog> logs = new ArrayList<>();
        LogsBloom bloom = new LogsBloom();
        for (int i = random.nextInt(3); i > 0; i--) {
            RawLog log = new RawLog(
                    logs.size(), 0, new Hash(0, 0, 0, number), new Address(number, 0, i), List.of(), Bytes.EMPTY);
            logs.add(log);
            bloom.add(log);
        }
        BlockHeader unhashed = header(
                number, Hash.ZERO, parent, bloom, new Bytes(new byte[] {(byte) made.size(), (byte) (made.size() >> 8)
                }));
        Hash hash = HeaderEncoding.hash(unhashed);
        Block block = new Block(
                new BlockRef(number, hash),
                header(number, hash, parent, bloom, unhashed.extraData()),
                null,
                null,
                logs,
                number * 12);
        made.put(hash, block);
        inOrder.add(block);
        return block;
    }

    private static BlockHeader header(long number, Hash hash, Hash parent, LogsBloom bloom, Bytes extra) {
        return new BlockHeader(
                number,
                hash,
                parent,
                Hash.ZERO,
                Address.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                bloom.toBytes(),
                UInt256.ZERO,
                30_000_000,
                21_000,
                number * 12,
                extra,
                Hash.ZERO,
                new Bytes(new byte[8]),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    Block parentOf(Block block) {
        return made.get(block.parentHash());
    }

    Block ancestor(Block block, int steps) {
        Block at = block;
        for (int i = 0; i < steps; i++) {
            at = parentOf(at);
        }
        return at;
    }

    /** The chain that ends with the block, first block first: the oracle, by parent hashes alone. */
    List<Block> chainTo(Block head) {
        List<Block> chain = new ArrayList<>();
        for (Block at = head; at != null; at = parentOf(at)) {
            chain.add(0, at);
        }
        return chain;
    }

    /** A chain of {@code length} blocks; returns its last. */
    Block grow(Block from, int length) {
        Block at = from;
        for (int i = 0; i < length; i++) {
            at = childOf(at);
        }
        return at;
    }

    static final Proof PROOF = Proof.BLOOM;
}
