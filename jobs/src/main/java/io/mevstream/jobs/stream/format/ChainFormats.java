package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.nullable;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.chain.Address;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.Receipt;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/** Formats of what a chain is made of. */
public final class ChainFormats {

    public static final BinaryFormat<Address> ADDRESS = of(
            (value, out) -> {
                out.writeLong(value.high());
                out.writeLong(value.middle());
                out.writeInt(value.low());
            },
            in -> new Address(in.readLong(), in.readLong(), in.readInt()));

    public static final BinaryFormat<Hash> HASH = of(
            (value, out) -> {
                out.writeLong(value.w3());
                out.writeLong(value.w2());
                out.writeLong(value.w1());
                out.writeLong(value.w0());
            },
            in -> new Hash(in.readLong(), in.readLong(), in.readLong(), in.readLong()));

    /** The number of words that are not leading zeros, then those: most amounts are one or two. */
    public static final BinaryFormat<UInt256> UINT256 = of(
            (value, out) -> {
                int words = (value.bitLength() + 63) >> 6;
                out.writeByte(words);
                if (words > 3) out.writeLong(value.w3());
                if (words > 2) out.writeLong(value.w2());
                if (words > 1) out.writeLong(value.w1());
                if (words > 0) out.writeLong(value.w0());
            },
            in -> {
                int words = in.readByte();
                return new UInt256(
                        words > 3 ? in.readLong() : 0,
                        words > 2 ? in.readLong() : 0,
                        words > 1 ? in.readLong() : 0,
                        words > 0 ? in.readLong() : 0);
            });

    public static final BinaryFormat<Int256> INT256 = of(
            (value, out) -> {
                out.writeLong(value.w3());
                out.writeLong(value.w2());
                out.writeLong(value.w1());
                out.writeLong(value.w0());
            },
            in -> new Int256(in.readLong(), in.readLong(), in.readLong(), in.readLong()));

    public static final BinaryFormat<Bytes> BYTES =
            of((value, out) -> Formats.writeBytes(value.array(), out), in -> new Bytes(Formats.readBytes(in)));

    public static final BinaryFormat<PoolId> POOL_ID = of(
            (value, out) -> {
                ADDRESS.write(value.manager(), out);
                HASH.write(value.id(), out);
            },
            in -> new PoolId(ADDRESS.read(in), HASH.read(in)));

    public static final BinaryFormat<BlockRef> BLOCK_REF = of(
            (value, out) -> {
                out.writeLong(value.number());
                HASH.write(value.hash(), out);
            },
            in -> new BlockRef(in.readLong(), HASH.read(in)));

    public static final BinaryFormat<ChainRecord.Kind> KIND = enumerated(ChainRecord.Kind.values());

    public static final BinaryFormat<ChainRecord.Proof> PROOF = enumerated(ChainRecord.Proof.values());

    static final BinaryFormat<@Nullable Address> MAYBE_ADDRESS = nullable(ADDRESS);
    static final BinaryFormat<@Nullable Hash> MAYBE_HASH = nullable(HASH);
    static final BinaryFormat<@Nullable UInt256> MAYBE_UINT256 = nullable(UINT256);
    static final BinaryFormat<@Nullable Int256> MAYBE_INT256 = nullable(INT256);
    static final BinaryFormat<@Nullable Integer> MAYBE_INT = nullable(Formats.INT);
    static final BinaryFormat<@Nullable Long> MAYBE_LONG = nullable(Formats.LONG);
    static final BinaryFormat<@Nullable String> MAYBE_TEXT = nullable(Formats.TEXT);

    public static final BinaryFormat<BlockHeader> HEADER = of(
            (value, out) -> {
                out.writeLong(value.number());
                HASH.write(value.hash(), out);
                HASH.write(value.parentHash(), out);
                HASH.write(value.unclesHash(), out);
                ADDRESS.write(value.miner(), out);
                HASH.write(value.stateRoot(), out);
                HASH.write(value.transactionsRoot(), out);
                HASH.write(value.receiptsRoot(), out);
                BYTES.write(value.logsBloom(), out);
                UINT256.write(value.difficulty(), out);
                out.writeLong(value.gasLimit());
                out.writeLong(value.gasUsed());
                out.writeLong(value.timestampSeconds());
                BYTES.write(value.extraData(), out);
                HASH.write(value.mixHash(), out);
                BYTES.write(value.nonce(), out);
                MAYBE_UINT256.write(value.baseFeePerGasWei(), out);
                MAYBE_HASH.write(value.withdrawalsRoot(), out);
                MAYBE_LONG.write(value.blobGasUsed(), out);
                MAYBE_LONG.write(value.excessBlobGas(), out);
                MAYBE_HASH.write(value.parentBeaconBlockRoot(), out);
                MAYBE_HASH.write(value.requestsHash(), out);
            },
            in -> new BlockHeader(
                    in.readLong(),
                    HASH.read(in),
                    HASH.read(in),
                    HASH.read(in),
                    ADDRESS.read(in),
                    HASH.read(in),
                    HASH.read(in),
                    HASH.read(in),
                    BYTES.read(in),
                    UINT256.read(in),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    BYTES.read(in),
                    HASH.read(in),
                    BYTES.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_HASH.read(in),
                    MAYBE_LONG.read(in),
                    MAYBE_LONG.read(in),
                    MAYBE_HASH.read(in),
                    MAYBE_HASH.read(in)));

    public static final BinaryFormat<Receipt> RECEIPT = of(
            (value, out) -> {
                out.writeInt(value.transactionIndex());
                HASH.write(value.transactionHash(), out);
                out.writeInt(value.type());
                MAYBE_INT.write(value.status(), out);
                MAYBE_HASH.write(value.stateRoot(), out);
                out.writeLong(value.cumulativeGasUsed());
                out.writeLong(value.gasUsed());
                MAYBE_UINT256.write(value.effectiveGasPriceWei(), out);
                ADDRESS.write(value.from(), out);
                MAYBE_ADDRESS.write(value.to(), out);
                MAYBE_ADDRESS.write(value.contractAddress(), out);
            },
            in -> new Receipt(
                    in.readInt(),
                    HASH.read(in),
                    in.readInt(),
                    MAYBE_INT.read(in),
                    MAYBE_HASH.read(in),
                    in.readLong(),
                    in.readLong(),
                    MAYBE_UINT256.read(in),
                    ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in)));

    private ChainFormats() {}
}
