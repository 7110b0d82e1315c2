package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.ChainRecord;

/**
 * Turns chain records into the bytes of the chain log and back. Equal records give equal bytes; any other bytes are
 * refused with a reason and never throw. Holds buffers: one for each thread or operator instance.
 */
public final class ChainRecordCodec {

    private final EnvelopeCodec<ChainRecord, io.mevstream.schemas.chain.ChainRecord> codec;

    public ChainRecordCodec() {
        this(Envelope.Checksum.VERIFIED);
    }

    private ChainRecordCodec(Envelope.Checksum checksum) {
        codec = new EnvelopeCodec<>(WireKind.CHAIN_RECORD, ChainRecordCodec::wire, ChainRecordCodec::domain, checksum);
    }

    /** A codec that does not look at checksums: the negative control of the proof that they are needed. */
    public static ChainRecordCodec withoutChecksum() {
        return new ChainRecordCodec(Envelope.Checksum.IGNORED);
    }

    /** The record's bytes; throws {@link IllegalArgumentException} for a record that breaks a rule of the log. */
    public byte[] encode(ChainRecord chainRecord) {
        return codec.encode(chainRecord);
    }

    /** The record, or why the bytes are none. */
    public Decoding<ChainRecord> decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    private static io.mevstream.schemas.chain.ChainRecord wire(ChainRecord chainRecord) {
        ChainRecordRules.check(chainRecord);
        var wire = new io.mevstream.schemas.chain.ChainRecord();
        wire.setChainId(chainRecord.chainId());
        wire.setPosition(chainRecord.position());
        wire.setKind(WireEnums.wire(chainRecord.kind()));
        wire.setRunStart(chainRecord.runStart());
        wire.setProof(WireEnums.wire(chainRecord.proof()));
        wire.setBlock(BlockMapper.wire(chainRecord.block()));
        wire.setSeen(WireValues.optional(chainRecord.seen(), WireValues::wire));
        return wire;
    }

    private static ChainRecord domain(io.mevstream.schemas.chain.ChainRecord wire) {
        return ChainRecordRules.check(new ChainRecord(
                wire.getChainId(),
                wire.getPosition(),
                WireEnums.domain(wire.getKind()),
                wire.getRunStart(),
                WireEnums.domain(wire.getProof()),
                BlockMapper.domain(wire.getBlock()),
                WireValues.optional(wire.getSeen(), WireValues::domain)));
    }
}
