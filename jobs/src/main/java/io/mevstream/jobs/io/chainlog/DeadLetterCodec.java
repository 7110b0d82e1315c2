package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.BlockRef;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.Origin;
import io.mevstream.schemas.chain.DeadLetterOrigin;

/**
 * Turns dead letters into the bytes of their topic and back; what is no dead letter is refused with a reason. Text that
 * is not valid UTF-16 is written with question marks in its place. Holds buffers: one for each thread.
 */
public final class DeadLetterCodec {

    private final EnvelopeCodec<DeadLetter, io.mevstream.schemas.chain.DeadLetter> codec = new EnvelopeCodec<>(
            WireKind.DEAD_LETTER, DeadLetterCodec::wire, DeadLetterCodec::domain, Envelope.Checksum.VERIFIED);

    /** The dead letter's bytes. */
    public byte[] encode(DeadLetter letter) {
        return codec.encode(letter);
    }

    /** The dead letter, or why the bytes are none. */
    public Decoding<DeadLetter> decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    private static io.mevstream.schemas.chain.DeadLetter wire(DeadLetter letter) {
        var wire = new io.mevstream.schemas.chain.DeadLetter();
        wire.setStep(letter.step());
        wire.setReason(letter.reason());
        wire.setDetail(letter.detail());
        wire.setSource(letter.source());
        wire.setOrigin(WireValues.optional(letter.origin(), DeadLetterCodec::wire));
        wire.setPayload(WireValues.wire(letter.payload()));
        return wire;
    }

    private static DeadLetter domain(io.mevstream.schemas.chain.DeadLetter wire) {
        return new DeadLetter(
                wire.getStep(),
                wire.getReason(),
                wire.getDetail(),
                wire.getSource(),
                WireValues.optional(wire.getOrigin(), DeadLetterCodec::domain),
                WireValues.bytes(wire.getPayload()));
    }

    private static DeadLetterOrigin wire(Origin origin) {
        DeadLetterOrigin wire = new DeadLetterOrigin();
        wire.setChainId(origin.chainId());
        wire.setPosition(origin.position());
        wire.setKind(WireEnums.wire(origin.kind()));
        wire.setBlockNumber(origin.block().number());
        wire.setBlockHash(WireValues.wire(origin.block().hash()));
        wire.setBlockTimeSeconds(origin.blockTimeSeconds());
        return wire;
    }

    private static Origin domain(DeadLetterOrigin wire) {
        return new Origin(
                wire.getChainId(),
                wire.getPosition(),
                WireEnums.domain(wire.getKind()),
                new BlockRef(wire.getBlockNumber(), WireValues.domain(wire.getBlockHash())),
                wire.getBlockTimeSeconds());
    }
}
