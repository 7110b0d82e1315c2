package io.mevstream.decode;

import io.mevstream.chain.Hash;
import org.jspecify.annotations.Nullable;

/**
 * One event of one protocol, and whether it is read.
 *
 * @param protocol the protocol's name, kebab case
 * @param mapper what the event means; null where it is known and not read
 * @param ignoredBecause why it is not read; null where it is
 */
public record EventSpec(
        String protocol, EventLayout layout, @Nullable EventMapper mapper, @Nullable String ignoredBecause) {

    public EventSpec {
        if ((mapper == null) == (ignoredBecause == null)) {
            throw new IllegalArgumentException(
                    "expected either a mapper or a reason to ignore " + layout.declaration());
        }
    }

    /** The event's name as its source spells it. */
    public String name() {
        return layout.name();
    }

    /** The Keccak-256 of the event's canonical signature; of a Maker note the call's selector. */
    public Hash topic0() {
        return layout.topic0();
    }

    public boolean isRead() {
        return mapper != null;
    }

    @Override
    public String toString() {
        return protocol + " " + layout.declaration();
    }
}
