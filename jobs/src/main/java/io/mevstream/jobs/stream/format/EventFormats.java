package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.INT256;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_HASH;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_UINT256;
import static io.mevstream.jobs.stream.format.ChainFormats.UINT256;
import static io.mevstream.jobs.stream.format.Formats.TEXT;
import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;
import io.mevstream.event.OracleAnswer;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.ProtocolEvent;
import io.mevstream.event.TokenTransfer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Formats of what logs mean: one byte that says which, then its fields. Numbers may be added, never changed. */
final class EventFormats {

    private static final int POOL_EVENT = 0;
    private static final int TRANSFER = 1;
    private static final int ORACLE_ANSWER = 2;
    private static final int LIQUIDATION = 3;
    private static final int FLASH_LOAN = 4;
    private static final int PROTOCOL_EVENT = 5;

    static final BinaryFormat<ChainEvent> EVENT = of(EventFormats::write, EventFormats::read);

    private static final BinaryFormat<TokenTransfer.Kind> TRANSFER_KIND = enumerated(TokenTransfer.Kind.values());

    private EventFormats() {}

    private static void write(ChainEvent event, DataOutputView out) throws IOException {
        if (event instanceof PoolEvent pool) {
            out.writeByte(POOL_EVENT);
            PoolEventFormats.POOL_EVENT.write(pool, out);
        } else if (event instanceof TokenTransfer transfer) {
            out.writeByte(TRANSFER);
            ADDRESS.write(transfer.token(), out);
            ADDRESS.write(transfer.from(), out);
            ADDRESS.write(transfer.to(), out);
            UINT256.write(transfer.amountRaw(), out);
            TRANSFER_KIND.write(transfer.kind(), out);
        } else if (event instanceof OracleAnswer answer) {
            out.writeByte(ORACLE_ANSWER);
            ADDRESS.write(answer.feed(), out);
            INT256.write(answer.answerRaw(), out);
            UINT256.write(answer.roundId(), out);
            UINT256.write(answer.updatedAtSeconds(), out);
        } else if (event instanceof Liquidation liquidation) {
            out.writeByte(LIQUIDATION);
            writeLiquidation(liquidation, out);
        } else if (event instanceof FlashLoan loan) {
            out.writeByte(FLASH_LOAN);
            TEXT.write(loan.protocol(), out);
            ADDRESS.write(loan.lender(), out);
            MAYBE_ADDRESS.write(loan.receiver(), out);
            MAYBE_ADDRESS.write(loan.token(), out);
            MAYBE_UINT256.write(loan.amountRaw(), out);
            MAYBE_UINT256.write(loan.feeRaw(), out);
        } else if (event instanceof ProtocolEvent other) {
            out.writeByte(PROTOCOL_EVENT);
            TEXT.write(other.protocol(), out);
            TEXT.write(other.name(), out);
        }
    }

    private static void writeLiquidation(Liquidation liquidation, DataOutputView out) throws IOException {
        TEXT.write(liquidation.protocol(), out);
        ADDRESS.write(liquidation.market(), out);
        MAYBE_HASH.write(liquidation.marketId(), out);
        MAYBE_ADDRESS.write(liquidation.borrower(), out);
        MAYBE_ADDRESS.write(liquidation.liquidator(), out);
        MAYBE_ADDRESS.write(liquidation.debtAsset(), out);
        MAYBE_UINT256.write(liquidation.debtRepaidRaw(), out);
        MAYBE_ADDRESS.write(liquidation.collateralAsset(), out);
        MAYBE_UINT256.write(liquidation.collateralSeizedRaw(), out);
    }

    private static ChainEvent read(DataInputView in) throws IOException {
        int which = in.readUnsignedByte();
        return switch (which) {
            case POOL_EVENT -> PoolEventFormats.POOL_EVENT.read(in);
            case TRANSFER ->
                new TokenTransfer(
                        ADDRESS.read(in), ADDRESS.read(in), ADDRESS.read(in), UINT256.read(in), TRANSFER_KIND.read(in));
            case ORACLE_ANSWER ->
                new OracleAnswer(ADDRESS.read(in), INT256.read(in), UINT256.read(in), UINT256.read(in));
            case LIQUIDATION ->
                new Liquidation(
                        TEXT.read(in),
                        ADDRESS.read(in),
                        MAYBE_HASH.read(in),
                        MAYBE_ADDRESS.read(in),
                        MAYBE_ADDRESS.read(in),
                        MAYBE_ADDRESS.read(in),
                        MAYBE_UINT256.read(in),
                        MAYBE_ADDRESS.read(in),
                        MAYBE_UINT256.read(in));
            case FLASH_LOAN ->
                new FlashLoan(
                        TEXT.read(in),
                        ADDRESS.read(in),
                        MAYBE_ADDRESS.read(in),
                        MAYBE_ADDRESS.read(in),
                        MAYBE_UINT256.read(in),
                        MAYBE_UINT256.read(in));
            case PROTOCOL_EVENT -> new ProtocolEvent(TEXT.read(in), TEXT.read(in));
            default -> throw new IOException("expected an event of kind 0 to " + PROTOCOL_EVENT + ", found " + which);
        };
    }
}
