package io.mevstream.devchain.actor;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an actor means by a transaction.
 *
 * @param actor who decided it, {@code traders} or {@code sandwicher 0}
 * @param terms what it states, for the journal
 * @param play the play that it is a part of; null for most
 */
public record Purpose(String actor, Kind kind, String action, SortedMap<String, String> terms, @Nullable String play) {

    /** What kind of thing a transaction does. */
    public enum Kind {
        TRADE,
        LIQUIDITY,
        ORACLE,
        LENDING,
        TRANSFER,
        ARBITRAGE,
        SANDWICH,
        JIT,
        LIQUIDATION
    }

    public static Purpose of(String actor, Kind kind, String action, String... keysAndValues) {
        SortedMap<String, String> terms = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            terms.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Purpose(actor, kind, action, terms, null);
    }

    public Purpose in(String newPlay) {
        return new Purpose(actor, kind, action, terms, newPlay);
    }

    public Purpose with(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(terms);
        more.put(key, value);
        return new Purpose(actor, kind, action, more, play);
    }
}
