package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_INT;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_TEXT;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_UINT256;
import static io.mevstream.jobs.stream.format.ChainFormats.POOL_ID;
import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.list;
import static io.mevstream.jobs.stream.format.Formats.nullable;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats of what is known of pools, and of what a block does to one. */
public final class PoolFormats {

    private static final BinaryFormat<List<@Nullable Address>> TOKENS = list(MAYBE_ADDRESS);
    private static final BinaryFormat<PoolKnowledge.Proof> PROOF = enumerated(PoolKnowledge.Proof.values());
    private static final BinaryFormat<Completeness> COMPLETENESS = enumerated(Completeness.values());
    private static final BinaryFormat<SwapEvidence.Status> STATUS = enumerated(SwapEvidence.Status.values());

    static final BinaryFormat<Rederivation> REDERIVATION = enumerated(Rederivation.values());

    public static final BinaryFormat<PoolKnowledge> KNOWLEDGE = of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                PoolEventFormats.FAMILY.write(value.family(), out);
                TOKENS.write(value.tokens(), out);
                MAYBE_INT.write(value.feePips(), out);
                MAYBE_INT.write(value.tickSpacing(), out);
                MAYBE_ADDRESS.write(value.factory(), out);
                MAYBE_TEXT.write(value.name(), out);
                PROOF.write(value.proof(), out);
            },
            in -> new PoolKnowledge(
                    POOL_ID.read(in),
                    PoolEventFormats.FAMILY.read(in),
                    TOKENS.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_TEXT.read(in),
                    PROOF.read(in)));

    public static final BinaryFormat<PoolState> STATE = of(
            (value, out) -> {
                COMPLETENESS.write(value.completeness(), out);
                MAYBE_UINT256.write(value.reserve0Raw(), out);
                MAYBE_UINT256.write(value.reserve1Raw(), out);
                MAYBE_UINT256.write(value.sqrtPriceX96(), out);
                MAYBE_UINT256.write(value.liquidity(), out);
                MAYBE_INT.write(value.tick(), out);
            },
            in -> new PoolState(
                    COMPLETENESS.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_INT.read(in)));

    static final BinaryFormat<SwapEvidence> EVIDENCE = of(
            (value, out) -> {
                STATUS.write(value.status(), out);
                MAYBE_ADDRESS.write(value.tokenIn(), out);
                MAYBE_ADDRESS.write(value.tokenOut(), out);
            },
            in -> new SwapEvidence(STATUS.read(in), MAYBE_ADDRESS.read(in), MAYBE_ADDRESS.read(in)));

    private static final BinaryFormat<@Nullable SwapEvidence> MAYBE_EVIDENCE = nullable(EVIDENCE);

    private static final BinaryFormat<List<PoolFrame.Entry>> ENTRIES = list(of(
            (value, out) -> {
                FactFormats.LOG_REF.write(value.log(), out);
                Formats.TEXT.write(value.protocol(), out);
                PoolEventFormats.POOL_EVENT.write(value.event(), out);
                MAYBE_EVIDENCE.write(value.evidence(), out);
            },
            in -> new PoolFrame.Entry(
                    FactFormats.LOG_REF.read(in),
                    Formats.TEXT.read(in),
                    PoolEventFormats.POOL_EVENT.read(in),
                    MAYBE_EVIDENCE.read(in))));

    static final BinaryFormat<PoolFrame> FRAME = of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                FactFormats.ORIGIN.write(value.origin(), out);
                out.writeLong(value.runStart());
                ENTRIES.write(value.entries(), out);
            },
            in -> new PoolFrame(POOL_ID.read(in), FactFormats.ORIGIN.read(in), in.readLong(), ENTRIES.read(in)));

    private PoolFormats() {}
}
