package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.HASH;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.POOL_ID;
import static io.mevstream.jobs.stream.format.ChainFormats.UINT256;
import static io.mevstream.jobs.stream.format.DetectionFormats.SCOPE;
import static io.mevstream.jobs.stream.format.DetectionFormats.SIGHT;
import static io.mevstream.jobs.stream.format.FactFormats.ORIGIN;
import static io.mevstream.jobs.stream.format.Formats.TEXT;
import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.list;
import static io.mevstream.jobs.stream.format.Formats.nullable;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.detect.Action;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.InspectionFact;
import io.mevstream.detect.TracedTrade;
import io.mevstream.detect.TransactionClass;
import io.mevstream.detect.TransactionClassFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.PoolState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats of what an inspection needs of pools, and of what it gives. */
final class InspectionFormats {

    private static final BinaryFormat<@Nullable PoolState> MAYBE_STATE = nullable(PoolFormats.STATE);
    private static final BinaryFormat<List<SwapFact>> SWAPS = list(FactFormats.SWAP);
    private static final BinaryFormat<Action.Fate> FATE = enumerated(Action.Fate.values());
    private static final BinaryFormat<TracedTrade.Means> MEANS = enumerated(TracedTrade.Means.values());

    static final BinaryFormat<PoolInBlock> POOL_IN_BLOCK = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                PoolFormats.KNOWLEDGE.write(value.pool(), out);
                MAYBE_STATE.write(value.before(), out);
                SWAPS.write(value.swaps(), out);
            },
            in -> new PoolInBlock(
                    ORIGIN.read(in), PoolFormats.KNOWLEDGE.read(in), MAYBE_STATE.read(in), SWAPS.read(in)));

    static final BinaryFormat<DetectionFact> DETECTION = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                SCOPE.write(value.scope(), out);
                MAYBE_ADDRESS.write(value.feeRecipient(), out);
                DetectionFormats.DETECTION.write(value.detection(), out);
            },
            in -> new DetectionFact(
                    ORIGIN.read(in), SCOPE.read(in), MAYBE_ADDRESS.read(in), DetectionFormats.DETECTION.read(in)));

    static final BinaryFormat<InspectionFact> INSPECTION = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                SIGHT.write(value.sight(), out);
                SCOPE.write(value.scope(), out);
                MAYBE_ADDRESS.write(value.feeRecipient(), out);
                out.writeInt(value.transactions());
                out.writeInt(value.transfers());
                out.writeInt(value.trades());
                out.writeInt(value.tradesPriced());
                out.writeInt(value.tradesReverted());
                out.writeInt(value.liquidityMoves());
                out.writeInt(value.flashLoans());
                out.writeInt(value.liquidations());
                out.writeInt(value.unreadCalls());
                out.writeInt(value.detections());
            },
            in -> new InspectionFact(
                    ORIGIN.read(in),
                    SIGHT.read(in),
                    SCOPE.read(in),
                    MAYBE_ADDRESS.read(in),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt()));

    private static final BinaryFormat<TransactionClass.Kind> CLASS = enumerated(TransactionClass.Kind.values());
    private static final BinaryFormat<List<TransactionClass.Kind>> CLASSES = list(CLASS);
    private static final BinaryFormat<List<String>> TEXTS = list(TEXT);

    static final BinaryFormat<TransactionClassFact> TRANSACTION_CLASS = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                out.writeInt(value.transaction().transactionIndex());
                HASH.write(value.transaction().transactionHash(), out);
                CLASS.write(value.transaction().main(), out);
                CLASSES.write(value.transaction().all(), out);
                TEXTS.write(value.transaction().detections(), out);
            },
            in -> new TransactionClassFact(
                    ORIGIN.read(in),
                    new TransactionClass(
                            in.readInt(), HASH.read(in), CLASS.read(in), CLASSES.read(in), TEXTS.read(in))));

    static final BinaryFormat<TracedTrade> TRACED_TRADE = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                out.writeInt(value.ordinal());
                DetectionFormats.EVIDENCE.write(value.frame(), out);
                HASH.write(value.transactionHash(), out);
                FATE.write(value.fate(), out);
                MEANS.write(value.means(), out);
                POOL_ID.write(value.venue(), out);
                TEXT.write(value.protocol(), out);
                MAYBE_ADDRESS.write(value.tokenIn(), out);
                UINT256.write(value.amountInRaw(), out);
                MAYBE_ADDRESS.write(value.tokenOut(), out);
                UINT256.write(value.amountOutRaw(), out);
                MAYBE_ADDRESS.write(value.sender(), out);
                MAYBE_ADDRESS.write(value.recipient(), out);
            },
            in -> new TracedTrade(
                    ORIGIN.read(in),
                    in.readInt(),
                    DetectionFormats.EVIDENCE.read(in),
                    HASH.read(in),
                    FATE.read(in),
                    MEANS.read(in),
                    POOL_ID.read(in),
                    TEXT.read(in),
                    MAYBE_ADDRESS.read(in),
                    UINT256.read(in),
                    MAYBE_ADDRESS.read(in),
                    UINT256.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in)));

    private InspectionFormats() {}
}
