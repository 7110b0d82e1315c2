package io.mevstream.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.integrity.HeaderEncoding;
import io.mevstream.integrity.LogsBloom;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A tree of made-up blocks over a fixed set of pools: pairs whose swaps follow from their reserves by Uniswap V2's maths
 * along every branch, and concentrated-liquidity pools. Each block has some made-up swaps, unknown and torn logs too.
 * Headers hash to their hashes and their blooms hold the logs. A block is a pure function of its parent and a salt.
 *
 * @param pools the number of pools; a quarter of them are concentrated-liquidity pools
 * @param swapsPerBlock the number of swaps in each block
 * @param sandwichesPerBlock the number of sandwiches besides, three swaps each
 */
public record SyntheticChain(long seed, int pools, int swapsPerBlock, int sandwichesPerBlock) {

    /** A chain without sandwiches. */
    public SyntheticChain(long seed, int pools, int swapsPerBlock) {
        this(seed, pools, swapsPerBlock, 0);
    }

    private static final long FIRST_TIME_SECONDS = 1_700_000_000;
    private static final long SECONDS_PER_BLOCK = 12;
    private static final long FIRST_RESERVE = 1L << 50;
    private static final Address FEED = address(3, 0);
    private static final UInt256 FIRST_PRICE = new UInt256(0, 0, 1L << 32, 0);

    /**
     * A block and what its branch has come to.
     *
     * @param reserves of pool i at 2i and 2i + 1
     */
    public record Node(Block block, List<Long> reserves) {}

    /** The block that all branches begin with. It announces the pools and gives them reserves and prices. */
    public Node first(long number) {
        long[] reserves = new long[2 * pools];
        LogWriter out = new LogWriter(seed);
        out.beginTransaction();
        for (int pool = 0; pool < pools; pool++) {
            out.created(pool(pool), token(pool, 0), token(pool, 1), isRange(pool));
            if (isRange(pool)) {
                out.initialize(pool(pool), FIRST_PRICE, 0);
                out.mint(pool(pool), trader(pool), -600, 600, FIRST_RESERVE, FIRST_RESERVE >> 5);
            } else {
                reserves[2 * pool] = FIRST_RESERVE + pool;
                reserves[2 * pool + 1] = FIRST_RESERVE - pool;
                out.sync(pool(pool), reserves[2 * pool], reserves[2 * pool + 1]);
            }
        }
        return node(block(number, Hash.ZERO, seed, out.logs()), reserves);
    }

    /** A block on top of another; another salt gives a sibling. */
    public Node next(Node parent, long salt) {
        Hash parentHash = parent.block().hash();
        SplittableRandom random = new SplittableRandom(seed ^ parentHash.w0() ^ Long.rotateLeft(salt, 17));
        long[] reserves = parent.reserves().stream().mapToLong(Long::longValue).toArray();
        LogWriter out = new LogWriter(random.nextLong());
        for (int i = 0; i < swapsPerBlock; i++) {
            out.beginTransaction();
            int pool = random.nextInt(pools);
            if (isRange(pool)) {
                rangeSwap(pool, random, out);
            } else {
                pairSwap(pool, random, reserves, out);
            }
        }
        for (int i = 0; i < sandwichesPerBlock; i++) {
            sandwich(random.nextInt(pools), random, reserves, out);
        }
        oddities(parent.block().number() + 1, random, out);
        return node(block(parent.block().number() + 1, parentHash, salt, out.logs()), reserves);
    }

    private static Node node(Block block, long[] reserves) {
        return new Node(block, Arrays.stream(reserves).boxed().toList());
    }

    private void pairSwap(int pool, SplittableRandom random, long[] reserves, LogWriter out) {
        boolean zeroForOne = random.nextBoolean();
        long amountIn = random.nextLong(1_000, reserves[2 * pool + (zeroForOne ? 0 : 1)] >> 7);
        pairSwap(pool, zeroForOne, amountIn, trader(random.nextInt(100)), reserves, out);
    }

    /** Bought, someone else bought more, sold again: the attacker is nobody's trader. */
    private static void sandwich(int anyPool, SplittableRandom random, long[] reserves, LogWriter out) {
        out.beginTransaction();
        int pool = isRange(anyPool) ? anyPool - 1 : anyPool;
        boolean zeroForOne = random.nextBoolean();
        long reserve = reserves[2 * pool + (zeroForOne ? 0 : 1)];
        Address attacker = trader(1_000 + pool);
        long bought = pairSwap(pool, zeroForOne, reserve >> 9, attacker, reserves, out);
        out.beginTransaction();
        pairSwap(pool, zeroForOne, reserve >> 5, trader(random.nextInt(100)), reserves, out);
        out.beginTransaction();
        pairSwap(pool, !zeroForOne, bought, attacker, reserves, out);
    }

