package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockFees;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.chain.Transaction.AccessListEntry;
import io.mevstream.chain.Transaction.Authorization;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes chain records from a seed: every optional field there and not there, every transaction type. */
final class RandomRecords {

    private final SplittableRandom random;

    RandomRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A record of chain 1 with up to {@code logs} logs. */
    ChainRecord next(long position, int logs) {
        ChainRecord.Kind kind = pick(ChainRecord.Kind.values());
        long runStart = position == 0 ? 0 : random.nextLong(position + 1);
        return new ChainRecord(1, position, kind, runStart, pick(ChainRecord.Proof.values()), block(logs));
    }

    Block block(int logs) {
        BlockRef ref = new BlockRef(random.nextLong(1L << 40), hash());
        return new Block(
                ref,
                maybe(() -> header(ref)),
                maybe(() -> some(5, this::transaction)),
                maybe(() -> some(5, this::receipt)),
                exactly(logs == 0 ? 0 : random.nextInt(logs + 1), this::log),
                maybe(random::nextLong),
                logs == 0 ? pick(Block.LogCoverage.values()) : Block.LogCoverage.ALL,
                maybe(() -> some(5, this::frame)),
                maybe(() -> new BlockFees(maybe(this::address), maybe(this::uint), some(3, this::gasPaid))));
    }

    private CallFrame frame(int index) {
        return new CallFrame(
                random.nextInt(200) - 1,
                hash(),
                some(5, i -> random.nextInt(40)),
                pick(CallFrame.Type.values()),
                address(),
                maybe(this::address),
                uint(),
                bytes(random.nextInt(300)),
                bytes(random.nextInt(100)),
                maybe(random::nextLong),
                maybe(() -> "Reverted \u00e9 " + index),
                random.nextInt(5),
                pick(CallFrame.Outcome.values()));
    }

    private BlockFees.GasPaid gasPaid(int index) {
        return new BlockFees.GasPaid(index, hash(), random.nextLong(), random.nextLong(), maybe(this::uint));
    }

    /** A record as large as a busy mainnet block: all optional parts, 300 logs, 150 transactions. */
    ChainRecord busy(long position) {
        BlockRef ref = new BlockRef(18_000_000, hash());
        Block block = new Block(
                ref,
                header(ref),
                exactly(150, this::transaction),
                exactly(150, this::receipt),
                exactly(300, this::log),
                1_693_066_895L);
        return new ChainRecord(1, position, ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.ROOTS, block);
    }

    private BlockHeader header(BlockRef ref) {
        return new BlockHeader(
                ref.number(),
                ref.hash(),
                hash(),
                hash(),
                address(),
                hash(),
                hash(),
                hash(),
                bytes(256),
                uint(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                bytes(random.nextInt(33)),
                hash(),
                bytes(8),
                maybe(this::uint),
                maybe(this::hash),
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(this::hash),
                maybe(this::hash));
    }

    private Transaction transaction(int index) {
        int type = random.nextInt(5);
        return new Transaction(
                index,
                hash(),
                type,
                maybe(random::nextLong),
                address(),
                maybe(this::address),
                random.nextLong(),
                random.nextLong(),
                uint(),
                uint(),
                type < 2 ? null : uint(),
                type < 2 ? null : uint(),
                type == 3 ? uint() : null,
                bytes(random.nextInt(300)),
                type == 0 ? List.of() : some(3, i -> new AccessListEntry(address(), some(3, j -> hash()))),
                type == 3 ? some(6, i -> hash()) : List.of(),
                type == 4 ? some(3, this::authorization) : List.of(),
                uint(),
                uint(),
                uint());
    }

    private Authorization authorization(int index) {
        return new Authorization(uint(), address(), random.nextLong(), random.nextInt(2), uint(), uint());
    }

    private Receipt receipt(int index) {
        return new Receipt(
                index,
                hash(),
                random.nextInt(5),
                maybe(() -> random.nextInt(2)),
                maybe(this::hash),
                random.nextLong(),
                random.nextLong(),
                maybe(this::uint),
                address(),
                maybe(this::address),
                maybe(this::address));
    }

    private RawLog log(int index) {
        return new RawLog(
                index, random.nextInt(200), hash(), address(), some(4, i -> hash()), bytes(32 * random.nextInt(6)));
    }

    Hash hash() {
        return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Address address() {
        return new Address(random.nextLong(), random.nextLong(), random.nextInt());
    }

    /** Of every length, zero and the largest among them. */
    private UInt256 uint() {
        int bits = random.nextInt(258);
        if (bits == 257) return UInt256.MAX;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        for (int bit = 255; bit >= bits; bit--) bytes[31 - bit / 8] &= (byte) ~(1 << bit % 8);
        return UInt256.fromBytes(bytes, 0);
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Bytes(bytes);
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(int max, java.util.function.IntFunction<T> element) {
        return exactly(random.nextInt(max + 1), element);
    }

    private static <T> List<T> exactly(int count, java.util.function.IntFunction<T> element) {
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) elements.add(element.apply(i));
        return elements;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
