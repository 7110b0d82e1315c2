package io.mevstream.jobs.io.chainlog;

import static io.mevstream.jobs.io.chainlog.WireValues.list;
import static io.mevstream.jobs.io.chainlog.WireValues.optional;

import io.mevstream.chain.BlockRef;
import io.mevstream.detect.Detection;
import io.mevstream.detect.DetectionFact;
import io.mevstream.fact.Origin;
import io.mevstream.schemas.mev.MevDetection;

/**
 * Turns findings into the bytes of their topic and back; what is no finding is refused with a reason. Holds buffers: one
 * for each thread.
 */
public final class DetectionCodec {

    private final EnvelopeCodec<DetectionFact, MevDetection> codec = new EnvelopeCodec<>(
            WireKind.DETECTION, DetectionCodec::wire, DetectionCodec::domain, Envelope.Checksum.VERIFIED);

    /** The finding's bytes. */
    public byte[] encode(DetectionFact fact) {
        return codec.encode(fact);
    }

    /** The finding, or why the bytes are none. */
    public Decoding<DetectionFact> decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    private static MevDetection wire(DetectionFact fact) {
        Origin origin = fact.origin();
        Detection detection = fact.detection();
        MevDetection wire = new MevDetection();
        wire.setChainId(origin.chainId());
        wire.setPosition(origin.position());
        wire.setRecordKind(WireEnums.wire(origin.kind()));
        wire.setBlockNumber(origin.block().number());
        wire.setBlockHash(WireValues.wire(origin.block().hash()));
        wire.setBlockTimeSeconds(origin.blockTimeSeconds());
        wire.setScope(MevEnums.wire(fact.scope()));
        wire.setSight(MevEnums.wire(detection.sight()));
        wire.setFeeRecipient(optional(fact.feeRecipient(), WireValues::wire));
        wire.setKey(detection.key());
        wire.setKind(MevEnums.wire(detection.kind()));
        wire.setAttempted(optional(detection.attempted(), MevEnums::wire));
        wire.setSearcher(optional(detection.searcher(), WireValues::wire));
        wire.setContract(optional(detection.contract(), WireValues::wire));
        wire.setBeneficiaries(list(detection.beneficiaries(), WireValues::wire));
        wire.setTransactions(list(detection.parts(), DetectionMapper::wire));
        wire.setTrades(list(detection.legs(), DetectionMapper::wire));
        wire.setEvidence(list(detection.evidence(), DetectionMapper::wire));
        wire.setProfit(DetectionMapper.wire(detection.profit()));
        wire.setVictims(list(detection.victims(), DetectionMapper::wire));
        wire.setLiquidation(optional(detection.liquidation(), DetectionMapper::wire));
        wire.setJit(optional(detection.jit(), DetectionMapper::wire));
        wire.setCaveats(list(detection.caveats(), Detection.Caveat::name));
        return wire;
    }

    private static DetectionFact domain(MevDetection wire) {
        BlockRef block = new BlockRef(wire.getBlockNumber(), WireValues.domain(wire.getBlockHash()));
        Detection detection = new Detection(
                wire.getKey(),
                MevEnums.domain(wire.getKind()),
                optional(wire.getAttempted(), MevEnums::domain),
                block,
                MevEnums.domain(wire.getSight()),
                optional(wire.getSearcher(), WireValues::domain),
                optional(wire.getContract(), WireValues::domain),
                list(wire.getBeneficiaries(), WireValues::domain),
                list(wire.getTransactions(), DetectionMapper::domain),
                list(wire.getTrades(), DetectionMapper::domain),
                list(wire.getEvidence(), DetectionMapper::domain),
                DetectionMapper.domain(wire.getProfit()),
                list(wire.getVictims(), DetectionMapper::domain),
                optional(wire.getLiquidation(), DetectionMapper::domain),
                optional(wire.getJit(), DetectionMapper::domain),
                list(wire.getCaveats(), MevEnums::caveat));
        Origin origin = new Origin(
                wire.getChainId(),
                wire.getPosition(),
                WireEnums.domain(wire.getRecordKind()),
                block,
                wire.getBlockTimeSeconds());
        return new DetectionFact(
                origin,
                MevEnums.domain(wire.getScope()),
                optional(wire.getFeeRecipient(), WireValues::domain),
                detection);
    }
}
