package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.BLOCK_REF;
import static io.mevstream.jobs.stream.format.ChainFormats.HASH;
import static io.mevstream.jobs.stream.format.ChainFormats.INT256;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_HASH;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_INT;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_INT256;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_UINT256;
import static io.mevstream.jobs.stream.format.ChainFormats.POOL_ID;
import static io.mevstream.jobs.stream.format.ChainFormats.UINT256;
import static io.mevstream.jobs.stream.format.Formats.TEXT;
import static io.mevstream.jobs.stream.format.Formats.enumerated;
import static io.mevstream.jobs.stream.format.Formats.list;
import static io.mevstream.jobs.stream.format.Formats.nullable;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.chain.Address;
import io.mevstream.detect.BlockActions;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.JitTerms;
import io.mevstream.detect.Detection.LiquidationTerms;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.Profit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The format of a finding and of what it is made of. */
final class DetectionFormats {

    static final BinaryFormat<BlockActions.Sight> SIGHT = enumerated(BlockActions.Sight.values());
    static final BinaryFormat<BlockActions.Scope> SCOPE = enumerated(BlockActions.Scope.values());

    private static final BinaryFormat<Detection.Kind> KIND = enumerated(Detection.Kind.values());
    private static final BinaryFormat<Detection.@Nullable Kind> MAYBE_KIND = nullable(KIND);
    private static final BinaryFormat<Detection.Role> ROLE = enumerated(Detection.Role.values());
    private static final BinaryFormat<Profit.Completeness> COMPLETENESS = enumerated(Profit.Completeness.values());
    private static final BinaryFormat<List<Detection.Caveat>> CAVEATS = list(enumerated(Detection.Caveat.values()));
    private static final BinaryFormat<List<Address>> ADDRESSES = list(ADDRESS);
    private static final BinaryFormat<@Nullable List<Integer>> MAYBE_PATH = nullable(list(Formats.INT));

    static final BinaryFormat<EvidenceRef> EVIDENCE = of(
            (value, out) -> {
                out.writeInt(value.transactionIndex());
                MAYBE_INT.write(value.logIndex(), out);
                MAYBE_PATH.write(value.traceAddress(), out);
            },
            in -> new EvidenceRef(in.readInt(), MAYBE_INT.read(in), MAYBE_PATH.read(in)));

    private static final BinaryFormat<List<EvidenceRef>> EVIDENCES = list(EVIDENCE);

    private static final BinaryFormat<List<Detection.Part>> PARTS = list(of(
            (value, out) -> {
                ROLE.write(value.role(), out);
                out.writeInt(value.transactionIndex());
                HASH.write(value.transactionHash(), out);
                MAYBE_ADDRESS.write(value.from(), out);
                MAYBE_ADDRESS.write(value.to(), out);
            },
            in -> new Detection.Part(
                    ROLE.read(in), in.readInt(), HASH.read(in), MAYBE_ADDRESS.read(in), MAYBE_ADDRESS.read(in))));

    private static final BinaryFormat<List<Detection.Leg>> LEGS = list(of(
            (value, out) -> {
                ROLE.write(value.role(), out);
                EVIDENCE.write(value.evidence(), out);
                POOL_ID.write(value.venue(), out);
                TEXT.write(value.protocol(), out);
                MAYBE_ADDRESS.write(value.tokenIn(), out);
                UINT256.write(value.amountInRaw(), out);
                MAYBE_ADDRESS.write(value.tokenOut(), out);
                UINT256.write(value.amountOutRaw(), out);
            },
            in -> new Detection.Leg(
                    ROLE.read(in),
                    EVIDENCE.read(in),
                    POOL_ID.read(in),
                    TEXT.read(in),
                    MAYBE_ADDRESS.read(in),
                    UINT256.read(in),
                    MAYBE_ADDRESS.read(in),
                    UINT256.read(in))));

    private static final BinaryFormat<List<Profit.TokenDelta>> DELTAS = list(of(
            (value, out) -> {
                ADDRESS.write(value.token(), out);
                INT256.write(value.amountRaw(), out);
            },
            in -> new Profit.TokenDelta(ADDRESS.read(in), INT256.read(in))));

    private static final BinaryFormat<@Nullable List<Profit.TokenDelta>> MAYBE_DELTAS = nullable(DELTAS);

    private static final BinaryFormat<Profit> PROFIT = of(
            (value, out) -> {
                DELTAS.write(value.grossRaw(), out);
                MAYBE_INT256.write(value.grossWei(), out);
                MAYBE_UINT256.write(value.gasWei(), out);
                MAYBE_UINT256.write(value.priorityFeeWei(), out);
                MAYBE_UINT256.write(value.builderPaymentWei(), out);
                MAYBE_INT256.write(value.netUpperBoundWei(), out);
                COMPLETENESS.write(value.completeness(), out);
            },
            in -> new Profit(
                    DELTAS.read(in),
                    MAYBE_INT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_INT256.read(in),
                    COMPLETENESS.read(in)));

