package io.mevstream.detect.synthetic;

import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.RangeQuote;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.num.UInt256;
import java.math.BigInteger;

/** A pool of the synthetic market: a pair of 0.3 %, or concentrated liquidity over all prices. */
final class Pool {

    enum Kind {
        PAIR,
        RANGE
    }

    static final FeeTier TIER = new FeeTier(3000, 60);

    final Address address;
    final Address token0;
    final Address token1;
    final Kind kind;
    BigInteger reserve0 = BigInteger.ZERO;
    BigInteger reserve1 = BigInteger.ZERO;
    PoolPrice price = new PoolPrice(UInt256.ZERO, UInt256.ZERO, 0);
    /** Whether a log of an earlier swap told where it stands. */
    boolean seen;

    private Pool(Address address, Address token0, Address token1, Kind kind) {
        this.address = address;
        this.token0 = token0;
        this.token1 = token1;
        this.kind = kind;
    }

    /** A pair at the address that the factory's CREATE2 gives it. */
    static Pool pair(Factory factory, Address token0, Address token1, BigInteger reserve0, BigInteger reserve1) {
        return pairAt(factory.pair(token0, token1), token0, token1, reserve0, reserve1);
    }

    static Pool pairAt(Address address, Address token0, Address token1, BigInteger reserve0, BigInteger reserve1) {
        Pool pool = new Pool(address, token0, token1, Kind.PAIR);
        pool.reserve0 = reserve0;
        pool.reserve1 = reserve1;
        return pool;
    }

    /** Concentrated liquidity of Uniswap's factory at 0.3 %. */
    static Pool range(Address token0, Address token1, PoolPrice price) {
        Pool pool = new Pool(Factory.RANGES.range(token0, token1), token0, token1, Kind.RANGE);
        pool.price = price;
        return pool;
    }

    Pool copy() {
        Pool copy = new Pool(address, token0, token1, kind);
        copy.reserve0 = reserve0;
        copy.reserve1 = reserve1;
        copy.price = price;
        copy.seen = seen;
        return copy;
    }

    Address other(Address token) {
        return token.equals(token0) ? token1 : token0;
    }

    /** What the pool holds, or stands for, of the token. */
    BigInteger depth(Address token) {
        if (kind == Kind.PAIR) {
            return token.equals(token0) ? reserve0 : reserve1;
        }
        BigInteger liquidity = price.liquidity().toBigInteger();
        BigInteger root = price.sqrtPriceX96().toBigInteger();
        return token.equals(token0)
                ? liquidity.shiftLeft(96).divide(root)
                : liquidity.multiply(root).shiftRight(96);
    }

    /** Takes the amount in, and says what it gives. */
    BigInteger trade(Address in, BigInteger amountIn) {
        boolean zeroIn = in.equals(token0);
        if (kind == Kind.RANGE) {
            RangeQuote quote = RangeQuote.exactIn(
                    price, zeroIn ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO, UInt256.of(amountIn), TIER);
            price = quote.after();
            return quote.amountOut().toBigInteger();
        }
        BigInteger paid = amountIn.multiply(BigInteger.valueOf(997));
        BigInteger reserveIn = zeroIn ? reserve0 : reserve1;
        BigInteger reserveOut = zeroIn ? reserve1 : reserve0;
        BigInteger out = paid.multiply(reserveOut)
                .divide(reserveIn.multiply(BigInteger.valueOf(1000)).add(paid));
        take(in, amountIn, out);
        return out;
    }

    /** A pair takes one amount and gives the other. */
    void take(Address in, BigInteger amountIn, BigInteger out) {
        boolean zeroIn = in.equals(token0);
        reserve0 = zeroIn ? reserve0.add(amountIn) : reserve0.subtract(out);
        reserve1 = zeroIn ? reserve1.subtract(out) : reserve1.add(amountIn);
        seen = true;
    }

    BigInteger quote(Address in, BigInteger amountIn) {
        return copy().trade(in, amountIn);
    }

    /** Where contracts create pools, with mainnet's figures. */
    enum Factory {
        UNISWAP(
                "0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f",
                "0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f"),
        SUSHISWAP(
                "0xc0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac",
                "0xe18a34eb0e04b04f7a0ac29a6e80748dca96319b42c54d679cb821dca90c6303"),
        RANGES(
                "0x1f98431c8ad98523631ae4a59f267346ea31f984",
                "0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54");

        private final Address address;
        private final Hash code;

        Factory(String address, String code) {
            this.address = Address.of(address);
            this.code = Hash.of(code);
        }

        private Address pair(Address token0, Address token1) {
            byte[] salt = new byte[40];
            token0.toBytes(salt, 0);
            token1.toBytes(salt, 20);
            return create2(salt);
        }

        private Address range(Address token0, Address token1) {
            byte[] salt = new byte[96];
            token0.toBytes(salt, 12);
            token1.toBytes(salt, 44);
            salt[94] = (byte) (3000 >> 8);
            salt[95] = (byte) 3000;
            return create2(salt);
        }

        private Address create2(byte[] salt) {
            byte[] text = new byte[85];
            text[0] = (byte) 0xff;
            address.toBytes(text, 1);
            Keccak.hash(salt).toBytes(text, 21);
            code.toBytes(text, 53);
            return Address.fromBytes(Keccak.hash(text).toBytes(), 12);
        }
    }
}
