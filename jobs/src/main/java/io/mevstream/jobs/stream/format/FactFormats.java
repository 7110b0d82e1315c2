package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.BLOCK_REF;
import static io.mevstream.jobs.stream.format.ChainFormats.BYTES;
import static io.mevstream.jobs.stream.format.ChainFormats.HASH;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_INT;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_LONG;
import static io.mevstream.jobs.stream.format.Formats.TEXT;
import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.nullable;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.LogCount;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.fact.TransactionFact;
import org.jspecify.annotations.Nullable;

/** Formats of facts. */
final class FactFormats {

    static final BinaryFormat<Origin> ORIGIN = of(
            (value, out) -> {
                out.writeLong(value.chainId());
                out.writeLong(value.position());
                ChainFormats.KIND.write(value.kind(), out);
                BLOCK_REF.write(value.block(), out);
                MAYBE_LONG.write(value.blockTimeSeconds(), out);
            },
            in -> new Origin(
                    in.readLong(), in.readLong(), ChainFormats.KIND.read(in), BLOCK_REF.read(in), MAYBE_LONG.read(in)));

    static final BinaryFormat<LogRef> LOG_REF = of(
            (value, out) -> {
                out.writeInt(value.logIndex());
                out.writeInt(value.transactionIndex());
                HASH.write(value.transactionHash(), out);
                ADDRESS.write(value.emitter(), out);
            },
            in -> new LogRef(in.readInt(), in.readInt(), HASH.read(in), ADDRESS.read(in)));

    private static final BinaryFormat<@Nullable BlockHeader> MAYBE_HEADER = nullable(ChainFormats.HEADER);
    private static final BinaryFormat<@Nullable Transaction> MAYBE_TRANSACTION = nullable(new TransactionFormat());
    private static final BinaryFormat<@Nullable Receipt> MAYBE_RECEIPT = nullable(ChainFormats.RECEIPT);
    private static final BinaryFormat<@Nullable Origin> MAYBE_ORIGIN = nullable(ORIGIN);
    private static final BinaryFormat<LogCount.Fate> FATE = enumerated(LogCount.Fate.values());

    static final BinaryFormat<BlockFact> BLOCK = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                ChainFormats.PROOF.write(value.proof(), out);
                MAYBE_HEADER.write(value.header(), out);
                MAYBE_INT.write(value.transactions(), out);
                MAYBE_INT.write(value.logs(), out);
            },
            in -> new BlockFact(
                    ORIGIN.read(in),
                    ChainFormats.PROOF.read(in),
                    MAYBE_HEADER.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT.read(in)));

    static final BinaryFormat<TransactionFact> TRANSACTION = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                MAYBE_TRANSACTION.write(value.transaction(), out);
                MAYBE_RECEIPT.write(value.receipt(), out);
                MAYBE_INT.write(value.logs(), out);
            },
            in -> new TransactionFact(
                    ORIGIN.read(in), MAYBE_TRANSACTION.read(in), MAYBE_RECEIPT.read(in), MAYBE_INT.read(in)));

    static final BinaryFormat<LogCount> LOG_COUNT = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                TEXT.write(value.protocol(), out);
                TEXT.write(value.event(), out);
                FATE.write(value.fate(), out);
                TEXT.write(value.reason(), out);
                out.writeInt(value.logs());
            },
            in -> new LogCount(
                    ORIGIN.read(in), TEXT.read(in), TEXT.read(in), FATE.read(in), TEXT.read(in), in.readInt()));

    static final BinaryFormat<EventFact> EVENT = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                LOG_REF.write(value.log(), out);
                TEXT.write(value.protocol(), out);
                TEXT.write(value.name(), out);
                FieldFormats.FIELDS.write(value.fields(), out);
                EventFormats.EVENT.write(value.event(), out);
            },
            in -> new EventFact(
                    ORIGIN.read(in),
                    LOG_REF.read(in),
                    TEXT.read(in),
                    TEXT.read(in),
                    FieldFormats.FIELDS.read(in),
                    EventFormats.EVENT.read(in)));

    static final BinaryFormat<SwapFact> SWAP = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                LOG_REF.write(value.log(), out);
                TEXT.write(value.protocol(), out);
                PoolEventFormats.SWAP.write(value.swap(), out);
                PoolFormats.EVIDENCE.write(value.evidence(), out);
                PoolFormats.KNOWLEDGE.write(value.pool(), out);
                PoolFormats.REDERIVATION.write(value.rederivation(), out);
            },
            in -> new SwapFact(
                    ORIGIN.read(in),
                    LOG_REF.read(in),
                    TEXT.read(in),
                    PoolEventFormats.SWAP.read(in),
                    PoolFormats.EVIDENCE.read(in),
                    PoolFormats.KNOWLEDGE.read(in),
                    PoolFormats.REDERIVATION.read(in)));

    static final BinaryFormat<LiquidityFact> LIQUIDITY = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                LOG_REF.write(value.log(), out);
                TEXT.write(value.protocol(), out);
                PoolEventFormats.LIQUIDITY_CHANGE.write(value.change(), out);
                PoolFormats.KNOWLEDGE.write(value.pool(), out);
            },
            in -> new LiquidityFact(
                    ORIGIN.read(in),
                    LOG_REF.read(in),
                    TEXT.read(in),
                    PoolEventFormats.LIQUIDITY_CHANGE.read(in),
                    PoolFormats.KNOWLEDGE.read(in)));

    static final BinaryFormat<PoolFact> POOL = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                PoolFormats.KNOWLEDGE.write(value.pool(), out);
            },
            in -> new PoolFact(ORIGIN.read(in), PoolFormats.KNOWLEDGE.read(in)));

    static final BinaryFormat<PoolStateFact> POOL_STATE = of(
            (value, out) -> {
                ORIGIN.write(value.origin(), out);
                out.writeInt(value.lastLogIndex());
                PoolFormats.KNOWLEDGE.write(value.pool(), out);
                PoolFormats.STATE.write(value.state(), out);
            },
            in -> new PoolStateFact(
                    ORIGIN.read(in), in.readInt(), PoolFormats.KNOWLEDGE.read(in), PoolFormats.STATE.read(in)));

    static final BinaryFormat<DeadLetter> DEAD_LETTER = of(
            (value, out) -> {
                TEXT.write(value.step(), out);
                TEXT.write(value.reason(), out);
                TEXT.write(value.detail(), out);
                TEXT.write(value.source(), out);
                MAYBE_ORIGIN.write(value.origin(), out);
                BYTES.write(value.payload(), out);
            },
            in -> new DeadLetter(
                    TEXT.read(in), TEXT.read(in), TEXT.read(in), TEXT.read(in), MAYBE_ORIGIN.read(in), BYTES.read(in)));

    private FactFormats() {}
}
