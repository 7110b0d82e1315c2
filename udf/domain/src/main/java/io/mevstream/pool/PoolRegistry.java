package io.mevstream.pool;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pools that the user states to be what they are, from a CSV file of
 * {@code pool,family,token0,token1,fee_pips,tick_spacing,name}.
 *
 * <p>The last three may be empty. Empty lines, lines that begin with {@code #}, and the header are skipped. Pools are
 * contracts of their own with two tokens.
 */
public final class PoolRegistry {

    public static final PoolRegistry EMPTY = new PoolRegistry(Map.of());

    private static final String HEADER = "pool,family,token0,token1,fee_pips,tick_spacing,name";
    private static final int COLUMNS = 7;

    private final Map<PoolId, PoolKnowledge> pools;

    private PoolRegistry(Map<PoolId, PoolKnowledge> pools) {
        this.pools = pools;
    }

    /** Reads the file's lines; throws {@link IllegalArgumentException} with every problem and its line number. */
    public static PoolRegistry parse(List<String> lines) {
        Map<PoolId, PoolKnowledge> pools = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || line.equals(HEADER)) {
                continue;
            }
            try {
                PoolKnowledge pool = row(line.split(",", -1));
                if (pools.putIfAbsent(pool.pool(), pool) != null) {
                    throw new IllegalArgumentException("pool " + pool.pool() + " stands on an earlier line too");
                }
            } catch (IllegalArgumentException e) {
                problems.add("line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("pool registry, expected lines of " + HEADER + "; found "
                    + problems.size() + " wrong:\n" + String.join("\n", problems));
        }
        return new PoolRegistry(pools);
    }

    /** What the file states of the pool; null where it is not listed. */
    public @Nullable PoolKnowledge find(PoolId pool) {
        return pools.get(pool);
    }

    /** Every listed pool, sorted. */
    public Collection<PoolKnowledge> pools() {
        return pools.values();
    }

    private static PoolKnowledge row(String[] columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("expected " + COLUMNS + " columns, found " + columns.length);
        }
        Address token0 = Address.of(columns[2].strip());
        Address token1 = Address.of(columns[3].strip());
        PoolFamily family = family(columns[1].strip());
        if (PoolIdentity.sortsTokens(family) && token0.compareTo(token1) >= 0) {
            throw new IllegalArgumentException(
                    "expected token0 below token1 as " + family + " sorts them, found " + token0 + ", " + token1);
        }
        return new PoolKnowledge(
                PoolId.of(Address.of(columns[0].strip())),
                family,
                List.of(token0, token1),
                number(columns[4].strip(), "fee_pips", 0, 999_999),
                number(columns[5].strip(), "tick_spacing", 1, 32_767),
                null,
                columns[6].isBlank() ? null : columns[6].strip(),
                PoolKnowledge.Proof.REGISTRY);
    }

    private static PoolFamily family(String name) {
        for (PoolFamily family : PoolFamily.values()) {
            if (family.name().equals(name)) {
                return family;
            }
        }
        throw new IllegalArgumentException(
                "expected a family of " + Arrays.toString(PoolFamily.values()) + ", found " + name);
    }

    private static @Nullable Integer number(String text, String column, int least, int most) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > 7 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(column + ": expected digits, found " + text);
        }
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(column + ": expected " + least + " to " + most + ", found " + text);
        }
        return value;
    }
}
