package io.mevstream.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;

/** Writes the logs of one block, as the contracts that emit them would. Amounts are in the tokens' own units. */
final class LogWriter {

    private static final Address PAIR_FACTORY = Address.of("0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f");
    private static final Address RANGE_FACTORY = Address.of("0x1f98431c8ad98523631ae4a59f267346ea31f984");
    private static final int RANGE_FEE_PIPS = 3_000;
    private static final int RANGE_TICK_SPACING = 60;

    private static final Hash PAIR_CREATED = Keccak.hash("PairCreated(address,address,address,uint256)");
    private static final Hash POOL_CREATED = Keccak.hash("PoolCreated(address,address,uint24,int24,address)");
    private static final Hash TRANSFER = Keccak.hash("Transfer(address,address,uint256)");
    private static final Hash SYNC = Keccak.hash("Sync(uint112,uint112)");
    private static final Hash PAIR_SWAP = Keccak.hash("Swap(address,uint256,uint256,uint256,uint256,address)");
    private static final Hash INITIALIZE = Keccak.hash("Initialize(uint160,int24)");
    private static final Hash MINT = Keccak.hash("Mint(address,address,int24,int24,uint128,uint256,uint256)");
    private static final Hash RANGE_SWAP = Keccak.hash("Swap(address,address,int256,int256,uint160,uint128,int24)");
    private static final Hash ANSWER = Keccak.hash("AnswerUpdated(int256,uint256,uint256)");
    private static final Hash NOBODYS = Keccak.hash("NobodyKnowsThis(uint256)");

    private final List<RawLog> logs = new ArrayList<>();
    private final long block;
    private int transactionIndex = -1;
    private Hash transactionHash = Hash.ZERO;

    /** Begins a block; {@code block} is anything that differs from block to block. */
    LogWriter(long block) {
        this.block = block;
    }

    List<RawLog> logs() {
        return List.copyOf(logs);
    }

    void beginTransaction() {
        transactionIndex++;
        transactionHash = Keccak.hash("transaction " + block + " " + transactionIndex);
    }

    void transfer(Address token, Address from, Address to, long amount) {
        log(token, List.of(TRANSFER, topic(from), topic(to)), word(amount));
    }

    /** A transfer whose data is a byte too short. */
    void tornTransfer(Address token, Address from, Address to) {
        emit(token, List.of(TRANSFER, topic(from), topic(to)), new byte[31]);
    }

    void sync(Address pair, long reserve0, long reserve1) {
        log(pair, List.of(SYNC), word(reserve0), word(reserve1));
    }

    void pairSwap(Address pair, Address trader, boolean zeroForOne, long in, long out) {
        log(
                pair,
                List.of(PAIR_SWAP, topic(trader), topic(trader)),
                word(zeroForOne ? in : 0),
                word(zeroForOne ? 0 : in),
                word(zeroForOne ? 0 : out),
                word(zeroForOne ? out : 0));
    }

    /** Uniswap's factories announce a pool. */
    void created(Address pool, Address token0, Address token1, boolean range) {
        if (range) {
            List<Hash> topics = List.of(POOL_CREATED, topic(token0), topic(token1), topic(word(RANGE_FEE_PIPS)));
            log(RANGE_FACTORY, topics, word(RANGE_TICK_SPACING), word(pool));
        } else {
            log(PAIR_FACTORY, List.of(PAIR_CREATED, topic(token0), topic(token1)), word(pool), word(1));
        }
    }

    void initialize(Address pool, UInt256 sqrtPriceX96, int tick) {
        log(pool, List.of(INITIALIZE), sqrtPriceX96, word(tick));
    }

    void mint(Address pool, Address owner, int tickLower, int tickUpper, long liquidity, long amount) {
        log(
                pool,
                List.of(MINT, topic(owner), topic(word(tickLower)), topic(word(tickUpper))),
                word(owner),
                word(liquidity),
                word(amount),
                word(amount));
    }

    void rangeSwap(
            Address pool, Address trader, long amount0, long amount1, UInt256 sqrtPriceX96, long liquidity, int tick) {
        log(
                pool,
                List.of(RANGE_SWAP, topic(trader), topic(trader)),
                word(amount0),
                word(amount1),
                sqrtPriceX96,
                word(liquidity),
                word(tick));
    }

    void answer(Address feed, long answer, long round, long atSeconds) {
        log(feed, List.of(ANSWER, topic(word(answer)), topic(word(round))), word(atSeconds));
    }

    void unknown(Address contract) {
        log(contract, List.of(NOBODYS), word(1));
    }

    private void log(Address address, List<Hash> topics, UInt256... data) {
        byte[] bytes = new byte[data.length * Hash.LENGTH];
        for (int i = 0; i < data.length; i++) {
            data[i].toBytes(bytes, i * Hash.LENGTH);
        }
        emit(address, topics, bytes);
    }

    private void emit(Address address, List<Hash> topics, byte[] data) {
        logs.add(new RawLog(logs.size(), transactionIndex, transactionHash, address, topics, new Bytes(data)));
    }

    /** Two's complement. */
    private static UInt256 word(long value) {
        long sign = value >> 63;
        return new UInt256(sign, sign, sign, value);
    }

    private static UInt256 word(Address address) {
        byte[] bytes = new byte[Hash.LENGTH];
        address.toBytes(bytes, Hash.LENGTH - Address.LENGTH);
        return UInt256.fromBytes(bytes, 0);
    }

    private static Hash topic(Address address) {
        return topic(word(address));
    }

    private static Hash topic(UInt256 word) {
        return new Hash(word.w3(), word.w2(), word.w1(), word.w0());
    }
}
