package io.mevstream.devchain.actor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much each kind of actor does, in millionths of the usual; 0 turns it off.
 *
 * @param millionths by kind, every kind of {@link #KINDS}
 */
public record Strengths(SortedMap<String, Long> millionths) {

    /** The kinds of actors, each with what 1 stands for. */
    public static final List<String> KINDS = List.of(
            "traders",
            "crowds",
            "providers",
            "oracles",
            "borrowers",
            "liquidators",
            "arbitrageurs",
            "sandwichers",
            "jit");

    private static final long ONE = 1_000_000;
    private static final BigDecimal MOST = BigDecimal.valueOf(20);

    /** Every kind as usual. */
    public static Strengths usual() {
        SortedMap<String, Long> all = new TreeMap<>();
        KINDS.forEach(kind -> all.put(kind, ONE));
        return new Strengths(all);
    }

    /**
     * Reads {@code traders=1.5,sandwichers=0.2}; {@code all=0} first sets every kind. Kinds that are not named stay as usual.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static Strengths parse(String text) {
        SortedMap<String, Long> all = new TreeMap<>(usual().millionths());
        List<String> wrong = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            String[] sides = item.strip().split("=", -1);
            Long value = sides.length == 2 ? number(sides[1]) : null;
            if (sides.length != 2 || !(sides[0].equals("all") || KINDS.contains(sides[0])) || value == null) {
                wrong.add(item.isBlank() ? "nothing" : item.strip());
            } else if (sides[0].equals("all")) {
                all.replaceAll((kind, before) -> value);
            } else {
                all.put(sides[0], value);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected KIND=STRENGTH,... with a strength of 0 to 20 and a kind of all, "
                            + String.join(", ", KINDS) + "; found " + String.join(" and ", wrong));
        }
        return new Strengths(all);
    }

    private static @Nullable Long number(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            return value.signum() < 0 || value.compareTo(MOST) > 0
                    ? null
                    : value.movePointRight(6).longValue();
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    public long of(String kind) {
        Long value = millionths.get(kind);
        if (value == null) {
            throw new IllegalArgumentException("expected one of " + KINDS + ", found " + kind);
        }
        return value;
    }

    /** A base rate in millionths a block, scaled. */
    public long scale(String kind, long rate) {
        return rate * of(kind) / ONE;
    }

    @Override
    public String toString() {
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, Long> each : millionths.entrySet()) {
            items.add(each.getKey() + "="
                    + BigDecimal.valueOf(each.getValue(), 6)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        return String.join(",", items);
    }
}
