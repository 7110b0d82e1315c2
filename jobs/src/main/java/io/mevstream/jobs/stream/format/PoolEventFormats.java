package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.INT256;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_INT;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_INT256;
import static io.mevstream.jobs.stream.format.ChainFormats.POOL_ID;
import static io.mevstream.jobs.stream.format.ChainFormats.UINT256;
import static io.mevstream.jobs.stream.format.Formats.TEXT;
import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.list;
import static io.mevstream.jobs.stream.format.Formats.nullable;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.chain.Address;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Formats of what happens to pools: one byte that says which, then its fields. Numbers may be added, never changed. */
final class PoolEventFormats {

    static final BinaryFormat<PoolFamily> FAMILY = enumerated(PoolFamily.values());

    private static final BinaryFormat<LiquidityChange.Kind> LIQUIDITY_KIND = enumerated(LiquidityChange.Kind.values());
    private static final BinaryFormat<List<Address>> ADDRESSES = list(ADDRESS);
    private static final BinaryFormat<List<Int256>> AMOUNTS = list(INT256);

    private static final BinaryFormat<TokenAmount> TOKEN_AMOUNT = of(
            (value, out) -> {
                MAYBE_INT.write(value.index(), out);
                MAYBE_ADDRESS.write(value.token(), out);
                UINT256.write(value.amountRaw(), out);
            },
            in -> new TokenAmount(MAYBE_INT.read(in), MAYBE_ADDRESS.read(in), UINT256.read(in)));

    private static final BinaryFormat<Swap.Detail> DETAIL =
            of(PoolEventFormats::writeDetail, PoolEventFormats::readDetail);

    static final BinaryFormat<Swap> SWAP = of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                FAMILY.write(value.family(), out);
                MAYBE_ADDRESS.write(value.sender(), out);
                MAYBE_ADDRESS.write(value.recipient(), out);
                TOKEN_AMOUNT.write(value.in(), out);
                TOKEN_AMOUNT.write(value.out(), out);
                DETAIL.write(value.detail(), out);
            },
            in -> new Swap(
                    POOL_ID.read(in),
                    FAMILY.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in),
                    TOKEN_AMOUNT.read(in),
                    TOKEN_AMOUNT.read(in),
                    DETAIL.read(in)));

    static final BinaryFormat<LiquidityChange> LIQUIDITY_CHANGE = of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                FAMILY.write(value.family(), out);
                LIQUIDITY_KIND.write(value.kind(), out);
                MAYBE_ADDRESS.write(value.owner(), out);
                MAYBE_INT.write(value.tickLower(), out);
                MAYBE_INT.write(value.tickUpper(), out);
                MAYBE_INT256.write(value.liquidityDelta(), out);
                AMOUNTS.write(value.amountsRaw(), out);
                ADDRESSES.write(value.tokens(), out);
            },
            in -> new LiquidityChange(
                    POOL_ID.read(in),
                    FAMILY.read(in),
                    LIQUIDITY_KIND.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT256.read(in),
                    AMOUNTS.read(in),
                    ADDRESSES.read(in)));

    private static final BinaryFormat<PoolInitialized> INITIALIZED = of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                UINT256.write(value.sqrtPriceX96(), out);
                out.writeInt(value.tick());
            },
            in -> new PoolInitialized(POOL_ID.read(in), UINT256.read(in), in.readInt()));

    private static final BinaryFormat<@Nullable PoolInitialized> MAYBE_INITIALIZED = nullable(INITIALIZED);

    private static final BinaryFormat<PoolCreated> CREATED = of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                FAMILY.write(value.family(), out);
                ADDRESS.write(value.factory(), out);
                ADDRESSES.write(value.tokens(), out);
                MAYBE_INT.write(value.feePips(), out);
                MAYBE_INT.write(value.tickSpacing(), out);
                MAYBE_ADDRESS.write(value.hooks(), out);
                MAYBE_INITIALIZED.write(value.initialized(), out);
            },
            in -> new PoolCreated(
                    POOL_ID.read(in),
                    FAMILY.read(in),
                    ADDRESS.read(in),
                    ADDRESSES.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_INITIALIZED.read(in)));

    static final BinaryFormat<PoolEvent> POOL_EVENT = of(PoolEventFormats::write, PoolEventFormats::read);

    private PoolEventFormats() {}

    private static void writeDetail(Swap.Detail detail, DataOutputView out) throws IOException {
        if (detail instanceof Swap.PairAmounts amounts) {
            out.writeByte(0);
            UINT256.write(amounts.amount0In(), out);
            UINT256.write(amounts.amount1In(), out);
            UINT256.write(amounts.amount0Out(), out);
            UINT256.write(amounts.amount1Out(), out);
        } else if (detail instanceof Swap.PriceAfter price) {
            out.writeByte(1);
            UINT256.write(price.sqrtPriceX96(), out);
            UINT256.write(price.liquidity(), out);
            out.writeInt(price.tick());
            MAYBE_INT.write(price.feePips(), out);
        } else if (detail instanceof Swap.Underlying) {
            out.writeByte(3);
        } else {
            out.writeByte(2);
        }
    }

    private static Swap.Detail readDetail(DataInputView in) throws IOException {
        int which = in.readUnsignedByte();
        return switch (which) {
            case 0 -> new Swap.PairAmounts(UINT256.read(in), UINT256.read(in), UINT256.read(in), UINT256.read(in));
            case 1 -> new Swap.PriceAfter(UINT256.read(in), UINT256.read(in), in.readInt(), MAYBE_INT.read(in));
            case 2 -> Swap.NoDetail.NONE;
            case 3 -> Swap.Underlying.COINS;
            default -> throw new IOException("expected a swap's detail of kind 0 to 3, found " + which);
        };
    }

    private static void write(PoolEvent event, DataOutputView out) throws IOException {
        if (event instanceof Swap swap) {
            out.writeByte(0);
            SWAP.write(swap, out);
        } else if (event instanceof ReservesSet reserves) {
            out.writeByte(1);
            POOL_ID.write(reserves.pool(), out);
            FAMILY.write(reserves.family(), out);
            UINT256.write(reserves.reserve0Raw(), out);
            UINT256.write(reserves.reserve1Raw(), out);
        } else if (event instanceof LiquidityChange change) {
            out.writeByte(2);
            LIQUIDITY_CHANGE.write(change, out);
        } else if (event instanceof PoolCreated created) {
            out.writeByte(3);
            CREATED.write(created, out);
        } else if (event instanceof PoolInitialized initialized) {
            out.writeByte(4);
            INITIALIZED.write(initialized, out);
        } else if (event instanceof PoolFeeChanged changed) {
            out.writeByte(5);
            POOL_ID.write(changed.pool(), out);
            FAMILY.write(changed.family(), out);
            TEXT.write(changed.parameter(), out);
            UINT256.write(changed.valueRaw(), out);
        }
    }

    private static PoolEvent read(DataInputView in) throws IOException {
        int which = in.readUnsignedByte();
        return switch (which) {
            case 0 -> SWAP.read(in);
            case 1 -> new ReservesSet(POOL_ID.read(in), FAMILY.read(in), UINT256.read(in), UINT256.read(in));
            case 2 -> LIQUIDITY_CHANGE.read(in);
            case 3 -> CREATED.read(in);
            case 4 -> INITIALIZED.read(in);
            case 5 -> new PoolFeeChanged(POOL_ID.read(in), FAMILY.read(in), TEXT.read(in), UINT256.read(in));
            default -> throw new IOException("expected a pool event of kind 0 to 5, found " + which);
        };
    }
}
