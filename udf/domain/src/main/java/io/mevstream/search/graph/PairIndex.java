package io.mevstream.search.graph;

import java.util.Arrays;

/** Numbers for pairs of tokens, in the order they were first asked for; a hash table over two arrays. */
final class PairIndex {

    static final int ABSENT = -1;

    /** The lower token above the higher; by number. */
    private long[] pairs = new long[16];

    private int count;
    private int[] table = filled(64);

    /** The number of a pair in whichever order, or {@link #ABSENT}. */
    int find(int one, int other) {
        long pair = pair(one, other);
        int at = slot(pair);
        while (table[at] != ABSENT && pairs[table[at]] != pair) {
            at = (at + 1) & (table.length - 1);
        }
        return table[at];
    }

    /** The number of a pair that has none yet. */
    int add(int one, int other) {
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        if (4 * count >= table.length) {
            table = filled(2 * table.length);
            for (int number = 0; number < count; number++) {
                put(number);
            }
        }
        pairs[count] = pair(one, other);
        put(count);
        return count++;
    }

    int count() {
        return count;
    }

    int lower(int number) {
        return (int) (pairs[number] >>> 32);
    }

    int higher(int number) {
        return (int) pairs[number];
    }

    private void put(int number) {
        int at = slot(pairs[number]);
        while (table[at] != ABSENT) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = number;
    }

    private int slot(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 33) & (table.length - 1);
    }

    private static long pair(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }

    private static int[] filled(int length) {
        int[] table = new int[length];
        Arrays.fill(table, ABSENT);
        return table;
    }

    long bytes() {
        return 8L * pairs.length + 4L * table.length;
    }
}