    private static final BinaryFormat<List<Detection.VictimLoss>> VICTIMS = list(of(
            (value, out) -> {
                out.writeInt(value.transactionIndex());
                HASH.write(value.transactionHash(), out);
                MAYBE_ADDRESS.write(value.victim(), out);
                EVIDENCE.write(value.swap(), out);
                POOL_ID.write(value.pool(), out);
                MAYBE_ADDRESS.write(value.token(), out);
                UINT256.write(value.gotRaw(), out);
                MAYBE_UINT256.write(value.wouldHaveGotRaw(), out);
                MAYBE_INT256.write(value.lossRaw(), out);
            },
            in -> new Detection.VictimLoss(
                    in.readInt(),
                    HASH.read(in),
                    MAYBE_ADDRESS.read(in),
                    EVIDENCE.read(in),
                    POOL_ID.read(in),
                    MAYBE_ADDRESS.read(in),
                    UINT256.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_INT256.read(in))));

    private static final BinaryFormat<@Nullable LiquidationTerms> MAYBE_LIQUIDATION = nullable(of(
            (value, out) -> {
                TEXT.write(value.protocol(), out);
                ADDRESS.write(value.market(), out);
                MAYBE_HASH.write(value.marketId(), out);
                MAYBE_ADDRESS.write(value.liquidator(), out);
                MAYBE_ADDRESS.write(value.borrower(), out);
                MAYBE_ADDRESS.write(value.debtToken(), out);
                MAYBE_UINT256.write(value.debtRepaidRaw(), out);
                MAYBE_ADDRESS.write(value.collateralToken(), out);
                MAYBE_UINT256.write(value.collateralSeizedRaw(), out);
                MAYBE_UINT256.write(value.bonusRaw(), out);
            },
            in -> new LiquidationTerms(
                    TEXT.read(in),
                    ADDRESS.read(in),
                    MAYBE_HASH.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_UINT256.read(in),
                    MAYBE_UINT256.read(in))));

    private static final BinaryFormat<@Nullable JitTerms> MAYBE_JIT = nullable(of(
            (value, out) -> {
                POOL_ID.write(value.pool(), out);
                MAYBE_ADDRESS.write(value.owner(), out);
                MAYBE_INT.write(value.tickLower(), out);
                MAYBE_INT.write(value.tickUpper(), out);
                MAYBE_INT256.write(value.liquidity(), out);
                MAYBE_DELTAS.write(value.feesRaw(), out);
                MAYBE_DELTAS.write(value.addedRaw(), out);
                MAYBE_DELTAS.write(value.removedRaw(), out);
            },
            in -> new JitTerms(
                    POOL_ID.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT.read(in),
                    MAYBE_INT256.read(in),
                    MAYBE_DELTAS.read(in),
                    MAYBE_DELTAS.read(in),
                    MAYBE_DELTAS.read(in))));

    static final BinaryFormat<Detection> DETECTION = of(
            (value, out) -> {
                TEXT.write(value.key(), out);
                KIND.write(value.kind(), out);
                MAYBE_KIND.write(value.attempted(), out);
                BLOCK_REF.write(value.block(), out);
                SIGHT.write(value.sight(), out);
                MAYBE_ADDRESS.write(value.searcher(), out);
                MAYBE_ADDRESS.write(value.contract(), out);
                ADDRESSES.write(value.beneficiaries(), out);
                PARTS.write(value.parts(), out);
                LEGS.write(value.legs(), out);
                EVIDENCES.write(value.evidence(), out);
                PROFIT.write(value.profit(), out);
                VICTIMS.write(value.victims(), out);
                MAYBE_LIQUIDATION.write(value.liquidation(), out);
                MAYBE_JIT.write(value.jit(), out);
                CAVEATS.write(value.caveats(), out);
            },
            in -> new Detection(
                    TEXT.read(in),
                    KIND.read(in),
                    MAYBE_KIND.read(in),
                    BLOCK_REF.read(in),
                    SIGHT.read(in),
                    MAYBE_ADDRESS.read(in),
                    MAYBE_ADDRESS.read(in),
                    ADDRESSES.read(in),
                    PARTS.read(in),
                    LEGS.read(in),
                    EVIDENCES.read(in),
                    PROFIT.read(in),
                    VICTIMS.read(in),
                    MAYBE_LIQUIDATION.read(in),
                    MAYBE_JIT.read(in),
                    CAVEATS.read(in)));

    private DetectionFormats() {}
}
