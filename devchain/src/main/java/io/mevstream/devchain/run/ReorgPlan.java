package io.mevstream.devchain.run;

import io.mevstream.devchain.actor.Dice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When blocks are undone.
 *
 * @param millionths how likely a reorg is after each block
 * @param least the smallest depth of those by chance
 * @param most the largest
 * @param planned by how many blocks the run has made for the first time, how deep; each once
 */
public record ReorgPlan(long millionths, int least, int most, NavigableMap<Long, Integer> planned) {

    public static final ReorgPlan NONE = new ReorgPlan(0, 1, 1, new TreeMap<>());

    private static final Pattern CHANCE = Pattern.compile("(0(?:\\.\\d{1,6})?)(?:x(\\d{1,5})(?:-(\\d{1,5}))?)?");
    private static final Pattern PLANNED = Pattern.compile("(\\d{1,9}):(\\d{1,5})");
    private static final int USUAL_DEPTH = 3;

    /**
     * Reads {@code 0.05x1-3,100:64}: after each block a reorg of 1 to 3 blocks with a chance of a twentieth, and one of 64 once
     * the run is 100 blocks long.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    public static ReorgPlan parse(String text) {
        long chance = 0;
        int least = 1;
        int most = USUAL_DEPTH;
        NavigableMap<Long, Integer> planned = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            Matcher byChance = CHANCE.matcher(item.strip());
            Matcher byPlan = PLANNED.matcher(item.strip());
            if (byPlan.matches()
                    && Integer.parseInt(byPlan.group(2)) > 0
                    && Integer.parseInt(byPlan.group(2)) <= Long.parseLong(byPlan.group(1))) {
                planned.put(Long.parseLong(byPlan.group(1)), Integer.parseInt(byPlan.group(2)));
            } else if (byChance.matches()) {
                chance = new BigDecimal(byChance.group(1)).movePointRight(6).longValue();
                least = byChance.group(2) == null ? 1 : Integer.parseInt(byChance.group(2));
                most = byChance.group(3) != null
                        ? Integer.parseInt(byChance.group(3))
                        : byChance.group(2) == null ? USUAL_DEPTH : least;
                if (least < 1 || most < least || chance * most > 500_000) {
                    wrong.add(item.strip());
                }
            } else {
                wrong.add(item.isBlank() ? "nothing" : item.strip());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected CHANCExLEAST-MOST (0.05x1-3; chance times most at most 0.5) or AT:DEPTH (100:64; at least as many"
                            + " blocks as deep), by commas; found " + String.join(" and ", wrong));
        }
        return new ReorgPlan(chance, least, most, planned);
    }

    /** The deepest that may come. */
    public int deepest() {
        int deepest = millionths == 0 ? 0 : most;
        for (int depth : planned.values()) {
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /**
     * How many blocks are undone now.
     *
     * @param length how many blocks the run has
     * @param isLongest whether it never had more before
     */
    int depth(Dice dice, long length, boolean isLongest) {
        Integer due = isLongest ? planned.get(length) : null;
        if (due != null) {
            return due;
        }
        return dice.chance(millionths) ? (int) Math.min(length, dice.between(least, most)) : 0;
    }
}
