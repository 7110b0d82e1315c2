package io.mevstream.verify;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Makes small chain records with all kinds of parts: few bytes, so that a mutation hits something that matters. */
final class GeneratedRecords {
    private final SplittableRandom random;

    GeneratedRecords(SplittableRandom random) {
        this.random = random;
    }

    ChainRecord next(long position) {
        BlockRef ref = new BlockRef(random.nextLong(1L << 30), hash());
        Block block = new Block(
                ref,
                random.nextBoolean() ? header(ref) : null,
                random.nextBoolean() ? list(2, this::transaction) : null,
                random.nextBoolean() ? list(2, this::receipt) : null,
                list(4, this::log),
                random.nextBoolean() ? 1_600_000_000L + random.nextInt(1 << 28) : null);
        ChainRecord.Kind kind = random.nextInt(4) == 0 ? ChainRecord.Kind.UNDO : ChainRecord.Kind.APPLY;
        ChainRecord.Proof[] proofs = ChainRecord.Proof.values();
        return new ChainRecord(
                1, position, kind, random.nextLong(position + 1), proofs[random.nextInt(proofs.length)], block);
    }

    private BlockHeader header(BlockRef ref) {
        boolean cancun = random.nextBoolean();
        return new BlockHeader(
                ref.number(),
                ref.hash(),
                hash(),
                hash(),
                address(),
                hash(),
                hash(),
                hash(),
                bytes(16),
                uint(),
                30_000_000,
                random.nextInt(30_000_000),
                1_600_000_000,
                bytes(random.nextInt(33)),
                hash(),
                bytes(8),
                cancun ? uint() : null,
                cancun ? hash() : null,
                cancun ? random.nextLong(1L << 20) : null,
                cancun ? random.nextLong(1L << 20) : null,
                cancun ? hash() : null,
                null);
    }

    private Transaction transaction(int index) {
        int type = random.nextInt(5);
        return new Transaction(
                index,
                hash(),
                type,
                random.nextBoolean() ? 1L : null,
                address(),
                random.nextBoolean() ? address() : null,
                random.nextInt(1000),
                21_000,
                uint(),
                uint(),
                type >= 2 ? uint() : null,
                type >= 2 ? uint() : null,
                type == 3 ? uint() : null,
                bytes(random.nextInt(80)),
                type == 1 ? list(2, i -> new Transaction.AccessListEntry(address(), list(2, j -> hash()))) : List.of(),
                type == 3 ? list(2, i -> hash()) : List.of(),
                type == 4
                        ? list(2, i -> new Transaction.Authorization(uint(), address(), i, i & 1, uint(), uint()))
                        : List.of(),
                uint(),
                uint(),
                uint());
    }

    private Receipt receipt(int index) {
        boolean byzantium = random.nextBoolean();
        return new Receipt(
                index,
                hash(),
                random.nextInt(5),
                byzantium ? random.nextInt(2) : null,
                byzantium ? null : hash(),
                random.nextInt(1 << 24),
                random.nextInt(1 << 20),
                random.nextBoolean() ? uint() : null,
                address(),
                random.nextBoolean() ? address() : null,
                null);
    }

    private RawLog log(int index) {
        return new RawLog(index, index, hash(), address(), list(4, i -> hash()), bytes(32 * random.nextInt(4)));
    }

    private Hash hash() {
        return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Address address() {
        return new Address(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private UInt256 uint() {
        return switch (random.nextInt(4)) {
            case 0 -> UInt256.ZERO;
            case 1 -> UInt256.MAX;
            case 2 -> UInt256.ofUnsigned(random.nextLong());
            default -> new UInt256(0, random.nextLong(), random.nextLong(), random.nextLong());
        };
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Bytes(bytes);
    }

    private <T> List<T> list(int max, IntFunction<T> element) {
        List<T> elements = new ArrayList<>();
        int count = random.nextInt(max + 1);
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(i));
        }
        return elements;
    }
}
