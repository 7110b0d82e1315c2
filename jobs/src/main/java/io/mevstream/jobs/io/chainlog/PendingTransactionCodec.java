package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.SeenTransaction;

/**
 * Turns pending transactions into the bytes of the chain log and back; one whose bytes do not hash to its hash is refused on
 * both sides. Holds buffers: one for each thread.
 */
public final class PendingTransactionCodec {

    private final EnvelopeCodec<PendingTransaction, io.mevstream.schemas.chain.PendingTransaction> codec =
            new EnvelopeCodec<>(
                    WireKind.PENDING_TRANSACTION,
                    PendingTransactionCodec::wire,
                    PendingTransactionCodec::domain,
                    Envelope.Checksum.VERIFIED);

    /** The transaction's bytes; throws {@link IllegalArgumentException} for one that breaks a rule of the log. */
    public byte[] encode(PendingTransaction pending) {
        return codec.encode(pending);
    }

    /** The transaction, or why the bytes are none. */
    public Decoding<PendingTransaction> decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    private static io.mevstream.schemas.chain.PendingTransaction wire(PendingTransaction pending) {
        check(pending);
        var wire = new io.mevstream.schemas.chain.PendingTransaction();
        wire.setChainId(pending.chainId());
        wire.setPosition(pending.position());
        wire.setHash(WireValues.wire(pending.transaction().hash()));
        wire.setFrom(WireValues.optional(pending.transaction().from(), WireValues::wire));
        wire.setRaw(WireValues.optional(pending.transaction().raw(), WireValues::wire));
        wire.setSeen(WireValues.optional(pending.transaction().seen(), WireValues::wire));
        return wire;
    }

    private static PendingTransaction domain(io.mevstream.schemas.chain.PendingTransaction wire) {
        return check(new PendingTransaction(
                wire.getChainId(),
                wire.getPosition(),
                new SeenTransaction(
                        WireValues.domain(wire.getHash()),
                        WireValues.optional(wire.getFrom(), WireValues::domain),
                        WireValues.optional(wire.getRaw(), WireValues::bytes),
                        WireValues.optional(wire.getSeen(), WireValues::domain))));
    }

    private static PendingTransaction check(PendingTransaction pending) {
        if (pending.chainId() <= 0) throw impossible("a chain id above 0", pending.chainId());
        if (pending.position() < 0) throw impossible("a position of at least 0", pending.position());
        Bytes raw = pending.transaction().raw();
        if (raw != null
                && !Keccak.hash(raw.array()).equals(pending.transaction().hash())) {
            throw impossible("bytes that hash to " + pending.transaction().hash(), Keccak.hash(raw.array()));
        }
        return pending;
    }

    private static ImpossibleValueException impossible(String expected, Object found) {
        return new ImpossibleValueException("expected " + expected + ", found " + found);
    }
}
