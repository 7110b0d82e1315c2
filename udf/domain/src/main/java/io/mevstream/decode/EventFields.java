package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * The fields of a decoded event by name, in the order of its declaration. Values are {@link Address}, {@link UInt256},
 * {@link Int256}, {@link Boolean}, {@link Hash} (bytes32, and indexed dynamic values, of which only the hash is known),
 * {@link Bytes} (other byte strings), {@link String}, or a {@code List} of those.
 */
public record EventFields(List<String> names, List<Object> values) {

    public Address address(String name) {
        return (Address) get(name);
    }

    public UInt256 uint(String name) {
        return (UInt256) get(name);
    }

    public Int256 sint(String name) {
        return (Int256) get(name);
    }

    public Hash hash(String name) {
        return (Hash) get(name);
    }

    /** The value; throws {@link IllegalArgumentException} for a field the event does not have. */
    public Object get(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("expected one of " + names + ", found " + name);
        }
        return values.get(index);
    }
}