    private static long pairSwap(
            int pool, boolean zeroForOne, long amountIn, Address trader, long[] reserves, LogWriter out) {
        int in = 2 * pool + (zeroForOne ? 0 : 1);
        int other = 2 * pool + (zeroForOne ? 1 : 0);
        long amountOut = amountOut(amountIn, reserves[in], reserves[other]);
        reserves[in] += amountIn;
        reserves[other] -= amountOut;
        out.transfer(token(pool, zeroForOne ? 0 : 1), trader, pool(pool), amountIn);
        out.transfer(token(pool, zeroForOne ? 1 : 0), pool(pool), trader, amountOut);
        out.sync(pool(pool), reserves[2 * pool], reserves[2 * pool + 1]);
        out.pairSwap(pool(pool), trader, zeroForOne, amountIn, amountOut);
        return amountOut;
    }

    /** Uniswap V2's output, by BigInteger: what is tested is not what made the test. */
    private static long amountOut(long amountIn, long reserveIn, long reserveOut) {
        BigInteger withFee = BigInteger.valueOf(amountIn).multiply(BigInteger.valueOf(997));
        BigInteger denominator = BigInteger.valueOf(reserveIn)
                .multiply(BigInteger.valueOf(1_000))
                .add(withFee);
        return withFee.multiply(BigInteger.valueOf(reserveOut))
                .divide(denominator)
                .longValueExact();
    }

    private void rangeSwap(int pool, SplittableRandom random, LogWriter out) {
        boolean zeroForOne = random.nextBoolean();
        long amountIn = random.nextLong(1_000, 1L << 40);
        long amountOut = amountIn - random.nextLong(1, 1_000);
        Address trader = trader(random.nextInt(100));
        out.transfer(token(pool, zeroForOne ? 1 : 0), pool(pool), trader, amountOut);
        out.transfer(token(pool, zeroForOne ? 0 : 1), trader, pool(pool), amountIn);
        UInt256 price = new UInt256(0, 0, (1L << 32) + random.nextInt(1 << 20), random.nextLong());
        out.rangeSwap(
                pool(pool),
                trader,
                zeroForOne ? amountIn : -amountOut,
                zeroForOne ? -amountOut : amountIn,
                price,
                FIRST_RESERVE,
                random.nextInt(-500, 500));
    }

    private void oddities(long number, SplittableRandom random, LogWriter out) {
        out.beginTransaction();
        out.pairSwap(pool(random.nextInt(pools)), trader(0), true, 1_000, 999);
        out.unknown(trader(1));
        out.tornTransfer(token(0, 0), trader(2), trader(3));
        out.answer(FEED, random.nextLong(-1_000, 1_000), number, FIRST_TIME_SECONDS);
    }

    private static Block block(long number, Hash parentHash, long salt, List<RawLog> logs) {
        LogsBloom bloom = new LogsBloom();
        logs.forEach(bloom::add);
        long time = FIRST_TIME_SECONDS + number * SECONDS_PER_BLOCK;
        BlockHeader unnamed = header(number, Hash.ZERO, parentHash, salt, bloom.toBytes(), time);
        Hash hash = HeaderEncoding.hash(unnamed);
        BlockHeader header = header(number, hash, parentHash, salt, bloom.toBytes(), time);
        return new Block(new BlockRef(number, hash), header, null, null, logs, time);
    }

    private static BlockHeader header(
            long number, Hash hash, Hash parentHash, long salt, Bytes bloom, long timeSeconds) {
        byte[] extra = UInt256.ofUnsigned(salt).toBigInteger().toByteArray();
        return new BlockHeader(
                number,
                hash,
                parentHash,
                Hash.ZERO,
                Address.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                bloom,
                UInt256.ZERO,
                30_000_000,
                15_000_000,
                timeSeconds,
                new Bytes(extra),
                Hash.ZERO,
                new Bytes(new byte[8]),
                UInt256.of(7),
                null,
                null,
                null,
                null,
                null);
    }

    private static boolean isRange(int pool) {
        return pool % 4 == 3;
    }

    private static Address pool(int pool) {
        return address(1, pool);
    }

    /** Tokens of a pool in their numeric order, as factories sort them. */
    private static Address token(int pool, int place) {
        Address one = address(2, 2L * pool);
        Address other = address(2, 2L * pool + 1);
        return (one.compareTo(other) < 0) == (place == 0) ? one : other;
    }

    private static Address trader(int trader) {
        return address(4, trader);
    }

    /** Spread over the numeric range, so that keys spread too. */
    private static Address address(int kind, long index) {
        long spread = (index + 1) * 0x9E3779B97F4A7C15L;
        return new Address(spread, kind, (int) index);
    }
}
