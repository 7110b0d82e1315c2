package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * The fields of a decoded event by name, in the order of its declaration. Values are {@link Address}, {@link UInt256},
 * {@link Int256}, {@link Boolean}, {@link Hash} (bytes32, and indexed dynamic values, of which only the hash is known),
 * {@link io.mevstream.chain.Bytes} (other byte strings), {@link String}, or a {@code List} of those (arrays and structs).
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

    /** The elements of an array field. */
    public <T> List<T> list(String name, Class<T> element) {
        return ((List<?>) get(name)).stream().map(element::cast).toList();
    }

    /** A number that its event bounds; throws {@link Refused} outside {@code min} to {@code max}. */
    public int integer(String name, int min, int max) throws Refused {
        Object value = get(name);
        Int256 number = value instanceof UInt256 unsigned && unsigned.w3() >= 0
                ? Int256.ofExact(unsigned)
                : value instanceof Int256 signed ? signed : null;
        if (number == null || number.compareTo(Int256.of(min)) < 0 || number.compareTo(Int256.of(max)) > 0) {
            throw Refused.impossible("expected " + name + " from " + min + " to " + max + ", found " + value);
        }
        return (int) number.w0();
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
