package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request's object. A field that is null is absent. */
record Fields(JsonNode object) {

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    @Nullable
    String text(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (!value.isTextual()) {
            throw bad(field, "a string", value);
        }
        return value.asText();
    }

    /** A number, or a quantity in hexadecimal. */
    @Nullable
    Long number(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0) {
            return value.asLong();
        }
        return value.isTextual() ? (Long) quantity(field, value) : fail(field, "a number", value);
    }

    /** A quantity in hexadecimal. */
    @Nullable
    Long hexNumber(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        return value.isTextual() ? (Long) quantity(field, value) : fail(field, "a number in hexadecimal", value);
    }

    private static long quantity(String field, JsonNode value) {
        String text = value.asText();
        boolean hex = text.matches("0x[0-9a-fA-F]{1,16}");
        BigInteger number = hex ? new BigInteger(text.substring(2), 16) : BigInteger.ONE.negate();
        if (number.signum() < 0 || number.bitLength() > 63) {
            throw bad(field, "a number in hexadecimal with 0x", value);
        }
        return number.longValue();
    }

    private static Long fail(String field, String expected, JsonNode found) {
        throw bad(field, expected, found);
    }

    @Nullable
    Address address(String field) {
        String text = text(field);
        return text == null ? null : parsed(field, object.get(field), Address::of);
    }

    /** A hash that must be there. */
    Hash hash(String field) {
        return parsed(field, object.path(field), Hash::of);
    }

    List<Hash> hashes(String field) {
        return list(field, Hash::of);
    }

    List<PooledTransaction> transactions(String field) {
        List<PooledTransaction> transactions = new ArrayList<>();
        for (String raw : list(field, text -> text)) {
            transactions.add(PooledTransaction.read(raw));
        }
        return transactions;
    }

    private <T> List<T> list(String field, Function<String, T> parser) {
        List<T> items = new ArrayList<>();
        if (has(field)) {
            JsonNode array = object.get(field);
            if (!array.isArray()) {
                throw bad(field, "a list", array);
            }
            for (JsonNode item : array) {
                items.add(parsed(field, item, parser));
            }
        }
        return items;
    }

    private static <T> T parsed(String field, JsonNode value, Function<String, T> parser) {
        if (!value.isTextual()) {
            throw bad(field, "strings", value);
        }
        try {
            return parser.apply(value.asText());
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid(field + ": " + malformed.getMessage());
        }
    }

    static Refusal bad(String field, String expected, JsonNode found) {
        return Refusal.invalid("expected " + expected + " in " + field + ", found " + RpcRequest.brief(found));
    }
}
